package dev.vigil.desk.store;

/** The database did not do what was asked; the message is for a person. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
