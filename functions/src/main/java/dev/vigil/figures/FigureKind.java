package dev.vigil.figures;

/** What is counted, and how: a report prints it beside the figure. */
public enum FigureKind {
    NOTICES_RECEIVED("notices by the day of their receipt", "track", false),
    NOTICES_COMPLETE("notices by the day on which they were complete", "track", false),
    ITEMS_HANDLED("items of notices by the day of their outcome", "outcome", false),
    NOTICE_TO_ACTION(
            "time from receipt to the last action, by the day of that action", "track", true),
    BREACHES("breaches of a deadline by the day of the deadline", "cause", false),
    MEASURES("measures that were confirmed, by the day of their effect", "ground", false),
    MEASURES_BY_SOURCE("the same by what found it", "source", false),
    MEASURES_OVERTURNED(
            "measures that were lifted as wrong, by the day of the lift", "ground", false),
    SESSIONS_CHECKED("uploads and live streams that were analysed", "kind", false),
    WARNINGS("warnings by the day of their issue", "kind", false),
    WARNINGS_DELIVERED("warnings by the day of their delivery", "channel", false),
    WARNINGS_UNDELIVERABLE("warnings by the day on which they were given up", "kind", false),
    STRIKES("strikes by their day", "step", false),
    STRIKES_REVERSED("strikes by the day of their reversal", "step", false),
    ACCOUNTS_ENDED("services that a person has ended", "ground", false),
    APPEALS("appeals by the day on which they were decided", "outcome", false),
    APPEAL_TO_DECISION("time from an appeal to its decision, by the day of that", "", true),
    COUNTER_NOTICES("counter-notices by the day of their outcome", "outcome", false),
    DIRECTIVES("directives of authorities by the day of their receipt", "kind", false),
    DIRECTIVE_TO_ANSWER("time from a directive to its answer, by the day of that", "kind", true),
    LIST_BATCHES("batches of the list by the day of their receipt", "class", false),
    BATCH_TO_EFFECT("time from a batch to its effect in all tasks", "class", true),
    NOTIFIERS_FLAGGED("notifiers by the day on which they were flagged", "standing", false),
    EVIDENCE_FORGED("notices whose evidence a person found forged", "", false);

    private final String query;
    private final String dimension;
    private final boolean isDuration;

    FigureKind(String query, String dimension, boolean isDuration) {
        this.query = query;
        this.dimension = dimension;
        this.isDuration = isDuration;
    }

    /** What it counts, in words. */
    public String query() {
        return query;
    }

    /** What it is counted by; empty for nothing. */
    public String dimension() {
        return dimension;
    }

    /** True where times are counted by {@link DurationBuckets}. */
    public boolean isDuration() {
        return isDuration;
    }
}
