package dev.vigil.bench.video;

import java.util.Locale;

/**
 * Clips of a distortion that are to be found at their place, in per cent.
 *
 * @param after5 of clips of 5 s, {@code after10} and {@code after20} likewise
 */
record RecallGoal(int after5, int after10, int after20) {
    private static final RecallGoal EASY = new RecallGoal(95, 99, 99);
    private static final RecallGoal COVERED = new RecallGoal(85, 97, 99);
    private static final RecallGoal SEVERAL = new RecallGoal(85, 94, 98);

    /** Null where there is none. */
    static RecallGoal of(String distortion) {
        switch (distortion.toLowerCase(Locale.ROOT)) {
            case "clean":
            case "low":
            case "colour":
            case "mirror":
            case "fps":
            case "crop10":
            case "speed5":
            case "speed8":
            case "vblur":
            case "letter":
                return EASY;
            case "crop20":
            case "overlay":
                return COVERED;
            case "pip60":
                return EASY;
            case "pip40":
                return new RecallGoal(75, 88, 97);
            case "cam":
                return new RecallGoal(90, 97, 99);
            case "mirror-pip60":
            case "speed5-crop10-overlay":
            case "cam-speed3":
                return SEVERAL;
            case "reorder":
                return new RecallGoal(85, 95, 95);
            default:
                return null;
        }
    }

    /** Of clips of other lengths there is none: 0. */
    int after(double seconds) {
        return seconds == 5 ? after5 : seconds == 10 ? after10 : seconds == 20 ? after20 : 0;
    }

    String text() {
        return after5 + " / " + after10 + " / " + after20;
    }
}
