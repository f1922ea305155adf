package dev.vigil.bench.usage;

import dev.vigil.bench.load.Sender;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Properties;

/**
 * Streams in match in real time, as the media job and the platform report them: each round of each
 * stream once, one revision in twenty twice, one in fifty again behind a later one.
 */
final class UsageLoad extends Sender {
    private static final int REPEATED = 20;
    private static final int LATE = 50;

    private final Bus bus;
    private final int works;
    private final UsageTally tally;
    private final UsagePlan[] plans;

    /** Of each stream, those that were sent. */
    private final int[] rounds;

    private volatile long revisions;
    private volatile long measures;

    UsageLoad(Properties clients, int streams, int works, UsageTally tally) {
        super("usage load");
        bus = new Bus(clients);
        this.works = works;
        this.tally = tally;
        plans = new UsagePlan[streams];
        rounds = new int[streams];
    }

    /** Revisions so far, without repeats. */
    long revisions() {
        return revisions;
    }

    /** Orders and confirmations so far. */
    long measures() {
        return measures;
    }

    @Override
    protected void send() throws IOException, InterruptedException {
        long fromMs = System.currentTimeMillis();
        for (int stream = 0; stream < plans.length; stream++) {
            long firstMs = fromMs + stream * UsagePlan.ROUND_MS / plans.length;
            plans[stream] = UsagePlan.from(stream, works, firstMs);
        }
        for (int round = 0; !ends(); round++) {
            for (int stream = 0; stream < plans.length && !ends(); stream++) {
                awaitMoment(plans[stream].dueMs(round));
                send(plans[stream], round);
                rounds[stream] = round + 1;
            }
        }
        bus.flush();
    }

    private void send(UsagePlan plan, int round) throws IOException {
        long nowMs = plan.dueMs(round);
        ActionConfirmed confirmed = plan.confirmation(round);
        if (confirmed != null) {
            measures++;
            bus.queue(
                    Topic.SESSION_CONFIRMATIONS,
                    EventType.ACTION_CONFIRMED,
                    plan.sessionId(),
                    nowMs,
                    confirmed);
        }
        tally.sent(System.currentTimeMillis(), plan, round);
        Verdict verdict = plan.verdict(round);
        queue(verdict);
        revisions++;
        if (revisions % REPEATED == 0) {
            queue(verdict);
        }
        if (revisions % LATE == 0 && round > 0) {
            queue(plan.verdict(round - 1));
        }
        EnforcementCommand command = plan.command(round);
        if (command != null) {
            measures++;
            bus.queue(Topic.COMMANDS, EventType.COMMAND, plan.sessionId(), nowMs, command);
        }
    }

    private void queue(Verdict verdict) throws IOException {
        bus.queue(
                Topic.VERDICTS,
                EventType.VERDICT,
                verdict.sessionId(),
                verdict.judgedAt(),
                verdict);
    }

    /** What rows must come to, once it has ended. */
    NaiveUse expected(ZoneId zone) {
        NaiveUse expected = new NaiveUse(zone);
        for (int stream = 0; stream < plans.length; stream++) {
            expected.add(plans[stream], rounds[stream]);
        }
        return expected;
    }

    @Override
    protected void release() {
        bus.close();
    }
}
