package dev.vigil.local.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to a running cluster. */
enum Fault {
    TASK_MANAGER("one TaskManager, kill -9"),
    BOTH_TASK_MANAGERS("both TaskManagers, kill -9"),
    JOB_MANAGER("the JobManager, kill -9"),
    BROKER("the broker, kill -9"),
    /** Until two checkpoints have failed. */
    DISK("no room for checkpoints, two failed"),
    SINK("the broker slows all sinks for 30 s"),
    /** Not survived so far where time is caught-up: see ADR 7. Only where it is asked for. */
    CLOCK("the TaskManagers' clocks two minutes ahead for 20 s"),
    OUTAGE("no TaskManager for longer than a transaction lives");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** What both jobs must get over, whatever comes first. */
    static List<Fault> promised() {
        return Arrays.stream(values()).filter(fault -> fault != CLOCK).toList();
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
                                                + ", came '"
                                                + option
                                                + "'; correct it"));
    }
}
