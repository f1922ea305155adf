package dev.vigil.stream.caughtup;

/**
 * The clock of this machine, checked against the JobManager's by every source of this process. One
 * for the process: who hears nothing himself, as a deserializer, still has what the sources heard.
 */
enum MachineClock implements WallClock {
    HERE;

    private final AgreedClock agreed = new AgreedClock(System::currentTimeMillis, System::nanoTime);

    @Override
    public long nowMs() {
        return agreed.nowMs();
    }

    /**
     * What the JobManager's clock says.
     *
     * @param ms since the epoch
     */
    void heard(long ms) {
        agreed.heard(ms);
    }

    /** How far the machine's own clock is ahead of what is agreed, in ms; negative: behind. */
    long aheadMs() {
        return agreed.aheadMs();
    }
}
