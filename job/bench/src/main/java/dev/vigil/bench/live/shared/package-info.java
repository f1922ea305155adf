/**
 * {@code vigil bench shared}: what recordings of one composer or one station have in common, and
 * what follows for streams of them. It must not decide by rules of its own: who had a stretch first
 * and what has a vote is asked of the classes of the media job.
 */
package dev.vigil.bench.live.shared;
