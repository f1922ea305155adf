package dev.vigil.audit;

/** Makes what keeps few things, so that a test reaches its limit. */
public final class SmallClosures {
    private SmallClosures() {}

    public static Closure of(int mostThings) {
        return new Closure(mostThings, Closure.MOST_OPEN);
    }
}
