package dev.vigil.edge;

import java.io.File;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** An open file or URL and its best audio track; all other tracks are discarded unread. */
final class Container implements AutoCloseable {
    /** A file must not make this machine fetch from elsewhere. */
    private static final String FILE_PROTOCOLS = "file";

    /** Formats that only point at other media; as files they are refused. */
    private static final Set<String> POINTERS =
            Set.of("hls", "dash", "concat", "imf", "sdp", "rtsp", "rtp", "tedcaptions", "tty");

    private static final String FILE_FORMATS = fileFormats();

    private static final String NET_PROTOCOLS =
            "http,https,httpproxy,tls,tcp,crypto,hls,rtmp,rtmps,rtmpt,rtp,rtsp,srt,udp";

    /** A server without an answer for this long is gone; in microseconds, as FFmpeg counts. */
    private static final String NET_TIMEOUT_US = "15000000";

    /** Below, FFmpeg itself warns of misdetection: noise passes as MP3. */
    private static final int LEAST_PROBE_SCORE = 25;

    private static final double AV_TIME_BASE_PER_MS = 1_000.0;

    private final String location;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVStream track;

    /** True for {@code scheme://...}; anything else is a path. */
    static boolean isUrl(String location) {
        return location.matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*");
    }

    Container(String location) throws MediaException {
        this.location = location;
        open();
        try {
            track = bestTrack();
        } catch (MediaException e) {
            close();
            throw e;
        }
    }

    private static String fileFormats() {
        Ffmpeg.load();
        StringJoiner names = new StringJoiner(",");
        try (PointerPointer<Pointer> position = new PointerPointer<>(1)) {
            position.put(0, (Pointer) null);
            AVInputFormat known = avformat.av_demuxer_iterate(position);
            while (known != null) {
                String name = known.name().getString();
                if (!POINTERS.contains(name.split(",")[0])) {
                    names.add(name);
                }
                known = avformat.av_demuxer_iterate(position);
            }
        }
        return names.toString();
    }

    private void open() throws MediaException {
        boolean url = isUrl(location);
        if (!url) {
            requireReadable(new File(location));
        }
        try (AVDictionary options = new AVDictionary(null)) {
            String protocols = url ? NET_PROTOCOLS : FILE_PROTOCOLS;
            avutil.av_dict_set(options, "protocol_whitelist", protocols, 0);
            if (url) {
                avutil.av_dict_set(options, "rw_timeout", NET_TIMEOUT_US, 0);
            } else {
                avutil.av_dict_set(options, "format_whitelist", FILE_FORMATS, 0);
            }
            // The prefix keeps a file named "concat:..." or "http:..." a file.
            String address = url ? location : "file:" + location;
            int code = avformat.avformat_open_input(format, address, null, options);
            avutil.av_dict_free(options);
            if (code == Ffmpeg.EINVAL && !url) {
                throw refused(
                        "a media file",
                        "a playlist or another pointer to media",
                        "push the media that it points at");
            }
            if (code < 0) {
                throw refused("a media source that FFmpeg can open", Ffmpeg.words(code));
            }
        }
    }

    private void requireReadable(File file) throws MediaException {
        if (!file.exists()) {
            throw refused("a file", "no such file", "check the path");
        }
        if (file.isDirectory()) {
            throw refused("a file", "a folder", "name a recording in it");
        }
        if (!file.isFile() || !file.canRead()) {
            throw refused("a readable file", "none", "check what it is and its permissions");
        }
        if (file.length() == 0) {
            throw refused("a media file", "an empty file", "transfer it again");
        }
    }

    private AVStream bestTrack() throws MediaException {
        if (format.probe_score() < LEAST_PROBE_SCORE) {
            throw refused("a media file", "data of no known format");
        }
        int code = avformat.avformat_find_stream_info(format, (PointerPointer<?>) null);
        if (code < 0) {
            throw refused("readable tracks", Ffmpeg.words(code));
        }
        int best =
                avformat.av_find_best_stream(
                        format, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (PointerPointer<?>) null, 0);
        if (best < 0) {
            throw refused("an audio track", tracks(), "give a file with sound");
        }
        for (int i = 0; i < format.nb_streams(); i++) {
            if (i != best) {
                format.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
        return format.streams(best);
    }

    private String tracks() {
        return format.nb_streams() == 0
                ? "no tracks at all"
                : format.nb_streams() + " track(s) without sound";
    }

    AVStream track() {
        return track;
    }

    /** Next packet of the audio track; false at the end. The caller unrefs it. */
    boolean read(AVPacket packet) throws MediaException {
        while (true) {
            int code = avformat.av_read_frame(format, packet);
            if (code == avutil.AVERROR_EOF()) {
                return false;
            }
            if (code < 0) {
                throw refused("data to the end", Ffmpeg.words(code), "repair or restart it");
            }
            if (packet.stream_index() == track.index()) {
                return true;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    /** Length that the file declares, in ms; empty for live sources. */
    OptionalLong durationMs() {
        long duration = format.duration();
        return duration <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(duration / AV_TIME_BASE_PER_MS));
    }

    /** True where the declared length is a promise of the audio track, not an estimate. */
    boolean durationIsDeclared() {
        return format.nb_streams() == 1
                && format.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
    }

    MediaException refused(String expected, String got) {
        return refused(expected, got, "check with a player that it is whole and no other thing");
    }

    MediaException refused(String expected, String got, String remedy) {
        return new MediaException(
                location + ": expected " + expected + ", got " + got + "; " + remedy);
    }

    @Override
    public void close() {
        if (!format.isNull()) {
            avformat.avformat_close_input(format);
        }
        format.close();
    }
}
