package dev.vigil.stream;

import dev.vigil.flink.usage.HoldsFunction;
import dev.vigil.flink.usage.MeterFunction;
import dev.vigil.flink.usage.OffersFunction;
import dev.vigil.flink.usage.RowsFunction;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.register.ConflictPart;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.usage.ContestedSpan;
import dev.vigil.schema.usage.LicenseOffered;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.UsageConflict;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.wire.Topic;
import dev.vigil.usage.UsageRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * Usage and offers in the ledger job.
 *
 * <pre>
 * verdicts, commands, session.confirmations, audience ──key session──> Meter ─┐
 * works, conflicts of the register ───────────────────────────────────────────┤
 * usage: read back ───────────────────────────────────────────────────────────┴─key work─> Holds ─┬─key row─> Rows ──> usage
 * offers: read back ──────────────────────────────────────────────────────────────────────────────┴─key account, work─> Offers ──> offers
 * </pre>
 */
public final class UsageStages {
    /**
     * How far back all that usage follows from can be read: a day less than the shortest retention
     * of those topics.
     */
    static final long COMPLETE_MS =
            Stream.of(Topic.VERDICTS, Topic.COMMANDS, Topic.SESSION_CONFIRMATIONS, Topic.AUDIENCE)
                            .mapToLong(topic -> topic.retention().toMillis())
                            .min()
                            .orElseThrow()
                    - Duration.ofDays(1).toMillis();

    private UsageStages() {}

    /**
     * What it reads, beside the facts of sessions.
     *
     * @param published by the job itself
     */
    public record Sources(DataStream<MeterInput> audience, DataStream<UsageInput> published) {}

    /**
     * Returns the watermarks of what was admitted, and why they stop.
     *
     * @param sessions what the media job and the platform have reported of sessions
     * @param register works and conflicts of their owners
     */
    static DataStream<String> wire(
            Sources sources,
            DataStream<CaseFact> sessions,
            RegisterStages.Wired register,
            Outbox outbox,
            UsageRules rules) {
        SingleOutputStreamOperator<MeterInput> audience =
                outbox.stage(
                        new Admit<MeterInput>(MeterInput::dead)
                                .stopped(MeterInput::reason)
                                .behind(sources.audience(), Uid.AUDIENCE_DOOR, "admit audience"));
        SingleOutputStreamOperator<UsageInput> published =
                outbox.stage(
                        new Admit<UsageInput>(UsageInput::dead)
                                .stopped(UsageInput::reason)
                                .behind(sources.published(), Uid.USAGE_DOOR, "admit usage"));
        SingleOutputStreamOperator<UsageInput> metered =
                outbox.stage(
                        sessions.flatMap(UsageStages::ofSession)
                                .returns(MeterInput.class)
                                .setParallelism(sessions.getParallelism())
                                .uid(Uid.USAGE_FACTS)
                                .name("usage of sessions")
                                .union(audience)
                                .keyBy(MeterInput::sessionId)
                                .process(new MeterFunction(rules))
                                .uid(Uid.METER)
                                .name("meter"));
        SingleOutputStreamOperator<UsageInput> held =
                outbox.stage(
                        published
                                .filter(UsageStages::isOfRow)
                                .setParallelism(published.getParallelism())
                                .uid(Uid.USAGE_OF_ROWS)
                                .name("published rows")
                                .union(
                                        metered,
                                        inConflict(register.conflicts()),
                                        owned(register.works()))
                                .keyBy(UsageInput::workId)
                                .process(new HoldsFunction(rules))
                                .uid(Uid.USAGE_HOLDS)
                                .name("holds"));
        publish(held, published, outbox, rules);
        return audience.getSideOutput(Admit.STOPPED).union(published.getSideOutput(Admit.STOPPED));
    }

    private static DataStream<UsageInput> inConflict(DataStream<OwnershipConflict> conflicts) {
        return conflicts
                .map(
                        conflict ->
                                UsageInput.conflict(
                                        conflict.at(),
                                        new UsageConflict(
                                                conflict.conflictId(),
                                                conflict.workId(),
                                                conflict.rightType(),
                                                conflict.territory(),
                                                spans(conflict))))
                .returns(UsageInput.class)
                .uid(Uid.USAGE_CONFLICTS)
                .name("works in conflict");
    }

    /** Those that touch are one; of more than are named it is without end. */
    static List<ContestedSpan> spans(OwnershipConflict conflict) {
        if (!conflict.state().isOpen()) {
            return List.of();
        }
        List<ContestedSpan> spans = new ArrayList<>();
        for (ConflictPart part : conflict.parts()) {
            ContestedSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.to() != null && last.to().equals(part.from())) {
                spans.set(spans.size() - 1, new ContestedSpan(last.from(), part.to()));
            } else {
                spans.add(new ContestedSpan(part.from(), part.to()));
            }
        }
        if (spans.isEmpty()) {
            return UsageConflict.ALWAYS;
        }
        if (conflict.moreParts() != null) {
            int last = spans.size() - 1;
            spans.set(last, new ContestedSpan(spans.get(last).from(), null));
        }
        return List.copyOf(spans);
    }

    private static DataStream<UsageInput> owned(DataStream<RegisteredWork> works) {
        return works.map(UsageInput::work)
                .returns(UsageInput.class)
                .uid(Uid.USAGE_WORKS)
                .name("owners of works");
    }

    private static void ofSession(CaseFact fact, Collector<MeterInput> out) {
        switch (fact.kind()) {
            case VERDICT -> out.collect(MeterInput.verdict(fact.verdict()));
            case COMMAND -> out.collect(MeterInput.command(fact.command()));
            case CONFIRMED -> out.collect(MeterInput.confirmed(fact.confirmed()));
            case FAILED -> out.collect(MeterInput.failed(fact.failed()));
            default -> {}
        }
    }

    private static void publish(
            SingleOutputStreamOperator<UsageInput> held,
            DataStream<UsageInput> published,
            Outbox outbox,
            UsageRules rules) {
        SingleOutputStreamOperator<UsageRow> rows =
                outbox.stage(
                        held.keyBy(UsageInput::rowId)
                                .process(new RowsFunction(rules))
                                .uid(Uid.USAGE_ROWS)
                                .name("rows"));
        SingleOutputStreamOperator<LicenseOffered> offers =
                outbox.stage(
                        published
                                .filter(input -> !isOfRow(input))
                                .setParallelism(published.getParallelism())
                                .uid(Uid.USAGE_OFFERED)
                                .name("published offers")
                                .union(held.getSideOutput(HoldsFunction.OFFERS))
                                .keyBy(UsageInput::offerKey)
                                .process(new OffersFunction())
                                .uid(Uid.USAGE_OFFERS)
                                .name("offers"));
        outbox.publish(rows, Outgoing::usage, Uid.USAGE_OUT, "usage out");
        outbox.publish(offers, Outgoing::offered, Uid.OFFERS_OUT, "offers out");
    }

    private static boolean isOfRow(UsageInput input) {
        return input.kind() != UsageInput.Kind.OFFER_PUBLISHED;
    }
}
