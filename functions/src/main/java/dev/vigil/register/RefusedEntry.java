package dev.vigil.register;

/** An entry that the register does not take; the code is stable, the message has what to do. */
public final class RefusedEntry extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Code {
        /** A share is no part of the whole, or the shares of one claim are more than it. */
        SHARE_RANGE,
        /** A share ends before it begins. */
        SHARE_PERIOD,
        /** A party claims in the name of another. */
        CLAIMANT_MISMATCH,
        /** A later version is known. */
        STALE_VERSION,
        /** The work has as many claims or decisions as it may have. */
        WORK_FULL
    }

    private final Code code;

    RefusedEntry(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
