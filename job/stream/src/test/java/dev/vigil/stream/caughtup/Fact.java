package dev.vigil.stream.caughtup;

/** A claim (arms a deadline), a notice (cancels it), or a loaded marker, read from a test topic. */
public record Fact(String key, long deadlineMs) {

    static final long NOTICE = 0;
    static final long LOADED = -1;

    /** Key of a heartbeat; its time stands in the place of the deadline. */
    static final String HEARTBEAT = "heartbeat";

    Long heartbeatMs() {
        return key.equals(HEARTBEAT) ? deadlineMs : null;
    }

    static Fact loaded(int partition, int partitions) {
        return new Fact(partition + "/" + partitions, LOADED);
    }
}
