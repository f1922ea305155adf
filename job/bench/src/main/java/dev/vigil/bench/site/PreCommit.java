package dev.vigil.bench.site;

import dev.vigil.fixtures.process.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Catches a job after a checkpoint is complete and before its breaches are committed. */
public final class PreCommit {
    public static final String FOLDER = "chk-";

    /** What is due now is written by then, also on a machine with more to do. */
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(2);

    private static final Duration FLUSHED_WITHIN = Duration.ofSeconds(2);
    private static final Duration CHECKPOINT_WITHIN = Duration.ofSeconds(10);
    private static final String METADATA = "_metadata";

    /** A step towards the moment when all tasks have been triggered and not all have answered. */
    private static final long STEP_MS = 8;

    private final Site site;
    private final BreachLog breaches;

    /** From a checkpoint's folder to the pause; machines differ, so each miss moves it. */
    private long pauseAfterMs = STEP_MS;

    public PreCommit(Site site, BreachLog breaches) {
        this.site = site;
        this.breaches = breaches;
    }

    /** The topic of breaches when a checkpoint was triggered, and now. */
    public record Caught(
            long checkpoint, boolean complete, BreachLog.Ends before, BreachLog.Ends after) {
        /** Between pre-commit and commit, not merely within a checkpoint. */
        public boolean isHit() {
            return complete && after.isOpenAsIn(before);
        }

        public String words() {
            return "both TaskManagers killed when "
                    + FOLDER
                    + checkpoint
                    + (complete ? " was complete" : " did not complete")
                    + "; first open offsets of breaches before "
                    + before.stable()
                    + ", then "
                    + after.stable()
                    + ", ends "
                    + after.high();
        }
    }

    /**
     * The JobManager is paused when it has triggered a checkpoint, until the TaskManagers have
     * flushed their transactions and acknowledged it; then they are paused, and it goes on: the
     * checkpoint is complete, and no task is notified. A breach that was on the topic uncommitted
     * when the checkpoint was triggered, and is there uncommitted now, was pre-committed with it
     * and not committed: one of the checkpoint before would have been committed meanwhile.
     *
     * @return null where nothing was caught; else the TaskManagers are paused, to be killed
     */
    public Caught catchOne() throws Exception {
        if (!isOpenSoon()) {
            return null;
        }
        long next = newest(false) + 1;
        BreachLog.Ends before = pausedWithin(next);
        if (before == null) {
            return null;
        }
        boolean complete = await(folder(next).resolve(METADATA));
        if (!complete) {
            // Paused before all tasks were triggered.
            pauseAfterMs += STEP_MS;
        }
        return new Caught(next, complete, before, breaches.ends());
    }

    private boolean isOpenSoon() throws Exception {
        long endNanos = System.nanoTime() + OPEN_WITHIN.toNanos();
        boolean isOpen = breaches.ends().isOpen();
        while (!isOpen && System.nanoTime() < endNanos) {
            isOpen = breaches.ends().isOpen();
        }
        return isOpen;
    }

    /**
     * Pauses the TaskManagers within a checkpoint and returns the topic as it was when it was
     * triggered; null where it held nothing then, or the checkpoint was over too soon.
     */
    private BreachLog.Ends pausedWithin(long checkpoint) throws Exception {
        if (!await(folder(checkpoint))) {
            return null;
        }
        Thread.sleep(pauseAfterMs);
        site.jobManager().pause();
        try {
            BreachLog.Ends triggered = breaches.ends();
            if (Files.exists(folder(checkpoint).resolve(METADATA))) {
                pauseAfterMs = Math.max(0, pauseAfterMs - STEP_MS / 2);
                return null;
            }
            if (!triggered.isOpen()) {
                return null;
            }
            Thread.sleep(FLUSHED_WITHIN.toMillis());
            for (Jvm taskManager : site.taskManagers()) {
                taskManager.pause();
            }
            return triggered;
        } finally {
            site.jobManager().goOn();
        }
    }

    /** Where the newest complete checkpoint of the job lies. */
    public Path newestComplete() throws IOException {
        return folder(newest(true));
    }

    private Path folder(long checkpoint) {
        return site.checkpoints().resolve(site.job().toString()).resolve(FOLDER + checkpoint);
    }

    private static boolean await(Path file) {
        long endNanos = System.nanoTime() + CHECKPOINT_WITHIN.toNanos();
        while (System.nanoTime() < endNanos) {
            if (Files.exists(file)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    /** Number of the newest checkpoint of the job: begun, or complete. */
    private long newest(boolean complete) throws IOException {
        try (Stream<Path> folders = Files.list(site.checkpoints().resolve(site.job().toString()))) {
            Optional<Long> newest =
                    folders.filter(folder -> folder.getFileName().toString().startsWith(FOLDER))
                            .filter(folder -> !complete || Files.exists(folder.resolve(METADATA)))
                            .map(folder -> folder.getFileName().toString())
                            .map(name -> Long.valueOf(name.substring(FOLDER.length())))
                            .max(Comparator.naturalOrder());
            return newest.orElse(0L);
        }
    }
}
