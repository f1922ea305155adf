package dev.vigil.cli.picture;

import dev.vigil.edge.PictureSource;
import dev.vigil.edge.Tracks;
import dev.vigil.schema.media.Modality;
import dev.vigil.video.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file with moving pictures, decoded as {@code vigil ingest} does it; opened anew for each pass.
 */
record FilmFile(Path file) {
    /** Takes pictures in order of time. */
    @FunctionalInterface
    interface Taker {
        /** False where no more are needed. */
        boolean take(Picture picture) throws IOException;
    }

    /**
     * What was read of a film.
     *
     * @param frames of the profile up to the end of the last picture
     * @param damagedPackets that the decoder left out
     */
    record Pass(long frames, long damagedPackets) {}

    /**
     * Tracks of a file among those that are wanted.
     *
     * @throws IOException where it has none of them, or there is no such file
     */
    static Set<Modality> tracks(Path file, Set<Modality> wanted) throws IOException {
        if (wanted.contains(Modality.AUDIO) && isPlainWav(file)) {
            return EnumSet.of(Modality.AUDIO);
        }
        try (Tracks tracks = open(file, wanted, PictureSource.STREAM_RATE)) {
            Set<Modality> found = EnumSet.noneOf(Modality.class);
            tracks.sound().ifPresent(sound -> found.add(Modality.AUDIO));
            tracks.pictures().ifPresent(pictures -> found.add(Modality.VIDEO));
            return found;
        }
    }

    /** Such a file needs no FFmpeg. */
    private static boolean isPlainWav(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        Optional<WavSource> wav = WavSource.open(file);
        if (wav.isPresent()) {
            wav.get().close();
        }
        return wav.isPresent();
    }

    private static Tracks open(Path file, Set<Modality> wanted, int perSecond) throws IOException {
        try {
            return Tracks.open(file.toString(), wanted, perSecond);
        } catch (LinkageError e) {
            throw Recording.withoutFfmpeg(file, e);
        }
    }

    /**
     * Reads pictures from the start.
     *
     * @param perSecond {@link PictureSource#STREAM_RATE} or {@link PictureSource#REFERENCE_RATE}
     * @throws IOException where it has no pictures or is damaged
     */
    Pass read(int perSecond, Taker taker) throws IOException {
        try (Tracks tracks = open(file, Set.of(Modality.VIDEO), perSecond)) {
            PictureSource source = tracks.pictures().orElseThrow();
            long step = PictureSource.REFERENCE_RATE / perSecond;
            long frames = 0;
            boolean goesOn = true;
            while (goesOn) {
                Optional<Picture> next = source.next();
                goesOn = next.isPresent() && taker.take(next.get());
                frames = next.map(picture -> picture.frame() + step).orElse(frames);
            }
            return new Pass(frames, tracks.damagedPackets());
        }
    }
}
