package dev.vigil.edge;

import dev.vigil.schema.media.Modality;
import java.io.File;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** An open file or URL and its best tracks; all others are discarded unread. */
final class Container implements AutoCloseable {
    /** A file must not make this machine fetch from elsewhere. */
    private static final String FILE_PROTOCOLS = "file";

    /** Formats that only point at other media; as files they are refused. */
    private static final Set<String> POINTERS =
            Set.of(
                    "hls",
                    "dash",
                    "concat",
                    "imf",
                    "image2",
                    "sdp",
                    "rtsp",
                    "rtp",
                    "tedcaptions",
                    "tty");

    private static final String FILE_FORMATS = fileFormats();

    private static final String NET_PROTOCOLS =
            "http,https,httpproxy,tls,tcp,crypto,hls,rtmp,rtmps,rtmpt,rtp,rtsp,srt,udp";

    /** Of a transport stream: tracks whose numbers change in it are those that they were. */
    private static final String SAME_TRACKS = "merge_pmt_versions";

    /** A server without an answer for this long is gone; in microseconds, as FFmpeg counts. */
    private static final String NET_TIMEOUT_US = "15000000";

    private static final String INSTEAD_OF_A_PIPE =
            "write it to a file, or let its program send to udp://127.0.0.1:PORT and name"
                    + " that";

    /** Below, FFmpeg itself warns of misdetection: noise passes as MP3. */
    private static final int LEAST_PROBE_SCORE = 25;

    private static final double AV_TIME_BASE_PER_MS = 1_000.0;

    /** Of all times here. */
    static final AVRational MICROSECOND = avutil.av_make_q(1, 1_000_000);

    /** Formats that offer the same film in several sizes. */
    private static final Set<String> RENDITIONS = Set.of("hls", "dash");

    /** What is in a file beside a film: the cover of a record, pictures of its chapters. */
    private static final int NO_FILM =
            avformat.AV_DISPOSITION_ATTACHED_PIC | avformat.AV_DISPOSITION_TIMED_THUMBNAILS;

    private static final int LEAST_FRAMES_PER_SECOND = 1;
    private static final int MOST_FRAMES_PER_SECOND = 1_000;
    private static final long USUAL_FRAME_US = 40_000;

    private final String location;
    private final AVFormatContext format = new AVFormatContext(null);
    private AVStream sound;
    private AVStream pictures;

    /** True for {@code scheme://...}; anything else is a path. */
    static boolean isUrl(String location) {
        return location.matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*");
    }

