/**
 * {@code vigil bench restreams} and {@code vigil bench unrelated}: what the live ear finds, how
 * soon, and how near unrelated sound comes to a match. Whole streams in segments, through the same
 * classes as the edge and the media job; time is that of the streams, so a busy machine changes
 * nothing.
 */
package dev.vigil.bench.live;
