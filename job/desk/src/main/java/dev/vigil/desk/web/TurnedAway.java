package dev.vigil.desk.web;

/** A request that is refused before it is known which page it is for. */
final class TurnedAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String key;

    /**
     * @param key of the sentence
     */
    TurnedAway(int status, String key) {
        super(key, null, false, false);
        this.status = status;
        this.key = key;
    }

    int status() {
        return status;
    }

    String key() {
        return key;
    }
}
