package dev.vigil.stream.options;

/** What time the notice clock goes by. */
public enum ClockTime {
    CAUGHT_UP("caught-up"),
    HEARTBEATS("heartbeats");

    private final String option;

    ClockTime(String option) {
        this.option = option;
    }

    /** As it is written in an option. */
    @Override
    public String toString() {
        return option;
    }
}
