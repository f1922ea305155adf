package dev.vigil.register;

import dev.vigil.schema.check.Controls;

/** A text that is no identifier of its scheme; the message has what was expected and what to do. */
public final class UnreadableId extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 80;

    /** What is wrong with it; the names are stable. */
    public enum Fault {
        /** It is not written as its scheme writes one. */
        ID_SHAPE,
        /** Its check character belongs to another. */
        CHECK_DIGIT
    }

    private final Fault fault;

    private UnreadableId(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    static UnreadableId shape(String name, String expected, String got) {
        return new UnreadableId(
                Fault.ID_SHAPE,
                name
                        + ": expected "
                        + expected
                        + ", got '"
                        + shown(got)
                        + "'; copy it from the register that gave it");
    }

    /**
     * @param body what the check character is over, as it is written
     */
    static UnreadableId check(String name, String body, char expected, char got) {
        return new UnreadableId(
                Fault.CHECK_DIGIT,
                name
                        + ": expected the check character '"
                        + expected
                        + "' after "
                        + body
                        + ", got '"
                        + got
                        + "'; one of them is mistyped, copy it from the register that gave it");
    }

    private static String shown(String text) {
        String safe = Controls.cleaned(String.valueOf(text));
        return safe.length() > MOST_SHOWN ? safe.substring(0, MOST_SHOWN) + "..." : safe;
    }
}
