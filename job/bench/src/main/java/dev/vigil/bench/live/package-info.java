/**
 * What {@code vigil bench restreams}, {@code unrelated} and {@code shared} share: whole streams in
 * segments, through the same classes as the edge and the media job. It must not use a process, a
 * topic or the machine's clock: time is that of the streams, so a busy machine changes nothing.
 */
package dev.vigil.bench.live;
