package dev.vigil.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Kills and the rescale: when they come, and what was seen of them. */
final class Chaos implements AutoCloseable {
    /** What is done to a running job. */
    enum Deed {
        /**
         * Both TaskManagers, after a checkpoint is complete and before its breaches are committed.
         */
        PRE_COMMIT,
        TASK_MANAGER,
        JOB_MANAGER,
        RESCALE
    }

    /** The clock goes on while the job is down. */
    static final int OUTAGE_STEPS = 3;

    /** A step each; where checkpoints follow one another closely few steps offer the chance. */
    private static final int TRIES = 200;

    private static final int MORE_PARALLELISM = 3;
    private static final Duration FLUSHED_WITHIN = Duration.ofSeconds(2);
    private static final Duration CHECKPOINT_WITHIN = Duration.ofSeconds(10);
    private static final String METADATA = "_metadata";
    private static final String FOLDER = "chk-";

    private final Site site;
    private final Random random;
    private final Map<Integer, Deed> plan = new HashMap<>();
    private final Map<Deed, Integer> done = new EnumMap<>(Deed.class);
    private final List<String> seen = new ArrayList<>();
    private final BreachLog breaches;
    private int triesLeft;
    private boolean preCommitHit;
    private StateCount rescaled;

    /**
     * @param steps ends of all steps, ms since the first notice
     */
    Chaos(Site site, long seed, int kills, List<Long> steps, Pace pace) {
        this.site = site;
        random = new Random(seed);
        breaches = new BreachLog(site.clients());
        long windowMs = pace.windowMs();
        plan.put(first(steps, 12 * Pace.HOUR_MS + windowMs + 2 * Pace.MINUTE_MS), Deed.RESCALE);
        if (kills > 0) {
            triesLeft = TRIES;
            long breachesFrom = 24 * Pace.HOUR_MS + windowMs / 4;
            plan.put(first(steps, breachesFrom), Deed.PRE_COMMIT);
        }
        List<Integer> busy = busy(steps, windowMs);
        for (int kill = 1; kill < kills; kill++) {
            int from = (int) ((long) busy.size() * (kill - 1) / (kills - 1));
            int to = Math.max(from + 1, (int) ((long) busy.size() * kill / (kills - 1)));
            int step = busy.get(from + random.nextInt(to - from));
            plan.putIfAbsent(step, kill == kills / 2 ? Deed.JOB_MANAGER : Deed.TASK_MANAGER);
        }
    }

    private static int first(List<Long> steps, long atMs) {
        int step = 0;
        while (step < steps.size() - 1 && steps.get(step) < atMs) {
            step++;
        }
        return step;
    }

    /** While notices are filed, and from the last warnings to the last breaches. */
    private static List<Integer> busy(List<Long> steps, long windowMs) {
        List<Integer> busy = new ArrayList<>();
        for (int step = 1; step < steps.size(); step++) {
            long at = steps.get(step);
            boolean ending = at > 18 * Pace.HOUR_MS && at < 26 * Pace.HOUR_MS + windowMs;
            if (at < windowMs || ending) {
                busy.add(step);
            }
        }
        return busy;
    }

    /** Does what is planned for a step; true where the job is down now. */
    boolean after(int step, ClockPath path) throws Exception {
        Deed deed = plan.get(step);
        if (deed == null) {
            return false;
        }
        long durableBefore = site.rest().durableBefore(site.job());
        site.taskCpu();
        switch (deed) {
            case PRE_COMMIT -> {
                if (!preCommit(step)) {
                    return false;
                }
            }
            case TASK_MANAGER -> killTaskManager();
            case JOB_MANAGER -> killJobManager();
            case RESCALE -> rescale();
        }
        done.merge(deed, 1, Integer::sum);
        path.rewind(durableBefore);
        return true;
    }

    private void killTaskManager() throws Exception {
        Thread.sleep(random.nextInt(500));
        site.killTaskManagers(1);
        site.startTaskManager();
        seen.add("a TaskManager killed and started anew");
    }

    /** The cluster is a session without high availability: its job goes on from its checkpoint. */
    private void killJobManager() throws Exception {
        Thread.sleep(random.nextInt(500));
        site.killJobManager();
        site.startJobManager();
        site.await("TaskManagers", () -> site.rest().taskManagers() == 2);
        Path last = folder(newest(true));
        site.submit(site.parallelism(), last.toUri().toString());
        seen.add("the JobManager killed and started anew, the job submitted from " + FOLDER + "n");
    }

    private void rescale() throws Exception {
        String savepoint = site.stop();
        rescaled = StateCount.in(savepoint);
        site.submit(MORE_PARALLELISM, savepoint);
        seen.add(
                "stopped with a savepoint and rescaled from 2 to "
                        + MORE_PARALLELISM
                        + " subtasks an operator");
    }

    // Between pre-commit and commit --------------------------------------------------------

    /**
     * The JobManager is paused when it has triggered a checkpoint, until the TaskManagers have
     * flushed their transactions and said so; then they are paused, and it goes on: the checkpoint
     * is complete, and nobody hears of it. A breach that stood on the topic uncommitted when the
     * checkpoint was triggered, and stands there uncommitted when they are killed, was
     * pre-committed with it and not committed: one of the checkpoint before would have been
     * committed meanwhile.
     *
     * @return false where nothing was killed
     */
    private boolean preCommit(int step) throws Exception {
        long next = newest(false) + 1;
        BreachLog.Ends before = breaches.ends().isOpen() ? pausedWithin(next) : null;
        if (before != null) {
            boolean complete = await(folder(next).resolve(METADATA));
            BreachLog.Ends after = breaches.ends();
            site.killTaskManagers(2);
            site.startTaskManager();
            site.startTaskManager();
            boolean hit = complete && after.isOpenAsIn(before);
            preCommitHit |= hit;
            seen.add(told(next, complete, before, after, hit));
        }
        if (!preCommitHit && --triesLeft > 0) {
            plan.putIfAbsent(step + (before != null ? OUTAGE_STEPS + 2 : 1), Deed.PRE_COMMIT);
        }
        return before != null;
    }

    private static String told(
            long checkpoint,
            boolean complete,
            BreachLog.Ends before,
            BreachLog.Ends after,
            boolean hit) {
        return "both TaskManagers killed when "
                + FOLDER
                + checkpoint
                + (complete ? " was complete" : " did not complete")
                + "; first open offsets of breaches before "
                + before.stable()
                + ", then "
                + after.stable()
                + ", ends "
                + after.high()
                + (hit ? ": between pre-commit and commit" : ": not in between");
    }

    /**
     * Pauses the TaskManagers within a checkpoint and gives how the topic stood when it was
     * triggered; null where it held nothing then, or the checkpoint was over too soon.
     */
    private BreachLog.Ends pausedWithin(long checkpoint) throws Exception {
        if (!await(folder(checkpoint))) {
            return null;
        }
        site.jobManager().pause();
        try {
            BreachLog.Ends triggered = breaches.ends();
            if (!triggered.isOpen() || Files.exists(folder(checkpoint).resolve(METADATA))) {
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

    boolean isPreCommitHit() {
        return preCommitHit;
    }

    int kills() {
        return done.entrySet().stream()
                .filter(deed -> deed.getKey() != Deed.RESCALE)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int rescales() {
        return done.getOrDefault(Deed.RESCALE, 0);
    }

    /** State at the time of the rescale; null before. */
    StateCount rescaled() {
        return rescaled;
    }

    List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        breaches.close();
    }
}
