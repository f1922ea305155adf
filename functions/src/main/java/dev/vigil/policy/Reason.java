package dev.vigil.policy;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.EvidenceStanding;

/** Stable reason codes of decisions. */
public final class Reason {
    public static final String WARMING = "WARMING";
    public static final String CONTEXT_UNKNOWN = "CONTEXT_UNKNOWN";
    public static final String AUTHORIZED = "AUTHORIZED";
    public static final String MATCH_ONLY = "MATCH_ONLY";
    public static final String NO_MATCH = "NO_MATCH";
    public static final String OWNERSHIP_CONFLICT = "OWNERSHIP_CONFLICT";
    public static final String EXCERPT = "EXCERPT";
    public static final String OWNER_POLICY = "OWNER_POLICY";
    public static final String WEAK = "EVIDENCE_WEAK";
    public static final String QUARANTINED = "EVIDENCE_QUARANTINED";
    public static final String UNCOUNTED = "EVIDENCE_UNCOUNTED";

    /** Only a still picture is in common. */
    public static final String STILL = "EVIDENCE_STILL";

    /** Sound and pictures suffice only together, and are out of step. */
    public static final String OUT_OF_STEP = "EVIDENCE_OUT_OF_STEP";

    /** All that matched is a sound that works of other owners had first. */
    public static final String SHARED = "EVIDENCE_SHARED";

    /** An entry that applied while it was matched has ended since, or its window has. */
    public static final String OVER = "ENTRY_OVER";

    private static final String EVIDENCE = "EVIDENCE_";
    private static final String LISTED = "LISTED_";

    private Reason() {}

    /** Why evidence does not block by itself, e.g. {@code EVIDENCE_QUARANTINED}. */
    static String evidence(EvidenceStanding standing) {
        return EVIDENCE + standing.name();
    }

    /** The reason of a decision by a list entry, e.g. {@code LISTED_IN_SCREENING}. */
    static String listed(ListClass listClass) {
        return LISTED + listClass.name();
    }
}
