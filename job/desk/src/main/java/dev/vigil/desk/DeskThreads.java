package dev.vigil.desk;

import dev.vigil.desk.ask.DeskPart;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The threads of a desk. Work that fails is counted, reported and begun again after a while: one
 * part must not stop the others, nor itself for ever. An Error is another thing: after it nothing
 * in the process can be trusted, so the process ends.
 */
final class DeskThreads implements AutoCloseable {
    /** Exit code after an Error, as {@code sysexits.h} has it for a fault of the program itself. */
    static final int ENDED_BY_ERROR = 70;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Work that has gone on for so long does no longer fail. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final Duration firstPause;
    private final Consumer<String> warn;
    private final IntConsumer end;
    private volatile boolean goesOn = true;

    /** Work of a thread, until it is interrupted or there is none any more. */
    interface Work {
        void run() throws Exception;
    }

    /**
     * @param warn gets what failed
     */
    DeskThreads(InstantSource clock, Consumer<String> warn) {
        // Not exit: hooks that wait for this thread would hold the process for ever.
        this(clock, FIRST_PAUSE, warn, code -> Runtime.getRuntime().halt(code));
    }

    /**
     * @param end ends the process
     */
    DeskThreads(InstantSource clock, Duration firstPause, Consumer<String> warn, IntConsumer end) {
        this.clock = clock;
        this.firstPause = firstPause;
        this.warn = warn;
        this.end = end;
    }

    void begin(String name, Work work) {
        Part part = new Part(name, work);
        parts.add(part);
        part.thread.start();
    }

    /** Each thread, in the order of their beginning. */
    List<DeskPart> parts() {
        List<DeskPart> all = new ArrayList<>();
        parts.forEach(part -> all.add(part.now()));
        return all;
    }

    /** What a part failed with lately; empty where it goes on well. */
    Optional<String> failing(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name) && part.isFailing())
                .map(part -> part.name() + ": " + part.reason())
                .findFirst();
    }

    private final class Part {
        private final String name;
        private final Work work;
        private final Thread thread;
        private long failures;
        private Long failedAt;
        private long failedNanos;
        private String reason;

        Part(String name, Work work) {
            this.name = name;
            this.work = work;
            thread = new Thread(this::run, name);
            thread.setDaemon(true);
        }

        private void run() {
            Duration pause = firstPause;
            while (goesOn) {
                long begunNanos = System.nanoTime();
                try {
                    work.run();
                    return;
                } catch (InterruptedException e) {
                    // The desk ends.
                    return;
                } catch (Exception | StackOverflowError e) {
                    // A record that is nested too deep overflows the stack, and nothing else.
                    pause = isSettled(begunNanos) ? firstPause : pause;
                    failed(e, pause);
                } catch (Error e) {
                    endProcess(name, e);
                    return;
                }
                if (!isWaited(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }

        private void failed(Throwable e, Duration pause) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            synchronized (this) {
                failures++;
                failedAt = clock.millis();
                failedNanos = System.nanoTime();
                reason = why;
            }
            if (goesOn) {
                warn.accept(name + ": " + e + "; tried again in " + pause.toMillis() + " ms");
            }
        }

        synchronized DeskPart now() {
            return new DeskPart(
                    name, failures, failedAt, reason, failedAt != null && !isSettled(failedNanos));
        }
    }

    private static boolean isSettled(long sinceNanos) {
        return System.nanoTime() - sinceNanos >= SETTLED.toNanos();
    }

    private static boolean isWaited(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Even a message may be too much where memory is short. */
    private void endProcess(String name, Error e) {
        try {
            warn.accept(
                    name
                            + ": "
                            + e
                            + "; the desk ends with "
                            + ENDED_BY_ERROR
                            + ", start it again: each click and record is in its store once");
        } finally {
            end.accept(ENDED_BY_ERROR);
        }
    }

    @Override
    public void close() {
        goesOn = false;
        parts.forEach(part -> part.thread.interrupt());
        for (Part part : parts) {
            try {
                part.thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
