package dev.vigil.desk.store;

import java.nio.file.Path;

/**
 * Where a store is.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST:PORT/DATABASE}
 * @param user null where the database asks for none
 * @param password null where the database asks for none
 */
public record StoreAddress(String url, String user, String password) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRES = "jdbc:postgresql:";

    public StoreAddress {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRES)) {
            throw new IllegalArgumentException(
                    "--store: expected "
                            + SQLITE
                            + "FILE or "
                            + POSTGRES
                            + "//HOST:PORT/DATABASE, got '"
                            + url
                            + "'; correct it");
        }
    }

    /** A file, which is made where there is none. */
    public static StoreAddress of(Path file) {
        return new StoreAddress(SQLITE + file, null, null);
    }

    public Dialect dialect() {
        return url.startsWith(SQLITE) ? Dialect.SQLITE : Dialect.POSTGRES;
    }

    /** Without what a URL of PostgreSQL may hold of credentials. */
    @Override
    public String toString() {
        return url.replaceAll("\\?.*", "");
    }
}
