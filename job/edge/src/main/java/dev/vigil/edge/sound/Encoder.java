package dev.vigil.edge.sound;

import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;

/** Writes sound to files as people share them. */
public final class Encoder {
    /** Container, codec and bit rate together. */
    public enum Format {
        MP3("mp3", "mp3", avcodec.AV_CODEC_ID_MP3, 64_000, 0),
        AAC("m4a", "mp4", avcodec.AV_CODEC_ID_AAC, 64_000, 0),
        OPUS("ogg", "ogg", avcodec.AV_CODEC_ID_OPUS, 48_000, 48_000),
        FLAC("flac", "flac", avcodec.AV_CODEC_ID_FLAC, 0, 0),
        WAV("wav", "wav", avcodec.AV_CODEC_ID_PCM_S16LE, 0, 0);

        private final String extension;
        private final String container;
        private final int codec;
        private final int bitRate;

        /** The one rate that the codec takes, or 0 for the sound's own. */
        private final int fixedRateHz;

        Format(String extension, String container, int codec, int bitRate, int fixedRateHz) {
            this.extension = extension;
            this.container = container;
            this.codec = codec;
            this.bitRate = bitRate;
            this.fixedRateHz = fixedRateHz;
        }

        /** Usual ending of a file name, without the dot. */
        public String extension() {
            return extension;
        }
    }

    /** Samples given to the codec at a time. */
    private static final int BLOCK = 4_096;

    private Encoder() {}

    /**
     * Writes the file, over one that exists.
     *
     * @throws IOException when it can't be written
     */
    public static void write(Sound sound, Path file, Format format) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 1)) {
            recorder.setFormat(format.container);
            recorder.setAudioCodec(format.codec);
            recorder.setSampleRate(format.fixedRateHz == 0 ? sound.rateHz() : format.fixedRateHz);
            if (format.bitRate > 0) {
                recorder.setAudioBitrate(format.bitRate);
            }
            recorder.start();
            for (int from = 0; from < sound.pcm().length; from += BLOCK) {
                int length = Math.min(BLOCK, sound.pcm().length - from);
                recorder.recordSamples(
                        sound.rateHz(), 1, ShortBuffer.wrap(sound.pcm(), from, length));
            }
            recorder.stop();
        }
    }
}
