package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Json;
import java.util.Optional;

/**
 * What a published record is to the log, by its bytes alone: no header, no key and no clock decides
 * what is an entry, so that every reader takes the same ones, today and in ten years.
 */
public final class LogRecords {
    private LogRecords() {}

    /** A page; empty for what is none. */
    public static Optional<AuditPage> page(byte[] value) {
        return read(value, AuditPage.class);
    }

    /** A seal; empty for what is none. */
    public static Optional<AuditSeal> seal(byte[] value) {
        return read(value, AuditSeal.class);
    }

    private static <T> Optional<T> read(byte[] value, Class<T> type) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Json.read(value, type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
