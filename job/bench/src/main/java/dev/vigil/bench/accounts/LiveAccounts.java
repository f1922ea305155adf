package dev.vigil.bench.accounts;

import dev.vigil.bench.load.Sender;
import dev.vigil.schema.enforcement.Measure;
import java.util.Arrays;
import java.util.Comparator;
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
    private final long[][] afterMs;
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
        afterMs = new long[count][2];
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
    public void standing(int account, long wallMs, int offences, int strikes) {
        int number = account - first;
        if (offences >= 1 && afterMs[number][0] == 0) {
            afterMs[number][0] = Math.max(1, wallMs - confirmedMs[number][0]);
        }
        if (strikes >= 1 && afterMs[number][1] == 0) {
            afterMs[number][1] = Math.max(1, wallMs - confirmedMs[number][1]);
            struck++;
        }
    }

    @Override
    public void warning(int account, String warningId) {
        int number = account - first;
        if (AccountPlan.isFirst(warningId) && !warned[number]) {
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

    /** Ms from the confirmation of a measure to the standing that has it, in order. */
    long[] latencies() {
        return Arrays.stream(afterMs)
                .flatMapToLong(Arrays::stream)
                .filter(ms -> ms > 0)
                .sorted()
                .toArray();
    }

    @Override
    protected void release() {
        feed.close();
    }
}
