package dev.vigil.policy;

/** Stable reason codes of decisions. */
public final class Reason {
    public static final String WARMING = "WARMING";
    public static final String CONTEXT_UNKNOWN = "CONTEXT_UNKNOWN";
    public static final String AUTHORIZED = "AUTHORIZED";
    public static final String MATCH_ONLY = "MATCH_ONLY";
    public static final String NO_MATCH = "NO_MATCH";
    private static final String LISTED = "LISTED_";

    private Reason() {}

    /** The reason of a decision by a list entry, e.g. {@code LISTED_IN_SCREENING}. */
    static String listed(dev.vigil.schema.event.ListClass listClass) {
        return LISTED + listClass.name();
    }
}
