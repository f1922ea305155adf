package dev.vigil.schema.notifier;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What became of a notice, as far as it speaks for or against its notifier. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum NoticeOutcome {
    /** Right: its items were acted on. */
    UPHELD,
    /** Manifestly unfounded: it could not be sent in good faith. */
    UNFOUNDED,
    /** Its evidence was forged. */
    FORGED,
    /** Acted on, then undone: wrong, but not manifestly so. */
    OVERTURNED,
    /** No judgement of the notifier, such as a withdrawal. */
    OTHER
}
