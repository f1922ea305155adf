package dev.vigil.bench.faults;

import java.util.Arrays;
import java.util.Locale;

/** What is done to a running cluster. */
enum Fault {
    TASK_MANAGER("one TaskManager, kill -9"),
    BOTH_TASK_MANAGERS("both TaskManagers, kill -9"),
    JOB_MANAGER("the JobManager, kill -9"),
    BROKER("the broker, kill -9"),
    /** Until two checkpoints have failed; the job goes on. */
    DISK("no room for checkpoints, two failed"),
    SINK("the broker slows all sinks for 30 s"),
    OUTAGE("no TaskManager for longer than a transaction lives"),
    CLOCK_AHEAD("the TaskManagers' clocks two minutes ahead for a while"),
    CLOCK_BEHIND("the TaskManagers' clocks six minutes behind for a while"),
    /** Requests hang for half of the time, and are refused for the other; the job goes on. */
    NO_STORAGE("the object storage of checkpoints away");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** One that must not even restart the job. */
    boolean isEndured() {
        return this == DISK || this == NO_STORAGE;
    }

    boolean isOfClocks() {
        return this == CLOCK_AHEAD || this == CLOCK_BEHIND;
    }

    /** As people type it: {@code job-manager}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Throws IllegalArgumentException that names all. */
    static Fault named(String option) {
        return Arrays.stream(values())
                .filter(fault -> fault.option().equals(option))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected one of "
                                                + Arrays.stream(values())
                                                        .map(Fault::option)
                                                        .toList()
                                                + ", got '"
                                                + option
                                                + "'; correct it"));
    }
}
