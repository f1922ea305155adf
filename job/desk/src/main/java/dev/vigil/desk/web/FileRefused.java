package dev.vigil.desk.web;

/** A form with files is not taken; the rest of it is not read. */
public final class FileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String key;
    private final transient Object[] arguments;

    /**
     * @param status 4xx
     * @param key of the sentence
     */
    public FileRefused(int status, String key, Object... arguments) {
        super(key, null, false, false);
        this.status = status;
        this.key = key;
        this.arguments = arguments;
    }

    int status() {
        return status;
    }

    String key() {
        return key;
    }

    Object[] arguments() {
        return arguments;
    }
}
