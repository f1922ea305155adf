package dev.vigil.stream;

import dev.vigil.figures.FigureFacts;
import dev.vigil.figures.FigureRules;
import dev.vigil.flink.figures.CountedOnceFunction;
import dev.vigil.flink.figures.FigureDaysOperator;
import dev.vigil.flink.figures.FiguresFunction;
import dev.vigil.flink.figures.FiguresOfFunction;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * Daily figures in the ledger job.
 *
 * <pre>
 * notices, confirmations, breaches, notifiers, list.receipts, screened ─┐
 * commands, session.confirmations, outcomes, reviews ───────────────────┤
 * appeals, receipts, decisions, account.confirmations, strikes, warnings ┴─key subject─> CountedOnce ─┬─key figure─> Figures ──> figures
 * figures: read back ─────────────────────────────────────────────────────────────────────────────────┴──watermarks──> FigureDays ──> figures
 * </pre>
 */
public final class FigureStages {
    private FigureStages() {}

    /**
     * What it reads, beside what other stages do.
     *
     * @param published by the job itself
     */
    public record Sources(DataStream<FigureFact> counted, DataStream<FigureFact> published) {}

    /**
     * What other stages have read.
     *
     * @param accounts what people and platforms report of accounts, and what was published
     * @param warnings that are published now
     */
    record Read(
            DataStream<CaseFact> cases,
            DataStream<GroundFact> grounds,
            DataStream<AccountFact> accounts,
            DataStream<UserWarning> warnings) {}

    /** Returns the watermarks of what was admitted, and why they stop. */
    static DataStream<String> wire(Sources sources, Read read, Outbox outbox, FigureRules rules) {
        SingleOutputStreamOperator<FigureFact> counted =
                outbox.stage(
                        new Admit<FigureFact>(fact -> null)
                                .stopped(FigureFact::reason)
                                .fanOut(FigureStages::unlessDead)
                                .behind(sources.counted(), Uid.FIGURE_DOOR, "admit figures"));
        SingleOutputStreamOperator<FigureFact> published =
                outbox.stage(
                        new Admit<FigureFact>(FigureFact::dead)
                                .stopped(FigureFact::reason)
                                .behind(
                                        sources.published(),
                                        Uid.PUBLISHED_FIGURE_DOOR,
                                        "admit published figures"));
        SingleOutputStreamOperator<FigureFact> once =
                outbox.stage(
                        counted.union(counted(read, outbox))
                                .keyBy(FigureFact::subject)
                                .process(new CountedOnceFunction(rules))
                                .uid(Uid.COUNTED_ONCE)
                                .name("counted once"));
        publishFigures(once, published, outbox, rules);
        publishDays(once, published, outbox, rules);
        return counted.getSideOutput(Admit.STOPPED).union(published.getSideOutput(Admit.STOPPED));
    }

    /** It is a dead letter of the job that acts on the record. */
    private static void unlessDead(FigureFact fact, Collector<FigureFact> out) {
        if (fact.kind() != FigureFact.Kind.DEAD) {
            out.collect(fact);
        }
    }

    /** What other stages have read, counted. */
    private static DataStream<FigureFact> counted(Read read, Outbox outbox) {
        return of(
                        read.cases(),
                        new FiguresOfFunction<>(
                                "figures of cases", CaseFact::caseId, FigureStages::ofCase),
                        Uid.FIGURES_OF_CASES,
                        outbox)
                .union(
                        of(
                                read.grounds(),
                                new FiguresOfFunction<>(
                                        "figures of reviews",
                                        GroundFact::ground,
                                        FigureStages::ofReview),
                                Uid.FIGURES_OF_REVIEWS,
                                outbox),
                        of(
                                read.accounts(),
                                new FiguresOfFunction<>(
                                        "figures of accounts",
                                        AccountFact::accountId,
                                        FigureFacts::of),
                                Uid.FIGURES_OF_ACCOUNTS,
                                outbox),
                        of(
                                read.warnings(),
                                new FiguresOfFunction<>(
                                        "figures of warnings",
                                        UserWarning::warningId,
                                        FigureFacts::of),
                                Uid.FIGURES_OF_WARNINGS,
                                outbox));
    }

    private static <T> DataStream<FigureFact> of(
            DataStream<T> read, FiguresOfFunction<T> facts, String uid, Outbox outbox) {
        return outbox.stage(
                read.process(facts)
                        .returns(FigureFact.class)
                        .setParallelism(read.getParallelism())
                        .uid(uid)
                        .name(facts.stage()));
    }

    private static List<FigureFact> ofCase(CaseFact fact) {
        return switch (fact.kind()) {
            case COMMAND -> FigureFacts.of(fact.command());
            case CONFIRMED -> FigureFacts.ofSession(fact.confirmed());
            case OUTCOME -> FigureFacts.of(fact.outcome());
            default -> List.of();
        };
    }

