package dev.vigil.desk.web;

/** What was sent is no form that a page of this desk has. */
final class WrongForm extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final boolean isOfBytes;

    /**
     * @param message in English, for a log
     */
    WrongForm(String message) {
        this(message, false, null);
    }

    WrongForm(String message, boolean isOfBytes, Exception cause) {
        super(message, cause);
        this.isOfBytes = isOfBytes;
    }

    /** Of the sentence for the person who has sent it. */
    String key() {
        return isOfBytes ? "error.400.utf8" : "error.400.form";
    }
}
