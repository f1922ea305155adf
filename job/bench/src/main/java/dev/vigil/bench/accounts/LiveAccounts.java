package dev.vigil.bench.accounts;

import dev.vigil.bench.load.Sender;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Accounts that offend now, so many a second, with the platform answering: an offence, its warning
 * and the receipt, another offence, the strike, the command and its confirmation. How long after a
 * measure was confirmed does the standing have it?
 */
final class LiveAccounts extends Sender implements AccountsTally.Live {
    /** From the decision to the platform's confirmation. */
    private static final long MEASURE_MS = 200;

    /** From a delivered warning to the next offence. */
    private static final long AGAIN_MS = 1_500;

    private static final int ENTRY = 7;

    private final AccountFeed feed;
    private final int first;
    private final int aSecond;
    private final long[][] confirmedMs;
    private final long[][] foldedMs;
    private final long[][] writtenMs;
    private final long[][] seenMs;
    private final long[] strikeMs;
    private final boolean[] warned;
    private final boolean[] commanded;
    private final Queue<Due> inbox = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMs));
    private volatile int begun;
    private volatile int struck;
    private volatile int restricted;

    private record Due(long atMs, Runnable what) {}

    /**
     * @param first number of the first account
     * @param count of accounts at most
     */
    LiveAccounts(Properties clients, long seed, int first, int count, int aSecond) {
        super("live accounts");
        this.feed = new AccountFeed(clients, seed);
        this.first = first;
        this.aSecond = aSecond;
        confirmedMs = new long[count][2];
        foldedMs = new long[count][2];
        writtenMs = new long[count][2];
        seenMs = new long[count][2];
        strikeMs = new long[count];
        warned = new boolean[count];
        commanded = new boolean[count];
    }

    @Override
    protected void send() throws InterruptedException {
        long fromMs = System.currentTimeMillis();
        while (!ends()) {
            long nowMs = System.currentTimeMillis();
            for (Due due = inbox.poll(); due != null; due = inbox.poll()) {
                agenda.add(due);
            }
            while (begun < confirmedMs.length && fromMs + begun * 1_000L / aSecond <= nowMs) {
                offend(begun++, 0);
            }
            while (!agenda.isEmpty() && agenda.peek().atMs() <= nowMs) {
                agenda.remove().what().run();
            }
            feed.check();
            awaitMoment(nowMs + 5);
        }
    }

    private void offend(int account, int offence) {
        long nowMs = System.currentTimeMillis();
        feed.verdict(first + account, offence, ENTRY + offence, false, nowMs);
        feed.command(first + account, offence, 1, Measure.STOP_STREAM, nowMs);
        agenda.add(new Due(nowMs + MEASURE_MS, () -> confirm(account, offence)));
    }

    private void confirm(int account, int offence) {
        long nowMs = System.currentTimeMillis();
        confirmedMs[account][offence] = nowMs;
        feed.confirm(first + account, offence, nowMs);
    }

    // What the ledger publishes, on the follower's thread ---------------------------------------

    @Override
    public void standing(int account, long wallMs, long atMs, int offences, int strikes) {
        int number = account - first;
        if (offences >= 1 && seenMs[number][0] == 0) {
            seen(number, 0, wallMs, atMs);
        }
        if (strikes >= 1 && seenMs[number][1] == 0) {
            seen(number, 1, wallMs, atMs);
            struck++;
        }
    }

    private void seen(int number, int offence, long wallMs, long atMs) {
        seenMs[number][offence] = wallMs;
        writtenMs[number][offence] = atMs;
    }

    @Override
    public void strike(int account, long wallMs, long atMs) {
        int number = account - first;
        if (strikeMs[number] == 0) {
            strikeMs[number] = Math.max(1, wallMs - atMs);
        }
    }

    @Override
    public void warning(int account, String warningId, long issuedAt) {
        int number = account - first;
        boolean isFirst = AccountPlan.isFirst(warningId);
        int offence = isFirst ? 0 : 1;
        if (foldedMs[number][offence] == 0) {
            foldedMs[number][offence] = issuedAt;
        }
        if (isFirst && !warned[number]) {
            warned[number] = true;
            inbox.add(new Due(0, () -> deliver(number, warningId)));
        }
    }

    private void deliver(int account, String warningId) {
        long nowMs = System.currentTimeMillis();
        feed.receipt(first + account, warningId, nowMs);
        agenda.add(new Due(nowMs + AGAIN_MS, () -> offend(account, 1)));
    }

    @Override
    public void command(int account, String commandId, String measure) {
        int number = account - first;
        if (!commanded[number]) {
            commanded[number] = true;
            restricted++;
        }
        Measure what = Measure.valueOf(measure);
        inbox.add(
                new Due(
                        0,
                        () ->
                                feed.confirm(
                                        AccountPlan.accountId(account),
                                        commandId,
                                        what,
                                        System.currentTimeMillis())));
    }

    // ------------------------------------------------------------------------------------------

    int begun() {
        return begun;
    }

    /** Accounts with the strike that each has to have. */
    int struck() {
        return struck;
    }

    /** Accounts that a measure was commanded for. */
    int restricted() {
        return restricted;
    }

    long sent() {
        return feed.sent();
    }

    /**
     * How long after the confirmation of a measure a standing had it.
     *
     * @param untilWrittenMs until all before it was read and folded, and the standing written
     * @param untilSeenMs from there on, until a reader had it
     * @param behindMs how far event time was behind the clock in that fold: as long as it takes to
     *     look up the ends of all logs and to read up to them
     */
    record Latency(long untilWrittenMs, long untilSeenMs, long behindMs) {
        long ms() {
            return untilWrittenMs + untilSeenMs;
        }
    }

    /** Shortest first. */
    List<Latency> latencies() {
        List<Latency> all = new ArrayList<>();
        for (int number = 0; number < begun; number++) {
            for (int offence = 0; offence < 2; offence++) {
                if (seenMs[number][offence] > 0) {
                    all.add(latency(number, offence));
                }
            }
        }
        all.sort(Comparator.comparingLong(Latency::ms));
        return all;
    }

    private Latency latency(int number, int offence) {
        long written = writtenMs[number][offence];
        return new Latency(
                written - confirmedMs[number][offence],
                seenMs[number][offence] - written,
                written - foldedMs[number][offence]);
    }

    /** Ms from a strike that is written to one that is seen, in order. */
    long[] untilStrikesSeen() {
        return Arrays.stream(strikeMs).filter(ms -> ms > 0).sorted().toArray();
    }

    @Override
    protected void release() {
        feed.close();
    }
}
