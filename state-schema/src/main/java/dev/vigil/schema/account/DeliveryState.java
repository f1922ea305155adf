package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What became of a report that was sent. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum DeliveryState {
    SENT,
    ACKNOWLEDGED;
}
