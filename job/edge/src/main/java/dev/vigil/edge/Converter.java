package dev.vigil.edge;

import dev.vigil.audio.Stereo;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Any decoded frame to mono 11,025 Hz 16-bit: libswresample's default polyphase filter (windowed
 * sinc of 32 taps per input sample at unity, cut-off at 97 % of the lower Nyquist rate). Two
 * channels are resampled each and then added up as {@link Stereo} does: where one is inverted, the
 * filter's own sum would be silence. More channels are added up by libswresample.
 */
final class Converter implements AutoCloseable {
    /** Largest decoded frame of common codecs at 8 kHz in is below this many samples out. */
    private static final int FIRST_CAPACITY = 16_384;

    /** Samples of a channel that are added up in one way, 0.09 s: whatever the codec's frames. */
    private static final int ADDED_UP = 1_024;

    private final AVChannelLayout outLayout = new AVChannelLayout();
    private SwrContext swr;
    private int rateHz;
    private int format;
    private int channels;
    private ShortPointer out = new ShortPointer(FIRST_CAPACITY);
    private PointerPointer<ShortPointer> planes = new PointerPointer<>(1);

    /** Of two channels what is not added up yet, interleaved. */
    private short[] held = new short[0];

    /** True when the frame has the parameters of those before, or is the first. */
    boolean accepts(AVFrame frame) {
        return swr == null
                || (frame.sample_rate() == rateHz
                        && frame.format() == format
                        && frame.ch_layout().nb_channels() == channels);
    }

    /** Converts a frame; returns the samples that it produced, possibly none. */
    short[] convert(AVFrame frame) throws MediaException {
        if (swr == null) {
            open(frame);
        }
        return run(frame.extended_data(), frame.nb_samples());
    }

    /** The last samples out of the filter; afterwards a frame of any parameters is accepted. */
    short[] flush() throws MediaException {
        if (swr == null) {
            return new short[0];
        }
        short[] tail = run(null, 0);
        short[] rest = Stereo.mono(held);
        held = new short[0];
        closeSwr();
        return join(tail, rest);
    }

    private void open(AVFrame frame) throws MediaException {
        rateHz = frame.sample_rate();
        format = frame.format();
        channels = frame.ch_layout().nb_channels();
        swr = new SwrContext(null);
        avutil.av_channel_layout_default(outLayout, outChannels());
        try (AVChannelLayout layout = new AVChannelLayout()) {
            if (frame.ch_layout().order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
                avutil.av_channel_layout_default(layout, channels);
            } else {
                avutil.av_channel_layout_copy(layout, frame.ch_layout());
            }
            int code =
                    swresample.swr_alloc_set_opts2(
                            swr,
                            outLayout,
                            avutil.AV_SAMPLE_FMT_S16,
                            PcmSource.RATE_HZ,
                            layout,
                            format,
                            rateHz,
                            0,
                            null);
            check(code < 0 ? code : swresample.swr_init(swr));
            avutil.av_channel_layout_uninit(layout);
        }
    }

    private short[] run(PointerPointer<?> input, int inputSamples) throws MediaException {
        int needed = swresample.swr_get_out_samples(swr, inputSamples);
        check(needed);
        int wide = outChannels();
        if (needed > out.capacity() / wide) {
            out.close();
            out = new ShortPointer(2L * wide * needed);
        }
        planes.put(0, out);
        int samples =
                swresample.swr_convert(
                        swr, planes, (int) out.capacity() / wide, input, inputSamples);
        check(samples);
        short[] pcm = new short[wide * samples];
        out.get(pcm);
        return wide == 1 ? pcm : addedUp(pcm);
    }

    private int outChannels() {
        return channels == 2 ? 2 : 1;
    }

    /** In whole stretches; what is left waits for the next samples. */
    private short[] addedUp(short[] more) {
        short[] both = join(held, more);
        int whole = both.length - both.length % (2 * ADDED_UP);
        short[] mono = new short[whole / 2];
        for (int from = 0; from < whole; from += 2 * ADDED_UP) {
            short[] stretch = Stereo.mono(Arrays.copyOfRange(both, from, from + 2 * ADDED_UP));
            System.arraycopy(stretch, 0, mono, from / 2, ADDED_UP);
        }
        held = Arrays.copyOfRange(both, whole, both.length);
        return mono;
    }

    static short[] join(short[] first, short[] second) {
        short[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void check(int code) throws MediaException {
        if (code < 0) {
            throw new MediaException(
                    "sound: expected a format that can be resampled, got "
                            + rateHz
                            + " Hz, "
                            + channels
                            + " channel(s) ("
                            + Ffmpeg.words(code)
                            + "); convert it to 16-bit WAV first");
        }
    }

    private void closeSwr() {
        if (swr != null) {
            swresample.swr_free(swr);
            swr = null;
        }
    }

    @Override
    public void close() {
        closeSwr();
        avutil.av_channel_layout_uninit(outLayout);
        outLayout.close();
        planes.close();
        out.close();
    }
}
