package dev.vigil.desk.web;

/** A request that is refused before it is known which page it is for. */
final class TurnedAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String key;
    private final boolean isFlood;

    /**
     * @param key of the sentence
     */
    TurnedAway(int status, String key) {
        this(status, key, false);
    }

    private TurnedAway(int status, String key, boolean isFlood) {
        super(key, null, false, false);
        this.status = status;
        this.key = key;
        this.isFlood = isFlood;
    }

    /** Of an address without a session that asks too often: what it sends is not read. */
    static TurnedAway flood(int status, String key) {
        return new TurnedAway(status, key, true);
    }

    boolean isFlood() {
        return isFlood;
    }

    int status() {
        return status;
    }

    String key() {
        return key;
    }
}
