package dev.vigil.stream;

import dev.vigil.account.ReputationRules;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.account.NotifiersFunction;
import dev.vigil.flink.account.Standings;
import dev.vigil.flink.list.ListProjection;
import dev.vigil.flink.list.ReceiptsFunction;
import dev.vigil.flink.notice.ClockWatchOperator;
import dev.vigil.flink.notice.ItemsFunction;
import dev.vigil.flink.notice.NoticeClockFunction;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.account.NotifierInput;
import dev.vigil.schema.account.NotifierStanding;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.ItemClaim;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import java.time.Duration;
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
 *    event-time timers ──> escalations, breaches, notice.status, commands, notice.links, staydowns
 * admit: watermarks, and why they stand ──> ClockWatch ──> health
 *    NoticeClock: list.effective ──key batch──> Receipts ──> list.receipts
 * notices, outcomes ──key notifier──> Notifiers ──> notifiers (standings, read back above)
 * </pre>
 *
 * <p>Event time is the watermark of the one notice source, caught-up or by heartbeats; no input may
 * ever be idle. What was published holds time back until all that was there at the start is read.
 */
public final class NoticeJob {
    private NoticeJob() {}

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
     * @param sink at least once: a repeat is equal to the byte
     * @param exactlyOnce breaches and corrections
     * @param transactions how long a transaction of it lives without a checkpoint
     * @param standstillMs how long time may stop before that is published
     * @param runbook where the alerts send people
     */
    public static void wire(
            Sources sources,
            Sink<Outgoing> sink,
            Sink<Outgoing> exactlyOnce,
            Duration transactions,
            ClockRules rules,
            long standstillMs,
            String runbook) {
        SingleOutputStreamOperator<NoticeInput> notices = notices(sources.notices());
        SingleOutputStreamOperator<NoticeInput> published = published(sources.published());
        SingleOutputStreamOperator<ListInput> list = list(sources.list());
        SingleOutputStreamOperator<NoticeInput> news = items(notices);
        SingleOutputStreamOperator<EscalationAlert> alerts =
                clock(notices, news, published, list, rules);
        SingleOutputStreamOperator<ListReceipt> receipts =
                receipts(alerts.getSideOutput(NoticeClockFunction.RECEIPTS));
        SingleOutputStreamOperator<NotifierStanding> standings =
                notifiers(
                        received(notices)
                                .union(alerts.getSideOutput(NoticeClockFunction.OUTCOMES)));

        DataStream<DeadLetter> dead =
                notices.getSideOutput(Admit.DEAD)
                        .union(
                                published.getSideOutput(Admit.DEAD),
                                list.getSideOutput(Admit.DEAD),
                                news.getSideOutput(PureFailure.DEAD),
                                alerts.getSideOutput(PureFailure.DEAD),
                                receipts.getSideOutput(PureFailure.DEAD),
                                standings.getSideOutput(PureFailure.DEAD));
        publish(
                alerts,
                standings,
                receipts,
                dead,
                health(notices, published, list, standstillMs),
                sink,
                runbook);
        publishBreaches(alerts, exactlyOnce, transactions);
    }

    private static SingleOutputStreamOperator<NoticeInput> notices(DataStream<NoticeInput> source) {
        return source.process(
                        new Admit<>(NoticeInput::dead, NoticeInput::reason, NoticeJob::withItems))
                .returns(NoticeInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.NOTICE_DOOR)
                .name("admit notices");
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
            claim(input, input.received().items(), input.received().notifier(), out);
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

    private static SingleOutputStreamOperator<NoticeInput> published(
            DataStream<NoticeInput> source) {
        return source.process(
                        new Admit<>(
                                NoticeInput::dead,
                                NoticeInput::reason,
                                (input, out) -> out.collect(input)))
                .returns(NoticeInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.PUBLISHED_DOOR)
                .name("admit published");
    }

    private static SingleOutputStreamOperator<ListInput> list(DataStream<ListInput> source) {
        return source.process(
                        new Admit<>(
                                ListInput::dead,
                                ListInput::reason,
                                (input, out) -> out.collect(input)))
                .returns(ListInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.NOTICE_LIST_DOOR)
                .name("admit list");
    }

    private static SingleOutputStreamOperator<NoticeInput> items(DataStream<NoticeInput> notices) {
        return notices.filter(input -> input.itemId() != null)
                .uid(Uid.BY_ITEM)
                .name("by item")
                .keyBy(NoticeInput::itemId)
                .process(new ItemsFunction())
                .uid(Uid.ITEMS)
                .name("items");
    }

    private static SingleOutputStreamOperator<EscalationAlert> clock(
            DataStream<NoticeInput> notices,
            DataStream<NoticeInput> news,
            DataStream<NoticeInput> published,
            DataStream<ListInput> list,
            ClockRules rules) {
        BroadcastStream<ListInput> everywhere =
                list.broadcast(ListProjection.ENTRIES, Standings.BY_NOTIFIER);
        return notices.filter(input -> input.noticeId() != null)
                .uid(Uid.BY_NOTICE)
                .name("by notice")
                .union(news, published)
                .keyBy(NoticeInput::noticeId)
                .connect(everywhere)
                .process(new NoticeClockFunction(rules))
                .uid(Uid.NOTICE_CLOCK)
                .name("notice clock");
    }

    /** Its watermark is the clock's: the least of all sources. */
    private static DataStream<ClockHealth> health(
            SingleOutputStreamOperator<NoticeInput> notices,
            SingleOutputStreamOperator<NoticeInput> published,
            SingleOutputStreamOperator<ListInput> list,
            long standstillMs) {
        return notices.getSideOutput(Admit.STANDING)
                .union(published.getSideOutput(Admit.STANDING), list.getSideOutput(Admit.STANDING))
                .transform(
                        "clock watch",
                        TypeInformation.of(ClockHealth.class),
                        new ClockWatchOperator(standstillMs))
                .setParallelism(1)
                .uid(Uid.CLOCK_WATCH);
    }

    private static DataStream<NotifierInput> received(DataStream<NoticeInput> notices) {
        return notices.flatMap(NoticeJob::toNotifier)
                .returns(NotifierInput.class)
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
        }
    }

