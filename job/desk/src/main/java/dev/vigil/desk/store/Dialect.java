package dev.vigil.desk.store;

import java.util.Map;

/** What differs between the databases: names of types in the migrations, sizes, the clock. */
public enum Dialect {
    /** One file, of one process. */
    SQLITE(
            Map.of("long", "integer", "text", "text", "bytes", "blob", "strict", " strict"),
            "select page_count * page_size from pragma_page_count(), pragma_page_size()",
            "cast(unixepoch('subsec') * 1000 as integer)"),
    /** Version 15 or later. Texts are in order of their bytes, as in SQLite. */
    POSTGRES(
            Map.of("long", "bigint", "text", "text collate \"C\"", "bytes", "bytea", "strict", ""),
            "select pg_database_size(current_database())",
            "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)");

    private final Map<String, String> placeholders;
    private final String size;
    private final String now;

    Dialect(Map<String, String> placeholders, String size, String now) {
        this.placeholders = placeholders;
        this.size = size;
        this.now = now;
    }

    /** Asks for the bytes of the whole database. */
    String size() {
        return size;
    }

    /** What the migrations write for each {@code ${name}}. */
    Map<String, String> placeholders() {
        return placeholders;
    }

    /** An expression for the time: UTC epoch ms. */
    String now() {
        return now;
    }
}
