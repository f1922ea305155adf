package dev.vigil.desk.compare;

/** Two files are not compared now. */
public final class CompareRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** This desk has no program for it. */
        NOWHERE,
        /** The same person compares others. */
        OWN,
        /** Other people do. */
        OTHERS,
        /** The disk has too little room. */
        ROOM
    }

    private final Reason reason;

    CompareRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
