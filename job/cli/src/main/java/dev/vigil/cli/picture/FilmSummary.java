package dev.vigil.cli.picture;

import dev.vigil.cli.picture.RecordingFingerprint.Stretch;
import dev.vigil.cli.text.Version;
import dev.vigil.client.text.Times;
import dev.vigil.match.ReferenceIndex;
import dev.vigil.match.SearchSettings;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.PictureWord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The pictures of a film in the numbers of their fingerprint.
 *
 * @param damagedPackets that the decoder left out
 * @param vigil version that made it
 * @param words of all windows
 * @param runs of pictures of the whole that are alike, of which an index has one entry each
 * @param referenceBytesPerHour words as they travel
 * @param thumbnailBytesPerHour pictures beside them, which are in no index
 * @param indexBytesPerHour as it is searched
 * @param flat stretches of at least 2 s that are black, or one grey: there is no word
 * @param still stretches of at least 2 s in which nothing moves: there is no word of change
 */
record FilmSummary(
        String file,
        String sha256,
        long durationMs,
        long damagedPackets,
        String profile,
        String vigil,
        int words,
        double wordsPerSecond,
        int runs,
        double runsPerSecond,
        long referenceBytesPerHour,
        long thumbnailBytesPerHour,
        long indexBytesPerHour,
        List<Stretch> flat,
        List<Stretch> still) {

    private static final PictureProfile PROFILE = FilmComparison.PROFILE;

    /** With the frame and the size of each. */
    private static final long THUMBNAIL_BYTES = PROFILE.pixels() + 12L;

    private static final double HOUR_S = 3_600;

    static FilmSummary of(FilmFingerprint film, FilmLanes lanes) throws IOException {
        ReferenceIndex index = VideoProfile.of(PROFILE).index(SearchSettings.DEFAULT);
        index.put(ReferenceName.of("film", "film"), film.words());
        index.maintain();
        double seconds = Math.max(1, film.durationMs()) / 1000.0;
        int words = film.words().length / PictureWord.LONGS;
        return new FilmSummary(
                film.file().name(),
                film.file().sha256(),
                film.durationMs(),
                film.damagedPackets(),
                PROFILE.id(),
                Version.NUMBER,
                words,
                tenths(words / seconds),
                lanes.runCount(),
                tenths(lanes.runCount() / seconds),
                Math.round(Long.BYTES * film.words().length / seconds * HOUR_S),
                Math.round(
                        THUMBNAIL_BYTES
                                * HOUR_S
                                * PROFILE.framesPerSecond()
                                / PictureStream.GRID_FRAMES),
                Math.round(index.bytes() / seconds * HOUR_S),
                lanes.flat(),
                lanes.still());
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    /** For people, several lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "Pictures: %s, %s, grey, about %,d pixels, %d a second, profile %s%n",
                        file,
                        Times.position(durationMs),
                        PROFILE.pixels(),
                        PROFILE.framesPerSecond(),
                        profile));
        text.append(
                String.format(
                        Locale.ROOT,
                        "  words    %,d, %.1f a second, of %d windows%n",
                        words,
                        wordsPerSecond,
                        PROFILE.windows().size()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "  runs     %,d, %.1f a second: pictures of the whole that differ%n",
                        runs,
                        runsPerSecond));
        text.append(
                String.format(
                        Locale.ROOT,
                        "  an hour  %.1f MB as a reference, %.1f MB of thumbnails beside it, %.1f MB"
                                + " in an index%n",
                        referenceBytesPerHour / 1e6,
                        thumbnailBytesPerHour / 1e6,
                        indexBytesPerHour / 1e6));
        if (damagedPackets > 0) {
            text.append(
                    String.format(
                            Locale.ROOT, "  damaged  %d packets were left out%n", damagedPackets));
        }
        flat.forEach(stretch -> line(text, "flat ", stretch, "black, or one grey: no words"));
        still.stream()
                .filter(stretch -> !flat.contains(stretch))
                .forEach(
                        stretch ->
                                line(text, "still", stretch, "nothing moves: no words of change"));
        return text.toString();
    }

    private static void line(StringBuilder text, String kind, Stretch stretch, String meaning) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "  %s    %s-%s: %s%n",
                        kind,
                        Times.position(stretch.fromMs()),
                        Times.position(stretch.toMs()),
                        meaning));
    }
}
