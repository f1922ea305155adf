package dev.vigil.desk.act;

/** A record is certain not to be on its topic, and not to get there any more. */
final class UnsentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isForGood;

    /**
     * @param message what was expected, for people
     * @param isForGood it would be so at each later try, too
     */
    UnsentException(String message, boolean isForGood, Throwable cause) {
        super(message, cause);
        this.isForGood = isForGood;
    }

    boolean isForGood() {
        return isForGood;
    }
}
