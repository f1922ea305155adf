package dev.vigil.bench.video;

import dev.vigil.cli.evaluate.QueryAnswer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries a clip at all places of a film, at five speeds: where the mean distance of frame signatures
 * is least. Slow, and the most that the signature can do.
 */
final class SignatureAligner {
    /** Frames a second of references. */
    static final double FILM_RATE = 12.5;

    /** Of clips. */
    static final double CLIP_RATE = 5;

    private static final double[] SPEEDS = {0.92, 0.95, 1, 1.05, 1.08};

    private final FrameSignatures clip;
    private final double[] lengths;
    private final int[] clipFrames;
    private final Map<Double, QueryAnswer> best = new TreeMap<>();

    /**
     * @param lengths seconds of the clip that are answered for, in order
     */
    SignatureAligner(FrameSignatures clip, double[] lengths) {
        this.clip = clip;
        this.lengths = lengths.clone();
        clipFrames = new int[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            clipFrames[i] = (int) Math.min(clip.frames(), Math.round(lengths[i] * CLIP_RATE));
            best.put(lengths[i], QueryAnswer.NOTHING);
        }
    }

    /** Tries the film of a name. */
    void along(String name, FrameSignatures film) {
        for (double speed : SPEEDS) {
            for (int from = 0; from < film.frames(); from++) {
                along(name, film, speed, from);
            }
        }
    }

    private void along(String name, FrameSignatures film, double speed, int from) {
        long sum = 0;
        int sure = 0;
        int length = 0;
        int longest = clipFrames[clipFrames.length - 1];
        for (int frame = 0; frame < longest; frame++) {
            int there = from + (int) Math.round(frame * speed * FILM_RATE / CLIP_RATE);
            if (there >= film.frames()) {
                return;
            }
            if (clip.isSure(frame) && film.isSure(there)) {
                sum += clip.distance(frame, film, there);
                sure++;
            }
            while (length < clipFrames.length && frame + 1 == clipFrames[length]) {
                take(name, from, sum, sure, length++);
            }
        }
    }

    /** Places where most frames say nothing are left out. */
    private void take(String name, int from, long sum, int sure, int length) {
        if (2 * sure < clipFrames[length] || sure == 0) {
            return;
        }
        double score = -(double) sum / sure;
        QueryAnswer before = best.get(lengths[length]);
        if (before.reference().isEmpty() || score > before.score()) {
            best.put(
                    lengths[length],
                    new QueryAnswer(name, from / FILM_RATE, score, lengths[length], false));
        }
    }

    /** The best place for each length; its score is the mean distance, negative. */
    Map<Double, QueryAnswer> best() {
        return best;
    }
}
