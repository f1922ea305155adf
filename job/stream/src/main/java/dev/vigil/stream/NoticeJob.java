package dev.vigil.stream;

import dev.vigil.flink.list.ListProjection;
import dev.vigil.flink.notice.ClockWatchOperator;
import dev.vigil.flink.notice.ItemsFunction;
import dev.vigil.flink.notice.NoticeClockFunction;
import dev.vigil.flink.notifier.NotifiersFunction;
import dev.vigil.flink.notifier.Standings;
import dev.vigil.notifier.ReputationRules;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notifier.NotifierInput;
import dev.vigil.schema.notifier.NotifierStanding;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The notice job: notices and proofs to escalations, breaches and status.
 *
 * <pre>
 * notices, confirmations, acks, ──> admit ─┬─ items, confirmations ──key item──> Items ─┐
 *   counternotices, proceedings,           │                                   news of items
 *   notice.links                           └─ notices, acks ──────────key notice────────┴─> NoticeClock
 * escalations, breaches: what was published, read back ───────────────key notice───────────────^
 * list, notifiers ──broadcast (holds time back until it is loaded, then never) ────────────────^
 *    event-time timers ──> escalations, breaches, notice.status, commands, notice.links, staydowns,
 *                          outcomes
 * admit: watermarks, and why they stand ──> ClockWatch ──> health
 *    NoticeClock: list.effective ──key batch──> Receipts ──> list.receipts
 * notices, outcomes ──key notifier──> Notifiers ──> notifiers (standings, read back above)
 * </pre>
 *
 * <p>Event time is the watermark of the one notice source, caught-up or by heartbeats; no input may
 * ever be idle. What was published holds time back until all that was there at the start is read.
 */
public final class NoticeJob {
    private static final Receipting RECEIPTING =
            new Receipting(
                    Uid.NOTICE_ANSWERS,
                    Uid.NOTICE_EFFECTIVE_OUT,
                    Uid.NOTICE_RECEIPTS,
                    Uid.NOTICE_RECEIPTS_OUT);

    private final NoticeOptions options;
    private final Outbox outbox = new Outbox();

    private NoticeJob(NoticeOptions options) {
        this.options = options;
    }

    /**
     * What the job reads.
     *
     * @param published its own escalations and breaches
     */
    public record Sources(
            DataStream<NoticeInput> notices,
            DataStream<NoticeInput> published,
            DataStream<ListInput> list) {}

    /**
     * The whole job.
     *
     * @param sink at least once: a repeat is equal to the byte
     * @param exactlyOnce breaches and corrections
     */
    public static void wire(
            Sources sources,
            Sink<Outgoing> sink,
            Sink<Outgoing> exactlyOnce,
            NoticeOptions options) {
        NoticeJob job = new NoticeJob(options);
        SingleOutputStreamOperator<NoticeInput> notices = job.notices(sources.notices());
        SingleOutputStreamOperator<NoticeInput> published = job.published(sources.published());
        SingleOutputStreamOperator<ListInput> list = job.list(sources.list());
        SingleOutputStreamOperator<EscalationAlert> alerts =
                job.clock(notices, job.items(notices), published, list);
        RECEIPTING.wire(alerts.getSideOutput(NoticeClockFunction.RECEIPTS), job.outbox);
        job.notifiers(received(notices).union(alerts.getSideOutput(NoticeClockFunction.OUTCOMES)));
        job.health(notices, published, list);
        job.publish(sink);
        job.publishBreaches(alerts, exactlyOnce);
    }

    private SingleOutputStreamOperator<NoticeInput> notices(DataStream<NoticeInput> source) {
        return outbox.stage(
                new Admit<NoticeInput>(NoticeInput::dead)
                        .stopped(NoticeInput::reason)
                        .fanOut(NoticeJob::withItems)
                        .behind(source, Uid.NOTICE_DOOR, "admit notices"));
    }

