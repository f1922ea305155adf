package dev.vigil.edge;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Decodes the best audio track of a file or URL to mono 11,025 Hz 16-bit, streaming, in this
 * process. One decoder per stream, kept open; not thread-safe.
 *
 * <p>Damaged packets are left out and counted; a source that is mostly damage, or ends long before
 * its declared length, fails at its end, after all that could be decoded has been read. WAV and Ogg
 * declare no length that outlives a cut, so there a missing end can't be detected.
 */
public final class Decoder implements PcmSource, AutoCloseable {
    /** Headers of sound formats round; encoders add up to a few frames of padding. */
    private static final long TRUNCATION_SLACK_MS = 1_000;

    private final Container container;
    private final AVCodecContext codec;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private final Converter converter = new Converter();

    private short[] pending = new short[0];
    private int pendingFrom;
    private long samples;
    private long frames;
    private long damagedPackets;
    private boolean drained;
    private boolean closed;

    private Decoder(Container container, AVCodecContext codec) {
        this.container = container;
        this.codec = codec;
    }

    /**
     * Opens a source.
     *
     * @param location a path, or a URL with its scheme
     * @throws MediaException when there is none, it is no media, or has no audio track
     */
    public static Decoder open(String location) throws MediaException {
        Container container = new Container(location);
        try {
            return new Decoder(container, codec(container));
        } catch (MediaException e) {
            container.close();
            throw e;
        }
    }

    private static AVCodecContext codec(Container container) throws MediaException {
        AVCodec decoder = avcodec.avcodec_find_decoder(container.track().codecpar().codec_id());
        if (decoder == null) {
            throw container.refused("a known codec", "one without a decoder", "convert it first");
        }
        AVCodecContext codec = avcodec.avcodec_alloc_context3(decoder);
        avcodec.avcodec_parameters_to_context(codec, container.track().codecpar());
        // Without the time base the encoder's padding at the start is not skipped.
        codec.pkt_timebase(container.track().time_base());
        codec.thread_count(1);
        int code = avcodec.avcodec_open2(codec, decoder, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(codec);
            throw container.refused("a decodable audio track", Ffmpeg.words(code));
        }
        return codec;
    }

    /** Length as the source declares it, in ms; empty for live sources. */
    public OptionalLong durationMs() {
        return container.durationMs();
    }

    /** Sample rate of the track as it lies in the source. */
    public int sourceRateHz() {
        return container.track().codecpar().sample_rate();
    }

    /** Channels of the track as it lies in the source. */
    public int sourceChannels() {
        return container.track().codecpar().ch_layout().nb_channels();
    }

    /** How much has been read, in ms. */
    public long positionMs() {
        return samples * 1_000 / RATE_HZ;
    }

    /** Packets that could not be decoded and were left out. */
    public long damagedPackets() {
        return damagedPackets;
    }

    @Override
    public int read(short[] buffer, int from, int length) throws MediaException {
        while (pendingFrom == pending.length) {
            if (drained) {
                checkWhole();
                return -1;
            }
            pending = decode();
            pendingFrom = 0;
        }
        int count = Math.min(length, pending.length - pendingFrom);
        System.arraycopy(pending, pendingFrom, buffer, from, count);
        pendingFrom += count;
        samples += count;
        return count;
    }

    /** Samples of the next frame, possibly none; sets {@link #drained} at the end. */
    private short[] decode() throws MediaException {
        int code = avcodec.avcodec_receive_frame(codec, frame);
        if (code == Ffmpeg.EAGAIN) {
            feed();
            return new short[0];
        }
        if (code == avutil.AVERROR_EOF()) {
            drained = true;
            return converter.flush();
        }
        if (code < 0) {
            damagedPackets++;
            return new short[0];
        }
        frames++;
        short[] before = converter.accepts(frame) ? new short[0] : converter.flush();
        short[] pcm = converter.convert(frame);
        avutil.av_frame_unref(frame);
        return before.length == 0 ? pcm : Converter.join(before, pcm);
    }

    private void feed() throws MediaException {
        if (!container.read(packet)) {
            avcodec.avcodec_send_packet(codec, null);
            return;
        }
        int code = avcodec.avcodec_send_packet(codec, packet);
        avcodec.av_packet_unref(packet);
        if (code < 0) {
            damagedPackets++;
        }
    }

    private void checkWhole() throws MediaException {
        if (damagedPackets > frames || samples == 0) {
            throw container.refused(
                    "sound", frames + " good and " + damagedPackets + " damaged packets");
        }
        if (container.durationIsDeclared()
                && positionMs() + TRUNCATION_SLACK_MS < durationMs().orElse(0)) {
            throw container.refused(
                    durationMs().getAsLong() + " ms as declared",
                    positionMs() + " ms",
                    "it is truncated: transfer it again");
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        converter.close();
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(codec);
        container.close();
    }
}
