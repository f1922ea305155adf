package dev.vigil.desk.compare;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The result of a comparison.
 *
 * @param report as {@code vigil compare --json} prints it; null where nothing was compared
 * @param reason what the program has printed of that, in English; empty for nothing
 * @param picture PNG; null for none
 */
public record CompareEnd(Kind kind, JsonNode report, String reason, byte[] picture) {
    /** How it ended. */
    public enum Kind {
        MATCH,
        NO_MATCH,
        /** The program reports why nothing was compared. */
        NOT_COMPARED,
        TOO_LONG,
        TOO_MUCH_MEMORY,
        TOO_MUCH_OUTPUT,
        /** The program ended in another way, or was not to be started. */
        FAILED
    }

    static CompareEnd without(Kind kind, String reason) {
        return new CompareEnd(kind, null, reason, null);
    }
}
