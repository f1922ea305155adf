package dev.vigil.cli.picture;

import dev.vigil.cli.picture.RecordingFingerprint.Stretch;
import dev.vigil.match.video.PictureReference;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWord;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What there is of the whole picture of a film at each frame.
 *
 * @param frames length of the film
 * @param pictures frames that have a word of the picture
 * @param changes frames that have a word of its change
 * @param runs of pictures that are alike, which an index looks up; null where there is no word
 * @param first frame of the film that the runs are counted from
 */
record FilmLanes(
        long frames, BitSet pictures, BitSet changes, PictureReference.Runs runs, long first) {
    private static final PictureProfile PROFILE = FilmComparison.PROFILE;
    private static final int WHOLE = 0;
    private static final int LEAST_FRAMES = 2 * PROFILE.framesPerSecond();

    static FilmLanes of(FilmFingerprint film) {
        BitSet pictures = new BitSet();
        BitSet changes = new BitSet();
        long[] words = film.words();
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            if (PictureWord.window(words[i]) == WHOLE) {
                int frame = (int) PictureWord.frame(words[i]);
                pictures.set(frame, PictureWord.hasPicture(words[i]));
                changes.set(frame, PictureWord.hasChange(words[i]));
            }
        }
        PictureReference reference = PictureReference.of(words);
        boolean any = reference.windows() > 0;
        return new FilmLanes(
                film.frames(),
                pictures,
                changes,
                any ? reference.runs(WHOLE) : null,
                reference.fromFrame());
    }

    int runCount() {
        return runs == null ? 0 : runs.count();
    }

    /** Stretches of 2 s and more that are black, or one grey. */
    List<Stretch> flat() {
        return without(pictures, 0);
    }

    /** Stretches of 2 s and more in which nothing moves, flat ones among them. */
    List<Stretch> still() {
        return without(changes, PROFILE.lagFrames());
    }

    private List<Stretch> without(BitSet some, int from) {
        List<Stretch> stretches = new ArrayList<>();
        int begin = some.nextClearBit(from);
        while (begin < frames) {
            int next = some.nextSetBit(begin);
            long end = next < 0 ? frames : Math.min(next, frames);
            if (end - begin >= LEAST_FRAMES) {
                stretches.add(new Stretch(millis(begin), millis(end)));
            }
            begin = some.nextClearBit((int) end);
        }
        return stretches;
    }

    private static long millis(long frames) {
        return Math.round(PROFILE.millis(frames));
    }
}
