package dev.vigil.schema.account;

import dev.vigil.schema.types.ByNameTypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What a person has to look at. */
@TypeInfo(ByNameTypeInfoFactory.class)
public enum LedgerAlertKind {
    /** A proposal waits for a decision. */
    UNDECIDED,
    /** An appeal that holds something up waits for a decision. */
    APPEAL_OPEN,
    /** The platform has not confirmed a measure on an account. */
    UNCONFIRMED,
    /** A warning could not be delivered. */
    UNDELIVERABLE,
    /** Offences that name no account. */
    UNATTRIBUTED,
    /** A report that was sent has to be corrected. */
    CORRECTION,
    /** Parties have not agreed about a work in time. */
    CONFLICT,
    /** The audit log contradicts one of its seals and gets none any more. */
    UNSEALED,
    /** A signal of a peer, or what a peer thinks of one, needs a person. */
    SIGNAL,
    /** The audit log could not read records before they were deleted, or had no room for them. */
    UNREAD;
}
