package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What became of an item of a notice. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum ItemOutcomeKind {
    /** A measure on it took effect. */
    ACTED,
    /** A counter-notice disputes it. */
    COUNTERED,
    /** The dispute ended for the notifier. */
    UPHELD,
    /** The content has to come back, or is back, as the law has it. */
    RESTORED,
    /** The notifier has withdrawn it. */
    WITHDRAWN,
    /** The notice was manifestly without grounds. */
    UNFOUNDED,
    /** The evidence was forged. */
    FORGED,
    /**
     * Not to be acted on: so decided, not found, or the notice does not count as it is rejected,
     * incomplete or a repeat of another.
     */
    DECLINED;
}
