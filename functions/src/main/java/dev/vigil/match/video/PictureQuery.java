package dev.vigil.match.video;

import dev.vigil.video.PictureWord;

/**
 * The words of a packet by window and picture.
 *
 * @param fromFrame frame of the first picture
 * @param pictures how many there may be, {@value #STEP} frames apart
 * @param words of each window, 0 where there is none
 * @param changes of each window, likewise
 */
record PictureQuery(long fromFrame, int pictures, long[][] words, long[][] changes) {
    /** Frames from a picture of a stream to the next. */
    static final int STEP = 2;

    /** Of packed words in order; windows are numbered from 0 without large holes. */
    static PictureQuery of(long[] packed) {
        if (packed.length == 0) {
            return new PictureQuery(0, 0, new long[0][], new long[0][]);
        }
        long from = PictureWord.frame(packed[0]);
        int pictures =
                (int) (PictureWord.frame(packed[packed.length - PictureWord.LONGS]) - from) / STEP
                        + 1;
        int windows = 0;
        for (int i = 0; i < packed.length; i += PictureWord.LONGS) {
            windows = Math.max(windows, PictureWord.window(packed[i]) + 1);
        }
        PictureQuery query =
                new PictureQuery(
                        from, pictures, new long[windows][pictures], new long[windows][pictures]);
        for (int i = 0; i < packed.length; i += PictureWord.LONGS) {
            int at = (int) (PictureWord.frame(packed[i]) - from) / STEP;
            int window = PictureWord.window(packed[i]);
            query.words[window][at] = packed[i + 1];
            query.changes[window][at] = packed[i + 2];
        }
        return query;
    }

    /** The pictures of a window of a film, from one of its frames on. */
    static PictureQuery of(PictureReference film, int window, int from, int frames) {
        int pictures = frames / STEP;
        long[] words = new long[pictures];
        long[] changes = new long[pictures];
        for (int picture = 0; picture < pictures; picture++) {
            int frame = from + STEP * picture;
            boolean any = film.hasPicture(window, frame);
            words[picture] = any ? film.word(film.runFrom(window, frame + 1) - 1) : 0;
            changes[picture] = film.change(window, frame);
        }
        return new PictureQuery(from, pictures, new long[][] {words}, new long[][] {changes});
    }

    int windows() {
        return words.length;
    }
}
