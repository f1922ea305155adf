package dev.vigil.bench.live.restreams;

import dev.vigil.bench.film.Canvas;
import dev.vigil.bench.film.GeneratedFilm;

/** A film that streams show, from any moment on. */
interface ShownFilm {
    String name();

    /** How much of it there is. */
    double seconds();

    /** Size of its pictures: twice as wide and as high as thumbnails. */
    Canvas canvas();

    /**
     * Its picture at a moment.
     *
     * @param seconds from its beginning; the last picture of a file stays behind its end
     */
    byte[] at(double seconds);

    /** One that is drawn. */
    record Drawn(String name, GeneratedFilm film, double seconds) implements ShownFilm {
        @Override
        public Canvas canvas() {
            return GeneratedFilm.CANVAS;
        }

        @Override
        public byte[] at(double at) {
            return film.at(at);
        }
    }
}
