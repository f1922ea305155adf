package dev.vigil.schema.audit;

import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What the log is made of, flat: the digest of a record, or what the log has published and reads
 * back.
 *
 * @param offset of a record or of a page that is read back; the last one of those that are gone
 * @param digest of a record, 32 bytes; null for others
 * @param page read back; null for others
 * @param seal read back; null for others
 * @param loaded a partition is read up to where it ended at the start; null for others
 */
@InFlight
@RecordBuilder
public record AuditInput(
        Kind kind,
        String topic,
        int partition,
        long offset,
        byte[] digest,
        AuditPage page,
        AuditSeal seal,
        Loaded loaded)
        implements AuditInputBuilder.With {
    /** What it is. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        DIGEST,
        /** Records of a partition up to an offset are gone. */
        UNREAD,
        PAGE,
        SEAL,
        LOADED,
        /** What is read back and is neither page nor seal. */
        UNREADABLE
    }

    /** Of a record. */
    public static AuditInput digest(String topic, int partition, long offset, byte[] digest) {
        return new AuditInput(Kind.DIGEST, topic, partition, offset, digest, null, null, null);
    }

    /** What is up to this offset can't be read any more. */
    public static AuditInput unread(String topic, int partition, long to) {
        return new AuditInput(Kind.UNREAD, topic, partition, to, null, null, null, null);
    }

    public static AuditInput page(AuditPage page, long offset) {
        return new AuditInput(Kind.PAGE, null, 0, offset, null, page, null, null);
    }

    public static AuditInput seal(AuditSeal seal) {
        return new AuditInput(Kind.SEAL, null, 0, 0, null, null, seal, null);
    }

    public static AuditInput loaded(Loaded loaded) {
        return new AuditInput(Kind.LOADED, null, 0, 0, null, null, null, loaded);
    }

    public static AuditInput unreadable() {
        return new AuditInput(Kind.UNREADABLE, null, 0, 0, null, null, null, null);
    }
}
