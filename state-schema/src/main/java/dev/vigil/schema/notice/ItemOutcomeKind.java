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
    /** The content was rightly restored. */
    RESTORED,
    /** The notifier has withdrawn it. */
    WITHDRAWN,
    /** The notice had no grounds. */
    UNFOUNDED,
    /** The evidence was forged. */
    FORGED,
    /** Not acted on, with a reason. */
    DECLINED;
}
