package dev.vigil.stream.caughtup;

/** The clock of this machine, checked against the JobManager's by the sources of this process. */
public enum MachineClock implements WallClock {
    /** For T0: as two of three clocks have it, see {@link AgreedClock}. */
    AGREED {
        @Override
        public long nowMs() {
            return AgreedClock.HERE.nowMs();
        }
    },

    /** For doors that refuse what lies in the future: nothing of now, whichever clock is behind. */
    LATEST {
        @Override
        public long nowMs() {
            return AgreedClock.HERE.latestMs();
        }
    }
}
