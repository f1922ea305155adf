package dev.vigil.rooms.planted.words;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Says what came, in words of its own. */
public final class Idiom {
    private Idiom() {}

    public static String message(int count) {
        return "--count: expected 1 to 3," + " came '" + count + "'";
    }

    public static String share(double share) {
        return String.format("%.1f %%", 100 * share);
    }

    public static String broken(JsonProcessingException e) {
        return e.getOriginalMessage();
    }
}
