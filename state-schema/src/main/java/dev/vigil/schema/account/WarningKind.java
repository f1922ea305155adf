package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a warning is for. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum WarningKind {
    /**
     * What may not be shown, before the first stream or upload and once a year; admonishes nobody.
     */
    REMINDER,
    /** An offence that no strike came of. */
    FIRST,
    /** A strike. */
    STRIKE,
    /** Ending the service is proposed. */
    PROPOSAL,
    /** An earlier warning is void. */
    LIFTED,
    /** A measure alone is over before its time: the user's appeal against it succeeded. */
    RELIEVED,
    /** For the room of a running stream. */
    LIVE,
    /** The service was ended. */
    ENDED;
}