    /**
     * @param wanted tracks; one of them must be there
     */
    Container(String location, Set<Modality> wanted) throws MediaException {
        this.location = location;
        open();
        try {
            choose(wanted);
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
            requireReadable(location);
        }
        try (AVDictionary options = new AVDictionary(null)) {
            String protocols = url ? NET_PROTOCOLS : FILE_PROTOCOLS;
            avutil.av_dict_set(options, "protocol_whitelist", protocols, 0);
            avutil.av_dict_set(options, SAME_TRACKS, "1", 0);
            avutil.av_dict_set(options, "seg_format_options", SAME_TRACKS + "=1", 0);
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

    /** What needs no look into a file: that it is there, and one. */
    static void requireReadable(String location) throws MediaException {
        File file = new File(location);
        if (file.getPath().equals("-")) {
            throw refused(location, "a file or a URL", "standard input", INSTEAD_OF_A_PIPE);
        }
        if (!file.exists()) {
            throw refused(location, "a file", "no such file", "check the path");
        }
        if (file.isDirectory()) {
            throw refused(location, "a file", "a folder", "name a recording in it");
        }
        if (!file.isFile()) {
            throw refused(location, "a file or a URL", "a pipe or a device", INSTEAD_OF_A_PIPE);
        }
        if (!file.canRead()) {
            throw refused(location, "a readable file", "none", "check its permissions");
        }
        if (file.length() == 0) {
            throw refused(location, "a media file", "an empty file", "transfer it again");
        }
    }

    private void choose(Set<Modality> wanted) throws MediaException {
        if (format.probe_score() < LEAST_PROBE_SCORE) {
            throw refused("a media file", "data of no known format");
        }
        int code = avformat.avformat_find_stream_info(format, (PointerPointer<?>) null);
        if (code < 0) {
            throw refused("readable tracks", Ffmpeg.words(code));
        }
        pictures = wanted.contains(Modality.VIDEO) ? film() : null;
        sound = wanted.contains(Modality.AUDIO) ? best(avutil.AVMEDIA_TYPE_AUDIO, pictures) : null;
        if (sound == null && pictures == null) {
            throw noneOf(wanted);
        }
        for (int i = 0; i < format.nb_streams(); i++) {
            if (!isChosen(i)) {
                format.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
    }

    /** The best track of a kind, of the programme of another where there are several; or null. */
    private AVStream best(int kind, AVStream beside) {
        int related = beside == null ? -1 : beside.index();
        int best =
                avformat.av_find_best_stream(
                        format, kind, -1, related, (PointerPointer<?>) null, 0);
        return best < 0 ? null : format.streams(best);
    }

    /** The track of moving pictures: of several sizes of the same film the smallest; or null. */
    private AVStream film() {
        AVStream best = best(avutil.AVMEDIA_TYPE_VIDEO, null);
        boolean isSmallestWanted = RENDITIONS.contains(format.iformat().name().getString());
        AVStream found = best != null && isFilm(best) ? best : null;
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream one = format.streams(i);
            if (isFilm(one) && (found == null || isSmallestWanted && pixels(one) < pixels(found))) {
                found = one;
            }
        }
        return found;
    }

    private static boolean isFilm(AVStream track) {
        return track.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO
                && (track.disposition() & NO_FILM) == 0;
    }

    /** Of a track of unknown size more than of any other. */
    private static long pixels(AVStream track) {
        long pixels = (long) track.codecpar().width() * track.codecpar().height();
        return pixels > 0 ? pixels : Long.MAX_VALUE;
    }

    private MediaException noneOf(Set<Modality> wanted) {
        String tracks =
                format.nb_streams() == 0 ? "no tracks at all" : format.nb_streams() + " track(s)";
        boolean any = format.nb_streams() > 0;
        if (wanted.size() > 1) {
            return refused("sound or moving pictures", tracks + (any ? " of neither" : ""));
        }
        return wanted.contains(Modality.AUDIO)
                ? refused(
                        "an audio track",
                        tracks + (any ? " without sound" : ""),
                        "give a file with sound")
                : refused(
                        "a track of moving pictures",
                        tracks + (any ? " without them" : ""),
                        "give a film");
    }

    private boolean isChosen(int stream) {
        return sound != null && sound.index() == stream
                || pictures != null && pictures.index() == stream;
    }

    /** The track of sound; null where there is none or it is not wanted. */
    AVStream sound() {
        return sound;
    }

    /** The track of moving pictures; null where there is none or it is not wanted. */
    AVStream pictures() {
        return pictures;
    }

    /** Next packet of a chosen track; false at the end. The caller unrefs it. */
    boolean read(AVPacket packet) throws MediaException {
        while (true) {
            int code = avformat.av_read_frame(format, packet);
            if (code == avutil.AVERROR_EOF()) {
                return false;
            }
            if (code < 0) {
                throw refused("data to the end", Ffmpeg.words(code), "repair or restart it");
            }
            if (isChosen(packet.stream_index())) {
                return true;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    /**
     * When a track begins, in microseconds of the source; {@link SourceClock#NONE} if not known.
     */
    static long startUs(AVStream track) {
        return track == null || track.start_time() == avutil.AV_NOPTS_VALUE
                ? SourceClock.NONE
                : avutil.av_rescale_q(track.start_time(), track.time_base(), MICROSECOND);
    }

    /** Whether times of such a source may jump, as where one programme follows another. */
    boolean mayJump() {
        return (format.iformat().flags() & avformat.AVFMT_TS_DISCONT) != 0;
    }

    /** How long a picture is shown, as far as the source says it at once. */
    static long usualFrameUs(AVStream track) {
        double rate = avutil.av_q2d(track.avg_frame_rate());
        return rate >= LEAST_FRAMES_PER_SECOND && rate <= MOST_FRAMES_PER_SECOND
                ? Math.round(1_000_000 / rate)
                : USUAL_FRAME_US;
    }

    /** Width by height of a frame as it is shown, before it is turned. */
    double aspect(AVStream track, AVFrame frame) {
        AVRational pixel = avformat.av_guess_sample_aspect_ratio(format, track, frame);
        double shape = pixel.num() > 0 && pixel.den() > 0 ? avutil.av_q2d(pixel) : 1;
        return shape * frame.width() / frame.height();
    }

    /** How the pictures of a track are turned before they are shown. */
    static Turn turn(AVStream track) {
        AVPacketSideData matrix =
                avcodec.av_packet_side_data_get(
                        track.codecpar().coded_side_data(),
                        track.codecpar().nb_coded_side_data(),
                        avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        return matrix == null ? Turn.NONE : Turn.of(matrix.data(), matrix.size());
    }

    /** Length that the file declares, in ms; empty for live sources. */
    OptionalLong durationMs() {
        long duration = format.duration();
        return duration <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(duration / AV_TIME_BASE_PER_MS));
    }

    /** True where the declared length is a promise of the chosen tracks, not an estimate. */
    boolean durationIsDeclared() {
        int chosen = (sound == null ? 0 : 1) + (pictures == null ? 0 : 1);
        return format.nb_streams() == chosen
                && !mayJump()
                && format.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
    }

    MediaException refused(String expected, String got) {
        return refused(expected, got, "check with a player that it is whole and no other thing");
    }

    MediaException refused(String expected, String got, String remedy) {
        return refused(location, expected, got, remedy);
    }

    private static MediaException refused(
            String location, String expected, String got, String remedy) {
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
