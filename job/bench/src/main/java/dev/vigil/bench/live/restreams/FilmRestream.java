package dev.vigil.bench.live.restreams;

import dev.vigil.bench.film.Canvas;
import dev.vigil.bench.film.FilmDistortion;
import dev.vigil.bench.live.SentPictures;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A stream that shows another film, then a work from its middle on, or a clip.
 *
 * @param query what is to be found
 * @param fromSeconds of the film, at its first picture: between two pictures of the reference
 * @param kind what is done to the work
 * @param otherFromSeconds of the other film, at the stream's first picture
 * @param leadIn pictures before the work
 * @param x where an inset is, see {@link FilmDistortion#of}
 * @param y likewise
 */
record FilmRestream(
        ShownFilm film,
        LiveQuery query,
        double fromSeconds,
        FilmDistortion kind,
        ShownFilm other,
        double otherFromSeconds,
        int leadIn,
        double x,
        double y) {
    /** How long a work has to be found. */
    static final int SHOWN_SECONDS = 20;

    /** A segment more, so that the last one is whole. */
    static final int LEAST_SECONDS = SHOWN_SECONDS + 2;

    private static final int RATE = SentPictures.RATE;
    private static final int STEP = PictureProfile.CURRENT.streamStep();

    /**
     * Draws places and lengths.
     *
     * @param film of {@value #LEAST_SECONDS} s or more
     */
    static FilmRestream drawn(
            ShownFilm film, FilmDistortion kind, OtherFilms others, SplittableRandom random) {
        double from = random.nextDouble() * (film.seconds() - LEAST_SECONDS);
        LiveQuery query = new LiveQuery(Path.of(film.name()), film.name(), from, kind.id());
        return drawn(film, query, from, kind, others, random);
    }

    /**
     * One that shows a clip from its beginning on.
     *
     * @param query what it is of
     */
    static FilmRestream ofClip(
            ShownFilm clip, LiveQuery query, OtherFilms others, SplittableRandom random) {
        return drawn(clip, query, 0, FilmDistortion.CLEAN, others, random);
    }

    private static FilmRestream drawn(
            ShownFilm film,
            LiveQuery query,
            double from,
            FilmDistortion kind,
            OtherFilms others,
            SplittableRandom random) {
        ShownFilm other = others.draw(random);
        return new FilmRestream(
                film,
                query,
                from,
                kind,
                other,
                random.nextDouble() * other.seconds(),
                random.nextInt(
                        (int) (RATE * LeadIns.LEAST_SECONDS), (int) (RATE * LeadIns.MOST_SECONDS)),
                random.nextDouble(),
                random.nextDouble());
    }

    double leadInSeconds() {
        return (double) leadIn / RATE;
    }

    /** How many pictures it has: whole segments. */
    int pictures() {
        int least = leadIn + SHOWN_SECONDS * RATE;
        return (least + SentPictures.SEGMENT - 1) / SentPictures.SEGMENT * SentPictures.SEGMENT;
    }

    Picture picture(int number) {
        double at = (double) number / RATE;
        Canvas canvas = film.canvas();
        double otherAt = (otherFromSeconds + at) % other.seconds();
        Supplier<byte[]> behind = () -> other.canvas().scaled(other.at(otherAt), canvas);
        byte[] shown =
                number < leadIn
                        ? behind.get()
                        : kind.of(
                                canvas,
                                film.at(fromSeconds + at - leadInSeconds()),
                                behind,
                                at,
                                x,
                                y);
        return new Picture(
                (long) number * STEP,
                canvas.width() / 2,
                canvas.height() / 2,
                canvas.halved(shown));
    }
}
