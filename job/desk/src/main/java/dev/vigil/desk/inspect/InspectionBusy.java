package dev.vigil.desk.inspect;

/** One inspection is made, or taken away, at a time. */
public final class InspectionBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InspectionBusy() {
        super("expected no other inspection at the same time, got one");
    }
}
