package dev.vigil.edge;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The codec of one track: packets in, frames out. What can't be decoded is left out and counted.
 */
final class TrackDecoder implements AutoCloseable {
    /** Twice 8k. A codec keeps up to 16 pictures to refer to, so this is a bound of memory. */
    private static final long MOST_PIXELS = 1L << 26;

    private final AVCodecContext codec;
    private final AVFrame frame = avutil.av_frame_alloc();
    private long frames;
    private long damaged;

    /** Takes a frame, which is its own until it returns. */
    @FunctionalInterface
    interface Sink {
        void take(AVFrame frame) throws MediaException;
    }

    private TrackDecoder(AVCodecContext codec) {
        this.codec = codec;
    }

    /**
     * Opens the codec of a track.
     *
     * @param name what the track is, for people
     * @throws MediaException where there is no decoder for it
     */
    static TrackDecoder open(Container container, AVStream track, String name)
            throws MediaException {
        AVCodec decoder = avcodec.avcodec_find_decoder(track.codecpar().codec_id());
        if (decoder == null) {
            throw container.refused(
                    "a known codec of " + name,
                    "one without a decoder",
                    "convert it first, or push the other track alone: --no-video or --no-audio");
        }
        AVCodecContext codec = avcodec.avcodec_alloc_context3(decoder);
        avcodec.avcodec_parameters_to_context(codec, track.codecpar());
        // Without the time base the encoder's padding at the start is not skipped.
        codec.pkt_timebase(Container.MICROSECOND);
        codec.thread_count(1);
        codec.max_pixels(MOST_PIXELS);
        // A third of the time of H.264, and nothing that a thumbnail shows.
        codec.skip_loop_filter(avcodec.AVDISCARD_ALL);
        int code = avcodec.avcodec_open2(codec, decoder, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(codec);
            throw container.refused("a decodable track of " + name, Ffmpeg.words(code));
        }
        return new TrackDecoder(codec);
    }

    /** Gives the frames that a packet completes; null for the end of the track. */
    void decode(AVPacket packet, Sink sink) throws MediaException {
        if (avcodec.avcodec_send_packet(codec, packet) < 0 && packet != null) {
            damaged++;
        }
        while (true) {
            int code = avcodec.avcodec_receive_frame(codec, frame);
            if (code == Ffmpeg.EAGAIN || code == avutil.AVERROR_EOF()) {
                return;
            }
            if (code < 0) {
                damaged++;
                continue;
            }
            frames++;
            sink.take(frame);
            avutil.av_frame_unref(frame);
        }
    }

    /** Frames that were decoded. */
    long frames() {
        return frames;
    }

    /** Packets that could not be decoded and were left out. */
    long damaged() {
        return damaged;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(codec);
    }
}