    /**
     * A notice goes to its clock, and each of its items to that item; the source has had the rest.
     */
    private static void withItems(NoticeInput input, Collector<NoticeInput> out) {
        if (input.kind() == NoticeInput.Kind.HEARTBEAT) {
            return;
        }
        out.collect(input);
        if (input.kind() == NoticeInput.Kind.RECEIVED) {
            claim(input, input.received().allItems(), input.received().notifier(), out);
        } else if (input.kind() == NoticeInput.Kind.SUPPLEMENTED) {
            claim(input, input.supplemented().items(), null, out);
        }
    }

    private static void claim(
            NoticeInput input,
            List<NoticeItem> items,
            String notifier,
            Collector<NoticeInput> out) {
        for (NoticeItem item : items) {
            ItemClaim claim = new ItemClaim(input.noticeId(), notifier, input.time());
            out.collect(NoticeInput.claimed(item.itemId(), claim));
        }
    }

    private SingleOutputStreamOperator<NoticeInput> published(DataStream<NoticeInput> source) {
        return outbox.stage(
                new Admit<NoticeInput>(NoticeInput::dead)
                        .stopped(NoticeInput::reason)
                        .behind(source, Uid.PUBLISHED_DOOR, "admit published"));
    }

    private SingleOutputStreamOperator<ListInput> list(DataStream<ListInput> source) {
        return outbox.stage(
                new Admit<ListInput>(ListInput::dead)
                        .stopped(ListInput::reason)
                        .behind(source, Uid.NOTICE_LIST_DOOR, "admit list"));
    }

    private DataStream<NoticeInput> items(DataStream<NoticeInput> notices) {
        return outbox.stage(
                notices.filter(input -> input.itemId() != null)
                        .setParallelism(notices.getParallelism())
                        .uid(Uid.BY_ITEM)
                        .name("by item")
                        .keyBy(NoticeInput::itemId)
                        .process(new ItemsFunction())
                        .uid(Uid.ITEMS)
                        .name("items"));
    }

    private SingleOutputStreamOperator<EscalationAlert> clock(
            DataStream<NoticeInput> notices,
            DataStream<NoticeInput> news,
            DataStream<NoticeInput> published,
            DataStream<ListInput> list) {
        BroadcastStream<ListInput> everywhere =
                list.broadcast(ListProjection.ENTRIES, Standings.BY_NOTIFIER);
        SingleOutputStreamOperator<EscalationAlert> alerts =
                outbox.stage(
                        notices.filter(input -> input.noticeId() != null)
                                .setParallelism(notices.getParallelism())
                                .uid(Uid.BY_NOTICE)
                                .name("by notice")
                                .union(news, published)
                                .keyBy(NoticeInput::noticeId)
                                .connect(everywhere)
                                .process(new NoticeClockFunction(options.rules()))
                                .uid(Uid.NOTICE_CLOCK)
                                .name("notice clock"));
        publishClock(alerts);
        return alerts;
    }

    private void publishClock(SingleOutputStreamOperator<EscalationAlert> alerts) {
        String runbook = options.runbook();
        outbox.publish(
                alerts,
                alert -> Outgoing.escalation(alert, runbook),
                Uid.ESCALATIONS_OUT,
                "escalations out");
        outbox.publish(
                alerts.getSideOutput(NoticeClockFunction.RESOLVED),
                resolved -> Outgoing.resolved(resolved, runbook),
                Uid.RESOLVED_OUT,
                "resolved out");
        outbox.publish(
                alerts.getSideOutput(NoticeClockFunction.STATUS),
                Outgoing::status,
                Uid.STATUS_OUT,
                "status out");
        outbox.publish(
                alerts.getSideOutput(NoticeClockFunction.COMMANDS),
                Outgoing::noticeCommand,
                Uid.NOTICE_COMMANDS_OUT,
                "commands out");
        outbox.publish(
                alerts.getSideOutput(NoticeClockFunction.LINKS),
                Outgoing::link,
                Uid.LINKS_OUT,
                "links out");
        outbox.publish(
                alerts.getSideOutput(NoticeClockFunction.STAY_DOWNS),
                Outgoing::stayDownRequested,
                Uid.STAY_DOWN_REQUESTS_OUT,
                "stay-downs out");
        outbox.publish(
                alerts.getSideOutput(NoticeClockFunction.ITEM_OUTCOMES),
                Outgoing::itemOutcome,
                Uid.OUTCOMES_OUT,
                "outcomes out");
    }

