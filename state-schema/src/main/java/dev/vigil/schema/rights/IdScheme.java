package dev.vigil.schema.rights;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** Whose number for a work or a recording it is. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum IdScheme {
    /** Entertainment Identifier Registry: a film, series, episode or edit. */
    EIDR,
    /** ISO 15706: an audiovisual work or a version of it. */
    ISAN,
    /** ISO 15707: a musical work. */
    ISWC,
    /** ISO 3901: a sound or music video recording, never a work. */
    ISRC,
    /** GB/T 45913: a digital copyright identifier of China. */
    DCI,
    /** The number of a certificate of registration, such as 国作登字. */
    REGISTRATION_NO;
}
