package dev.vigil.desk.inspect;

/** What an inspection may be limited to, as the verb takes it. */
public enum InspectedThing {
    WORK,
    ACCOUNT,
    NOTICE,
    DIRECTIVE,
    BATCH
}
