package dev.vigil.schema.list;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a receipt is made of, keyed by batch. */
@InFlight
public record ReceiptInput(
        Kind kind, String batch, ListReader reader, ListEffective effective, long at) {
    /** Which fields are set, beside batch and time. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code effective} */
        EFFECTIVE,
        /** A session was judged again: a running one, or a finished upload. */
        REJUDGED,
        /** A session that was judged again is to be stopped, blocked or muted. */
        STOPPED,
        /** A session that was judged again has its measure taken back. */
        LIFTED
    }

    public static ReceiptInput effective(ListEffective effective) {
        return new ReceiptInput(
                Kind.EFFECTIVE,
                effective.batch(),
                effective.reader(),
                effective,
                effective.effectiveAt());
    }

    public static ReceiptInput session(Kind kind, String batch, ListReader reader, long at) {
        return new ReceiptInput(kind, batch, reader, null, at);
    }
}