    /** Identity is a pointer into the platform's own register: an entry there was verified. */
    private static boolean isRegistered(NoticeReceived notice) {
        return notice.content() != null && notice.content().identity() != null;
    }

    private static SingleOutputStreamOperator<NotifierStanding> notifiers(
            DataStream<NotifierInput> inputs) {
        return inputs.keyBy(NotifierInput::notifier)
                .process(new NotifiersFunction(ReputationRules.DEFAULTS))
                .uid(Uid.NOTIFIERS)
                .name("notifiers");
    }

    private static void publish(
            SingleOutputStreamOperator<EscalationAlert> alerts,
            DataStream<NotifierStanding> standings,
            DataStream<ListReceipt> receipts,
            DataStream<DeadLetter> dead,
            DataStream<ClockHealth> health,
            Sink<Outgoing> sink,
            String runbook) {
        alerts.map(alert -> Outgoing.escalation(alert, runbook))
                .uid(Uid.ESCALATIONS_OUT)
                .name("escalations out")
                .union(
                        alerts.getSideOutput(NoticeClockFunction.RESOLVED)
                                .map(resolved -> Outgoing.resolved(resolved, runbook))
                                .uid(Uid.RESOLVED_OUT)
                                .name("resolved out"),
                        alerts.getSideOutput(NoticeClockFunction.STATUS)
                                .map(Outgoing::status)
                                .uid(Uid.STATUS_OUT)
                                .name("status out"),
                        alerts.getSideOutput(NoticeClockFunction.COMMANDS)
                                .map(Outgoing::noticeCommand)
                                .uid(Uid.NOTICE_COMMANDS_OUT)
                                .name("commands out"),
                        alerts.getSideOutput(NoticeClockFunction.LINKS)
                                .map(Outgoing::link)
                                .uid(Uid.LINKS_OUT)
                                .name("links out"),
                        alerts.getSideOutput(NoticeClockFunction.STAY_DOWNS)
                                .map(Outgoing::stayDownRequested)
                                .uid(Uid.STAY_DOWN_REQUESTS_OUT)
                                .name("stay-downs out"),
                        effective(alerts.getSideOutput(NoticeClockFunction.RECEIPTS)),
                        receipts.map(Outgoing::receipt)
                                .uid(Uid.NOTICE_RECEIPTS_OUT)
                                .name("receipts out"),
                        standings
                                .map(Outgoing::standing)
                                .uid(Uid.STANDINGS_OUT)
                                .name("standings out"),
                        dead.map(Outgoing::noticeDeadLetter)
                                .uid(Uid.NOTICE_DEAD_LETTERS_OUT)
                                .name("dead letters out"),
                        health.map(Outgoing::health)
                                .setParallelism(1)
                                .uid(Uid.HEALTH_OUT)
                                .name("health out"))
                .sinkTo(sink)
                .uid(Uid.NOTICE_SINK)
                .name("notices out");
    }

    private static DataStream<Outgoing> effective(DataStream<ReceiptInput> answers) {
        return answers.filter(input -> input.kind() == ReceiptInput.Kind.EFFECTIVE)
                .uid(Uid.NOTICE_ANSWERS)
                .name("answers")
                .map(input -> Outgoing.effective(input.effective()))
                .uid(Uid.NOTICE_EFFECTIVE_OUT)
                .name("effective out");
    }

    private static SingleOutputStreamOperator<ListReceipt> receipts(
            DataStream<ReceiptInput> answers) {
        return answers.keyBy(ReceiptInput::batch)
                .process(new ReceiptsFunction())
                .uid(Uid.NOTICE_RECEIPTS)
                .name("receipts");
    }

    private static void publishBreaches(
            SingleOutputStreamOperator<EscalationAlert> alerts,
            Sink<Outgoing> exactlyOnce,
            Duration transactions) {
        alerts.getSideOutput(NoticeClockFunction.BREACHES)
                .map(Outgoing::breach)
                .uid(Uid.BREACHES_OUT)
                .name("breaches out")
                .union(
                        alerts.getSideOutput(NoticeClockFunction.CORRECTIONS)
                                .map(Outgoing::correction)
                                .uid(Uid.CORRECTIONS_OUT)
                                .name("corrections out"))
                .process(new OutlivedTransactions(transactions))
                .returns(Outgoing.class)
                .uid(Uid.OUTLIVED_TRANSACTIONS)
                .name("outlived transactions")
                .sinkTo(exactlyOnce)
                .uid(Uid.BREACH_SINK)
                .name("breaches exactly once");
    }
}
