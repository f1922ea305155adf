package dev.vigil.rooms.planted.flink;

import java.util.function.Supplier;

/** Planted: an adapter that decides by itself what becomes of a failure. */
public final class CatchingFunction {
    /** How often. */
    public static final int WAYS = 4;

    private CatchingFunction() {}

    static String itself(Supplier<String> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return null;
        }
    }

    static String ofOneKind(Supplier<String> call) {
        try {
            return call.get();
        } catch (IllegalStateException e) {
            return null;
        }
    }

    static String withOthers(Supplier<String> call) {
        try {
            return call.get();
        } catch (Throwable e) {
            return null;
        }
    }

    static Supplier<String> later(Supplier<String> call) {
        return () -> {
            try {
                return call.get();
            } catch (RuntimeException e) {
                return null;
            }
        };
    }
}
