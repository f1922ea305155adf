package dev.vigil.schema.check;

/** What a number of an event counts, or how a text of it writes a time, a place or a digest. */
public enum Unit {
    NONE(""),
    EPOCH_MS("milliseconds since 1970-01-01 UTC"),
    MS("milliseconds"),
    HOURS("hours"),
    WORKING_DAYS("working days"),
    COUNT("count"),
    /** Partitions, offsets, subtasks and rows. */
    FROM_0("number from 0"),
    /** Versions, revisions, runs and attempts. */
    FROM_1("number from 1"),
    PERCENT("per cent, 0 to 100"),
    BASIS_POINTS("basis points, 10000 are the whole"),
    PER_1024("1/1024 of the picture's side"),
    FACTOR("factor, 1 is the same"),
    SEMITONES("semitones"),
    NATS("nats, the natural logarithm of a likelihood ratio"),
    RFC_3339("RFC 3339 time in UTC"),
    LOCAL_TIME("ISO 8601 date and time without offset"),
    CHINA_TIME("yyyy-MM-dd HH:mm:ss in Asia/Shanghai"),
    ZONE("IANA time zone"),
    TERRITORY("ISO 3166-1 alpha-2 code, or *"),
    SHA_256("SHA-256, 64 lower-case hex digits");

    private final String text;

    Unit(String text) {
        this.text = text;
    }

    /** As the published schema writes it; empty for none. */
    public String text() {
        return text;
    }
}
