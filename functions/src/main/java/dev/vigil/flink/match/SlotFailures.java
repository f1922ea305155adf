package dev.vigil.flink.match;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.input.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What failed on any thread, for the task to report. It is a dead letter: a restart would do the
 * same again. Errors pass.
 */
final class SlotFailures {
    private static final String STAGE = "search";

    private final Queue<DeadLetter> letters = new ConcurrentLinkedQueue<>();

    void add(DeadLetter letter) {
        letters.add(letter);
    }

    /** False where the work failed. */
    boolean tried(String key, long position, Runnable work) {
        return PureFailure.guarded(
                        STAGE,
                        key,
                        position,
                        letters::add,
                        () -> {
                            work.run();
                            return true;
                        })
                .isPresent();
    }

    /** Those since the last call. */
    List<DeadLetter> taken() {
        List<DeadLetter> taken = new ArrayList<>();
        for (DeadLetter next = letters.poll(); next != null; next = letters.poll()) {
            taken.add(next);
        }
        return taken;
    }
}
