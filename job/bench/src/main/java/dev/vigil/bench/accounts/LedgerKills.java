package dev.vigil.bench.accounts;

import dev.vigil.bench.site.Follower;
import dev.vigil.bench.site.Site;
import dev.vigil.stream.options.JobOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Kills of TaskManagers at random moments, one restart from an older savepoint, and how long it
 * takes until standings are published again. One at a time: what comes before the job has recovered
 * waits until it has, while the load goes on a little further.
 */
final class LedgerKills {
    static final int PARALLELISM = 2;
    private static final String LEDGER = "ledger";
    private static final long LOOK_EVERY_MS = 50;

    private final Site site;
    private final Follower follower;
    private final AccountsTally tally;
    private final Queue<Deed> plan = new ArrayDeque<>();
    private final List<Long> recoveries = new ArrayList<>();
    private final long slack;
    private CompletableFuture<Long> recovery;
    private String savepoint;
    private long rewoundMs;
    private int kills;

    /** What is done, and at which step of the load. */
    private record Deed(long step, Act what) {}

    private interface Act {
        void run() throws Exception;
    }

    /**
     * @param first step at which there may be a kill
     * @param last step at which there is none any more
     * @param replayed steps that the older savepoint does not know of
     * @param slack how many steps the load may be ahead of what is due
     */
    LedgerKills(
            Site site,
            Follower follower,
            AccountsTally tally,
            long seed,
            int kills,
            long first,
            long last,
            long replayed,
            long slack) {
        this.site = site;
        this.follower = follower;
        this.tally = tally;
        this.slack = slack;
        SplittableRandom random = new SplittableRandom(seed);
        List<Deed> deeds = new ArrayList<>();
        long middle = first + (last - first) / 2;
        deeds.add(new Deed(middle, () -> savepoint = site.savepoint()));
        deeds.add(new Deed(middle + replayed, this::rewind));
        for (int kill = 0; kill < kills; kill++) {
            deeds.add(new Deed(first + random.nextLong(last - first), this::kill));
        }
        deeds.stream().sorted(Comparator.comparingLong(Deed::step)).forEach(plan::add);
    }

    /** Does what is due at a step; the load waits here where it is too far ahead. */
    void at(long step) throws Exception {
        while (!plan.isEmpty() && plan.peek().step() <= step) {
            if (hasRecovered()) {
                plan.remove().what().run();
            } else if (step - plan.peek().step() < slack) {
                return;
            } else {
                Thread.sleep(LOOK_EVERY_MS);
            }
        }
    }

    /** Starts the job, from a savepoint or from nothing. */
    void submit(String from) throws Exception {
        site.submit(LEDGER, PARALLELISM, from, JobOptions.CHECKPOINT_LEDGER.defaultValue());
    }

    private void kill() throws Exception {
        // What a killed process had used is known from when it was last asked.
        site.taskCpu();
        long fromMs = System.currentTimeMillis();
        // The oldest has work: the others took over where one was killed, or replaced it.
        site.killTaskManagers(1);
        site.startTaskManager();
        kills++;
        recovery = CompletableFuture.supplyAsync(() -> recovered(fromMs, true));
    }

    private void rewind() throws Exception {
        long fromMs = System.currentTimeMillis();
        site.cancel();
        long cancelledMs = System.currentTimeMillis();
        submit(savepoint);
        CompletableFuture<Long> rewound =
                CompletableFuture.supplyAsync(() -> recovered(cancelledMs, false))
                        .thenApply(tookMs -> tookMs + cancelledMs - fromMs);
        recovery =
                rewound.thenApply(
                        tookMs -> {
                            rewoundMs = tookMs;
                            return null;
                        });
    }

    private long recovered(long fromMs, boolean isToStop) {
        try {
            if (isToStop) {
                site.await(
                        "Flink to notice a killed TaskManager",
                        () -> !site.rest().isRunning(site.job()));
            }
            site.await("the ledger job to run", () -> site.rest().isRunning(site.job()));
            // Not since it was seen to run: Flink answers that up to 3 s late, and all that there
            // was to publish may be published by then.
            site.await(
                    "a standing after a restart",
                    () -> {
                        follower.check();
                        return tally.lastStandingMs() > fromMs;
                    });
            return System.currentTimeMillis() - fromMs;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private boolean hasRecovered() {
        if (recovery == null) {
            return true;
        }
        if (!recovery.isDone()) {
            return false;
        }
        Long tookMs = recovery.join();
        if (tookMs != null) {
            recoveries.add(tookMs);
        }
        recovery = null;
        return true;
    }

    /** Returns when the job has recovered from the last deed. */
    void settled() {
        if (recovery != null) {
            recovery.join();
        }
        hasRecovered();
    }

    /** Deeds that nothing has come of: the load was over before their turn. */
    int left() {
        return plan.size();
    }

    int kills() {
        return kills;
    }

    /** Ms from each kill to the next standing, in the order of the kills. */
    List<Long> recoveries() {
        return recoveries;
    }

    /** The same of the older savepoint, with what was read again. */
    long rewoundMs() {
        return rewoundMs;
    }
}
