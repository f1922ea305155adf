package dev.vigil.cli;

import dev.vigil.client.bus.BusException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Reports once that a broker does not answer, and once that it does again. */
final class Outage {
    /** A reader that waits gets no error of it: one has to ask. */
    private static final long ASKED_EACH_NANOS = Duration.ofSeconds(15).toNanos();

    private final Question question;
    private final Consumer<String> warn;
    private final LongSupplier nanos;
    private long askedNanos;
    private boolean isOut;

    /** What only a broker that runs answers. */
    @FunctionalInterface
    interface Question {
        void ask() throws BusException;
    }

    Outage(Question question, Consumer<String> warn, LongSupplier nanos) {
        this.question = question;
        this.warn = warn;
        this.nanos = nanos;
        askedNanos = nanos.getAsLong();
    }

    /** To be called while nothing arrives. */
    void look() {
        if (nanos.getAsLong() - askedNanos < ASKED_EACH_NANOS) {
            return;
        }
        try {
            question.ask();
            if (isOut) {
                warn.accept("the broker answers again");
            }
            isOut = false;
        } catch (BusException e) {
            if (!isOut) {
                warn.accept("the broker does not answer; watch goes on when it does");
            }
            isOut = true;
        }
        askedNanos = nanos.getAsLong();
    }
}
