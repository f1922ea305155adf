package dev.vigil.signal;

/** Codes of what is not admitted of peers. */
public enum SignalFault {
    /** No signature. */
    SIGNAL_UNSIGNED,
    /** A signature of somebody else, or over something else. */
    SIGNAL_FORGED,
    /** No key of its sender is known. */
    SIGNAL_UNKNOWN_PEER,
    /** A class that no peer may bring. */
    SIGNAL_CLASS,
    /** A member that could hold personal data. */
    SIGNAL_PERSONAL,
    /** More bytes or chunks than are taken. */
    SIGNAL_TOO_LARGE,
    /** It was over when it arrived. */
    SIGNAL_EXPIRED,
    /** A fingerprint of a profile that is not known here. */
    SIGNAL_PROFILE,
    /** What belongs together does not: its id, kind, period or windows. */
    SIGNAL_SHAPE,
    /** A chunk that no signal has announced. */
    SIGNAL_CHUNK,
    /** Its sender has as many signals as one may have. */
    SIGNAL_FULL,
    /** An earlier version, or another record of one that is known. */
    SIGNAL_STALE;
}
