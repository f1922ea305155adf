package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What became of a warning; the highest counts, with its earliest time. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ReceiptState {
    /** It could not be delivered. */
    FAILED,
    SENT,
    DELIVERED,
    READ,
    ACKNOWLEDGED;
}
