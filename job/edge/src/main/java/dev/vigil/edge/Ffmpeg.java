package dev.vigil.edge;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** What all FFmpeg calls share: its log is off for the whole process, its codes become words. */
final class Ffmpeg {
    /** A decoder needs more input first. */
    static final int EAGAIN;

    /** A format that is not on the list of allowed ones, among other things. */
    static final int EINVAL;

    static {
        // FFmpeg writes to stderr from any thread; errors reach the user as exceptions instead.
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        // Only after the line above: it loads the library that these constants come from.
        EAGAIN = org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN();
        EINVAL = org.bytedeco.ffmpeg.presets.avutil.AVERROR_EINVAL();
    }

    private Ffmpeg() {}

    /** Loads the native libraries and silences them. */
    static void load() {
        // The static initialiser does the work, once.
    }

    /** FFmpeg's own words for an error code. */
    static String words(int code) {
        byte[] text = new byte[256];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
