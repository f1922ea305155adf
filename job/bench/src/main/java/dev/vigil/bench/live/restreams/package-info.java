/**
 * {@code vigil bench restreams}: how soon works are found in streams that begin with something
 * else. It must not hold a threshold of its own: what matches is for the classes of the media job.
 */
package dev.vigil.bench.live.restreams;
