package dev.vigil.bench.notice;

import dev.vigil.bench.load.Pace;
import dev.vigil.bench.notice.naive.ClockPath;
import dev.vigil.bench.report.StateCount;
import dev.vigil.bench.site.BreachLog;
import dev.vigil.bench.site.PreCommit;
import dev.vigil.bench.site.Site;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

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

    private final Site site;
    private final Random random;
    private final Map<Integer, Deed> plan = new HashMap<>();
    private final Map<Deed, Integer> done = new EnumMap<>(Deed.class);
    private final List<String> seen = new ArrayList<>();
    private final BreachLog breaches;
    private final PreCommit preCommit;
    private int triesLeft;
    private PreCommit.Caught unjudged;
    private boolean preCommitHit;
    private StateCount rescaled;

    /**
     * @param steps ends of all steps, ms since the first notice
     */
    Chaos(Site site, long seed, int kills, List<Long> steps, Pace pace) {
        this.site = site;
        random = new Random(seed);
        breaches = new BreachLog(site.clients());
        preCommit = new PreCommit(site, breaches);
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
        site.submit(site.parallelism(), preCommit.newestComplete().toUri().toString());
        seen.add(
                "the JobManager killed and started anew, the job submitted from "
                        + PreCommit.FOLDER
                        + "n");
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

    /** False where nothing was killed. */
    private boolean preCommit(int step) throws Exception {
        judgePreCommit();
        if (preCommitHit) {
            return false;
        }
        PreCommit.Caught caught = preCommit.catchOne();
        if (caught != null) {
            site.killTaskManagers(2);
            site.startTaskManager();
            site.startTaskManager();
            unjudged = caught;
            seen.add(caught.words());
        }
        if (--triesLeft > 0) {
            plan.putIfAbsent(step + (caught != null ? OUTAGE_STEPS + 2 : 1), Deed.PRE_COMMIT);
        }
        return caught != null;
    }

    /**
     * Whether the last kill lay between pre-commit and commit: the restored job has committed then
     * what was open. To be called when the job runs again.
     */
    void judgePreCommit() throws Exception {
        if (unjudged != null) {
            boolean hit = unjudged.complete() && breaches.isCommittedSince(unjudged.after());
            seen.add(
                    PreCommit.FOLDER
                            + unjudged.checkpoint()
                            + (hit
                                    ? " had pre-committed what was open then: committed since"
                                    : " had pre-committed nothing that was open then"));
            preCommitHit |= hit;
            unjudged = null;
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