    private static List<FigureFact> ofReview(GroundFact fact) {
        return fact.kind() == GroundFact.Kind.REVIEW ? FigureFacts.of(fact.review()) : List.of();
    }

    private static void publishFigures(
            DataStream<FigureFact> once,
            DataStream<FigureFact> published,
            Outbox outbox,
            FigureRules rules) {
        DataStream<FigureFact> before =
                published
                        .filter(fact -> fact.kind() == FigureFact.Kind.PUBLISHED)
                        .setParallelism(published.getParallelism())
                        .uid(Uid.PUBLISHED_FIGURES)
                        .name("published figures");
        outbox.publish(
                once.union(before)
                        .keyBy(FigureFact::figureId)
                        .process(new FiguresFunction(rules))
                        .uid(Uid.FIGURES)
                        .name("figures"),
                Outgoing::figure,
                Uid.FIGURES_OUT,
                "figures out");
    }

    /** Of the figures only their watermark matters to it. */
    private static void publishDays(
            DataStream<FigureFact> once,
            DataStream<FigureFact> published,
            Outbox outbox,
            FigureRules rules) {
        outbox.publish(
                once.union(published)
                        .filter(fact -> fact.kind() == FigureFact.Kind.DAY_PUBLISHED)
                        .uid(Uid.PUBLISHED_DAYS)
                        .name("published days")
                        .transform(
                                "figure days",
                                TypeInformation.of(FigureDay.class),
                                new FigureDaysOperator(rules, keptMs()))
                        .setParallelism(1)
                        .uid(Uid.FIGURE_DAYS),
                Outgoing::figureDay,
                Uid.FIGURE_DAYS_OUT,
                "figure days out");
    }

    /**
     * How far back all of a figure can be read: a day less than the shortest retention of its
     * topics.
     */
    static Map<FigureKind, Long> keptMs() {
        Map<FigureKind, Long> kept = new EnumMap<>(FigureKind.class);
        for (FigureKind kind : FigureKind.values()) {
            Duration shortest =
                    topics(kind).stream()
                            .map(Topic::retention)
                            .min(Duration::compareTo)
                            .orElseThrow();
            kept.put(kind, shortest.minusDays(1).toMillis());
        }
        return kept;
    }

    private static List<Topic> topics(FigureKind kind) {
        return switch (kind) {
            case NOTICES_RECEIVED, NOTICES_COMPLETE, NOTICES_SUPPLEMENTED, DIRECTIVES ->
                    List.of(Topic.NOTICES);
            case ITEM_TO_ACTION -> List.of(Topic.NOTICES, Topic.OUTCOMES);
            case DIRECTIVES_ANSWERED, DIRECTIVE_TO_ANSWER ->
                    List.of(Topic.NOTICES, Topic.CONFIRMATIONS);
            case ITEM_OUTCOMES,
                    COUNTER_NOTICES,
                    COUNTER_NOTICES_DECIDED,
                    COUNTER_NOTICE_TO_OUTCOME,
                    EVIDENCE_FORGED ->
                    List.of(Topic.OUTCOMES);
            case BREACHES, BREACHES_CLEARED -> List.of(Topic.BREACHES);
            case MEASURES, MEASURES_LIFTED ->
                    List.of(Topic.COMMANDS, Topic.SESSION_CONFIRMATIONS, Topic.OUTCOMES);
            case MEASURES_BY_TYPE -> List.of(Topic.SESSION_CONFIRMATIONS);
            case OVERTURNED ->
                    List.of(Topic.OUTCOMES, Topic.REVIEWS, Topic.APPEALS, Topic.DECISIONS);
            case OVERTURNED_BY_GROUND ->
                    List.of(Topic.COMMANDS, Topic.OUTCOMES, Topic.REVIEWS, Topic.DECISIONS);
            case OVERTURNED_BY_REFERENCE -> List.of(Topic.REVIEWS);
            case UPLOADS_CHECKED -> List.of(Topic.SCREENED);
            case WARNINGS, WARNINGS_UNDELIVERED -> List.of(Topic.WARNINGS);
            case WARNINGS_DELIVERED -> List.of(Topic.RECEIPTS);
            case STRIKES, STRIKES_ENDED, STEPS_REACHED, STEPS_LEFT -> List.of(Topic.STRIKES);
            case ACCOUNT_MEASURES -> List.of(Topic.ACCOUNT_CONFIRMATIONS);
            case PROPOSALS_DECIDED -> List.of(Topic.DECISIONS);
            case APPEALS -> List.of(Topic.APPEALS);
            case APPEALS_DECIDED -> List.of(Topic.DECISIONS);
            case APPEAL_TO_DECISION -> List.of(Topic.APPEALS, Topic.DECISIONS);
            case LIST_BATCHES, BATCH_TO_EFFECT -> List.of(Topic.LIST_RECEIPTS);
            // The last standing of each is kept for ever; this is as far as one looks back.
            case NOTIFIERS_FLAGGED -> List.of(Topic.NOTICES);
        };
    }
}
