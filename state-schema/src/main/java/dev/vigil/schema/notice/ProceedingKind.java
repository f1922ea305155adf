package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a notifier does about a counter-notice. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ProceedingKind {
    /** Complaint to an authority. */
    COMPLAINT,
    /** Lawsuit. */
    LAWSUIT,
    /** Proof that notarisation and the like hold it up (SPC 2020 Reply 3). */
    DELAY
}
