package dev.vigil.desk.ask;

/** A URL names no place of the list that it asks for. */
public final class KeysetException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    KeysetException(String message) {
        super(message);
    }
}
