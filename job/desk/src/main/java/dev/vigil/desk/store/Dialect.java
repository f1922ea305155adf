package dev.vigil.desk.store;

import java.util.Map;

/** What differs between the databases: names of types in the migrations. */
public enum Dialect {
    /** One file, of one process. */
    SQLITE(Map.of("long", "integer", "text", "text", "bytes", "blob", "strict", " strict")),
    /** Version 15 or later. Texts are in order of their bytes, as in SQLite. */
    POSTGRES(
            Map.of("long", "bigint", "text", "text collate \"C\"", "bytes", "bytea", "strict", ""));

    private final Map<String, String> placeholders;

    Dialect(Map<String, String> placeholders) {
        this.placeholders = placeholders;
    }

    /** What the migrations write for each {@code ${name}}. */
    Map<String, String> placeholders() {
        return placeholders;
    }
}
