package dev.vigil.edge.sound;

import java.nio.ShortBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameFilter;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameFilter;

/** Sends sound through a chain of FFmpeg's audio filters. */
final class FilterGraph {
    private static final int BLOCK = 4_096;

    private short[] out = new short[1 << 16];
    private int length;

    private FilterGraph() {}

    /** Throws IllegalArgumentException for a chain that FFmpeg refuses. */
    static Sound run(Sound sound, String chain) {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        FilterGraph graph = new FilterGraph();
        try (FFmpegFrameFilter filter = new FFmpegFrameFilter(chain, 1)) {
            filter.setSampleRate(sound.rateHz());
            filter.setSampleFormat(avutil.AV_SAMPLE_FMT_S16);
            filter.start();
            for (int from = 0; from < sound.pcm().length; from += BLOCK) {
                int samples = Math.min(BLOCK, sound.pcm().length - from);
                filter.pushSamples(
                        0,
                        1,
                        sound.rateHz(),
                        avutil.AV_SAMPLE_FMT_S16,
                        ShortBuffer.wrap(sound.pcm(), from, samples).slice());
                graph.drain(filter);
            }
            filter.push(null);
            graph.drain(filter);
        } catch (FrameFilter.Exception e) {
            throw new IllegalArgumentException("filter '" + chain + "': " + e.getMessage(), e);
        }
        return new Sound(Arrays.copyOf(graph.out, graph.length), sound.rateHz());
    }

    private void drain(FFmpegFrameFilter filter) throws FFmpegFrameFilter.Exception {
        for (Frame frame = filter.pullSamples(); frame != null; frame = filter.pullSamples()) {
            ShortBuffer samples = (ShortBuffer) frame.samples[0];
            if (length + samples.remaining() > out.length) {
                out = Arrays.copyOf(out, 2 * (length + samples.remaining()));
            }
            int count = samples.remaining();
            samples.get(out, length, count);
            length += count;
        }
    }
}
