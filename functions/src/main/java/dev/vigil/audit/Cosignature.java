package dev.vigil.audit;

/** C2SP tlog-cosignature: what a witness signs, that at a time it saw a checkpoint. */
final class Cosignature {
    private Cosignature() {}

    /**
     * The text that is signed.
     *
     * @param timeS UTC epoch seconds
     */
    static String text(long timeS, String checkpoint) {
        return "cosignature/v1\ntime " + timeS + "\n" + checkpoint;
    }
}
