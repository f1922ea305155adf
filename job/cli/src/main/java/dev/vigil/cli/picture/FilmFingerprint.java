package dev.vigil.cli.picture;

import dev.vigil.edge.PictureSource;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The fingerprint of all pictures of a film, as a reference has it: 8 MB an hour.
 *
 * @param frames of the profile, its length
 * @param damagedPackets that the decoder left out
 * @param words packed, in order of time
 */
record FilmFingerprint(Recording file, long frames, long damagedPackets, long[] words) {
    private static final PictureProfile PROFILE = FilmComparison.PROFILE;

    /**
     * Analyses a film from its start to its end.
     *
     * @param each called with every picture
     * @throws IOException where it can't be decoded
     */
    static FilmFingerprint all(Path file, Consumer<Picture> each) throws IOException {
        LongStream.Builder packed = LongStream.builder();
        PictureWords words = new PictureWords(PROFILE, new PictureBench(PROFILE));
        FilmFile.Pass pass =
                new FilmFile(file)
                        .read(
                                PictureSource.REFERENCE_RATE,
                                picture -> {
                                    words.accept(
                                            picture,
                                            PROFILE.windows(),
                                            (head, signs, change) ->
                                                    packed.add(head).add(signs).add(change));
                                    each.accept(picture);
                                    return true;
                                });
        return new FilmFingerprint(
                Recording.of(file), pass.frames(), pass.damagedPackets(), packed.build().toArray());
    }

    long durationMs() {
        return Math.round(PROFILE.millis(frames));
    }
}