    /** Its watermark is the clock's: the least of all sources. */
    private void health(
            SingleOutputStreamOperator<NoticeInput> notices,
            SingleOutputStreamOperator<NoticeInput> published,
            SingleOutputStreamOperator<ListInput> list) {
        outbox.publish(
                notices.getSideOutput(Admit.STOPPED)
                        .union(
                                published.getSideOutput(Admit.STOPPED),
                                list.getSideOutput(Admit.STOPPED))
                        .transform(
                                "clock watch",
                                TypeInformation.of(ClockHealth.class),
                                new ClockWatchOperator(options.standstillMs()))
                        .setParallelism(1)
                        .uid(Uid.CLOCK_WATCH)
                        .map(Outgoing::health)
                        .setParallelism(1)
                        .uid(Uid.HEALTH_OUT)
                        .name("health out"));
    }

    private static DataStream<NotifierInput> received(DataStream<NoticeInput> notices) {
        return notices.flatMap(NoticeJob::toNotifier)
                .returns(NotifierInput.class)
                .setParallelism(notices.getParallelism())
                .uid(Uid.BY_NOTIFIER)
                .name("by notifier");
    }

    private static void toNotifier(NoticeInput input, Collector<NotifierInput> out) {
        if (input.kind() == NoticeInput.Kind.RECEIVED) {
            out.collect(
                    NotifierInput.received(
                            input.noticeId(),
                            input.received().notifier(),
                            input.time(),
                            isRegistered(input.received())));
        } else if (input.kind() == NoticeInput.Kind.NOTIFIER_ERASED) {
            out.collect(NotifierInput.erased(input.erased()));
        } else if (input.kind() == NoticeInput.Kind.NOTIFIER_REPORTED) {
            out.collect(NotifierInput.reported(input.report(), input.time()));
        }
    }

    /** Identity is a pointer into the platform's own register: an entry there was verified. */
    private static boolean isRegistered(NoticeReceived notice) {
        return notice.content() != null && notice.content().identity() != null;
    }

    private void notifiers(DataStream<NotifierInput> inputs) {
        SingleOutputStreamOperator<NotifierStanding> standings =
                outbox.stage(
                        inputs.keyBy(NotifierInput::notifier)
                                .process(new NotifiersFunction(ReputationRules.DEFAULTS))
                                .uid(Uid.NOTIFIERS)
                                .name("notifiers"));
        outbox.publish(standings, Outgoing::standing, Uid.STANDINGS_OUT, "standings out");
    }

    private void publish(Sink<Outgoing> sink) {
        outbox.publish(
                outbox.deadLetters(),
                Outgoing::noticeDeadLetter,
                Uid.NOTICE_DEAD_LETTERS_OUT,
                "dead letters out");
        outbox.sinkTo(sink, Uid.NOTICE_SINK, "notices out");
    }

    private void publishBreaches(
            SingleOutputStreamOperator<EscalationAlert> alerts, Sink<Outgoing> exactlyOnce) {
        Outbox breaches = new Outbox();
        breaches.publish(
                alerts.getSideOutput(NoticeClockFunction.BREACHES),
                Outgoing::breach,
                Uid.BREACHES_OUT,
                "breaches out");
        breaches.publish(
                alerts.getSideOutput(NoticeClockFunction.CORRECTIONS),
                Outgoing::correction,
                Uid.CORRECTIONS_OUT,
                "corrections out");
        breaches.published()
                .process(new AbortedTransactions(options.transactions()))
                .returns(Outgoing.class)
                .uid(Uid.OUTLIVED_TRANSACTIONS)
                .name("outlived transactions")
                .sinkTo(exactlyOnce)
                .uid(Uid.BREACH_SINK)
                .name("breaches exactly once");
    }
}
