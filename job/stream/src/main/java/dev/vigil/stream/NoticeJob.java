package dev.vigil.stream;

import dev.vigil.account.ReputationRules;
import dev.vigil.flink.Items;
import dev.vigil.flink.ListProjection;
import dev.vigil.flink.NoticeClock;
import dev.vigil.flink.Notifiers;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.Standings;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.EscalationAlert;
import dev.vigil.schema.event.NoticeItem;
import dev.vigil.schema.event.NotifierStanding;
import dev.vigil.schema.flow.ListInput;
import dev.vigil.schema.flow.NoticeInput;
import dev.vigil.schema.flow.NotifierInput;
import dev.vigil.schema.state.Uid;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The notice job: notices and proofs to escalations, breaches and status.
 *
 * <pre>
 * notices, confirmations, acks ──> admit ─┬─ items, confirmations ──key item──> Items ─┐
 *                                         │                                   items done
 *                                         └─ notices, acks ──────────key notice────────┴─> NoticeClock
 * list, notifiers ──broadcast (watermark at its maximum: it never holds time back) ────────────^
 *                                        event-time timers ──> escalations, breaches, notice.status
 * notices ──key notifier──> Notifiers ──> notifiers (standings, read back above)
 * </pre>
 *
 * <p>Event time is the caught-up watermark of the one notice source; no input may ever be idle.
 */
public final class NoticeJob {
    private NoticeJob() {}

    /** What the job reads. */
    public record Sources(DataStream<NoticeInput> notices, DataStream<ListInput> list) {}

    /**
     * @param sink at least once: a repeat is equal to the byte
     * @param exactlyOnce breaches and corrections
     * @param graceMs how long after due a breach is written
     */
    public static void wire(
            Sources sources, Sink<Outgoing> sink, Sink<Outgoing> exactlyOnce, long graceMs) {
        SingleOutputStreamOperator<NoticeInput> notices = notices(sources.notices());
        SingleOutputStreamOperator<ListInput> list = list(sources.list());
        DataStream<NoticeInput> itemsDone = items(notices);
        SingleOutputStreamOperator<EscalationAlert> alerts =
                clock(notices, itemsDone, list, graceMs);
        SingleOutputStreamOperator<NotifierStanding> standings = notifiers(received(notices));

        DataStream<DeadLetter> dead =
                notices.getSideOutput(Admit.DEAD)
                        .union(
                                list.getSideOutput(Admit.DEAD),
                                alerts.getSideOutput(PureFailure.DEAD),
                                standings.getSideOutput(PureFailure.DEAD));
        publish(alerts, standings, dead, sink);
        publishBreaches(alerts, exactlyOnce);
    }

    private static SingleOutputStreamOperator<NoticeInput> notices(DataStream<NoticeInput> source) {
        return source.process(new Admit<>(NoticeInput::dead, NoticeJob::withItems))
                .returns(NoticeInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.NOTICE_DOOR)
                .name("admit notices");
    }

    /** A notice goes to its clock, and each of its items to that item. */
    private static void withItems(NoticeInput input, Collector<NoticeInput> out) {
        out.collect(input);
        if (input.kind() == NoticeInput.Kind.RECEIVED) {
            for (NoticeItem item : input.received().items()) {
                out.collect(NoticeInput.itemOpen(input.noticeId(), item.itemId(), input.time()));
            }
        }
    }

    private static SingleOutputStreamOperator<ListInput> list(DataStream<ListInput> source) {
        return source.process(new Admit<>(ListInput::dead, (input, out) -> out.collect(input)))
                .returns(ListInput.class)
                .setParallelism(source.getParallelism())
                .uid(Uid.NOTICE_LIST_DOOR)
                .name("admit list");
    }

    private static DataStream<NoticeInput> items(DataStream<NoticeInput> notices) {
        return notices.filter(input -> input.noticeId() == null || isItem(input))
                .uid(Uid.BY_ITEM)
                .name("by item")
                .keyBy(NoticeInput::itemId)
                .process(new Items())
                .uid(Uid.ITEMS)
                .name("items");
    }

    private static boolean isItem(NoticeInput input) {
        return input.kind() == NoticeInput.Kind.ITEM_OPEN;
    }

    private static SingleOutputStreamOperator<EscalationAlert> clock(
            DataStream<NoticeInput> notices,
            DataStream<NoticeInput> itemsDone,
            DataStream<ListInput> list,
            long graceMs) {
        BroadcastStream<ListInput> everywhere =
                list.broadcast(
                        ListProjection.BY_WORK,
                        ListProjection.WORK_OF_ENTRY,
                        Standings.BY_NOTIFIER);
        return notices.filter(input -> input.noticeId() != null && !isItem(input))
                .uid(Uid.BY_NOTICE)
                .name("by notice")
                .union(itemsDone)
                .keyBy(NoticeInput::noticeId)
                .connect(everywhere)
                .process(new NoticeClock(graceMs))
                .uid(Uid.NOTICE_CLOCK)
                .name("notice clock");
    }

    /** No notice says yet that its notifier's identity is verified. */
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
                            input.noticeId(), input.received().notifier(), input.time(), false));
        }
    }

    private static SingleOutputStreamOperator<NotifierStanding> notifiers(
            DataStream<NotifierInput> inputs) {
        return inputs.keyBy(NotifierInput::notifier)
                .process(new Notifiers(ReputationRules.DEFAULTS))
                .uid(Uid.NOTIFIERS)
                .name("notifiers");
    }

    private static void publish(
            SingleOutputStreamOperator<EscalationAlert> alerts,
            DataStream<NotifierStanding> standings,
            DataStream<DeadLetter> dead,
            Sink<Outgoing> sink) {
        alerts.map(Outgoing::escalation)
                .uid(Uid.ESCALATIONS_OUT)
                .name("escalations out")
                .union(
                        alerts.getSideOutput(NoticeClock.RESOLVED)
                                .map(Outgoing::resolved)
                                .uid(Uid.RESOLVED_OUT)
                                .name("resolved out"),
                        alerts.getSideOutput(NoticeClock.STATUS)
                                .map(Outgoing::status)
                                .uid(Uid.STATUS_OUT)
                                .name("status out"),
                        standings
                                .map(Outgoing::standing)
                                .uid(Uid.STANDINGS_OUT)
                                .name("standings out"),
                        dead.map(Outgoing::deadLetter)
                                .uid(Uid.NOTICE_DEAD_LETTERS_OUT)
                                .name("dead letters out"))
                .sinkTo(sink)
                .uid(Uid.NOTICE_SINK)
                .name("notices out");
    }

    private static void publishBreaches(
            SingleOutputStreamOperator<EscalationAlert> alerts, Sink<Outgoing> exactlyOnce) {
        alerts.getSideOutput(NoticeClock.BREACHES)
                .map(Outgoing::breach)
                .uid(Uid.BREACHES_OUT)
                .name("breaches out")
                .union(
                        alerts.getSideOutput(NoticeClock.CORRECTIONS)
                                .map(Outgoing::correction)
                                .uid(Uid.CORRECTIONS_OUT)
                                .name("corrections out"))
                .sinkTo(exactlyOnce)
                .uid(Uid.BREACH_SINK)
                .name("breaches exactly once");
    }
}
