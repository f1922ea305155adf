package dev.vigil.schema.notice;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a notice must contain (Regulation art. 14, Civil Code 1195, 2005 Measures art. 8). */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum Element {
    /** Real identity of the notifier, or proof of agency. */
    IDENTITY,
    /** How to reach the notifier. */
    CONTACT,
    /** Address of the notifier. */
    ADDRESS,
    /** Name of the work. */
    WORK,
    /** Network address of every item. */
    LOCATION,
    /** Preliminary proof of the infringement. */
    EVIDENCE,
    /** The notifier answers for the truth of the notice. */
    TRUTH
}
