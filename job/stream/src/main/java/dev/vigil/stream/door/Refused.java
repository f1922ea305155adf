package dev.vigil.stream.door;

/** A record that is not admitted; the code is stable, the message has what to do. */
class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Refused(String reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
