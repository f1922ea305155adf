package dev.vigil.stream;

import dev.vigil.flink.account.CasesFunction;
import dev.vigil.flink.account.GroundsFunction;
import dev.vigil.flink.account.StandingFunction;
import dev.vigil.flink.account.UnattributedFunction;
import dev.vigil.flink.notice.ClockWatchOperator;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.clock.ClockHealth;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * The ledger job: what users of accounts have done, what counts, what is said and done about it.
 *
 * <pre>
 * verdicts, commands, session.confirmations, outcomes ──key session or item──> Cases ─┬─ offences, whole ─┐
 *                                                     what they rest on ┌─────────────┘ (without an       │
 *                                                                       │  account: Unattributed, alerts) │
 * list, reviews ──────────────────────────────────────key ground──> Grounds ── fallen, standing again ────┤
 * accounts, appeals, receipts, decisions, account.confirmations ──────────────────────────────────────────┤
 * offences, strikes, standings, warnings, account.commands, department: read back ──key account──> Standing
 *    (standings also by each account that they name as linked)
 *    event-time timers ──> offences, strikes, standings, warnings, account.commands, department, ledger.alerts
 * claims, works, register.decisions, register ──> {@link RegisterStages}
 * signals.in, signal.decisions, signal.states, identifiers of works ──> {@link SignalStages}
 * facts of sessions, audience, usage, offers ──> {@link UsageStages}
 * what happened on a day, figures ──> {@link FigureStages}
 * admit: watermarks, and why they stop ──> ClockWatch ──> health
 * </pre>
 *
 * <p>Event time is the least watermark of its caught-up sources; none may ever be idle. Until all
 * that was there at the start is read, nothing is published and no platform is commanded. The job
 * can be stopped at any time and rebuilt from its topics.
 */
public final class LedgerJob {
    private final LedgerOptions options;
    private final Outbox outbox = new Outbox();

    private LedgerJob(LedgerOptions options) {
        this.options = options;
    }

    /**
     * What the job reads.
     *
     * @param published what it has published itself
     */
    public record Sources(
            DataStream<CaseFact> cases,
            DataStream<GroundFact> grounds,
            DataStream<AccountFact> people,
            DataStream<AccountFact> published,
            RegisterStages.Sources register,
            UsageStages.Sources usage,
            SignalStages.Sources signals,
            FigureStages.Sources figures) {}

    /**
     * The whole job.
     *
     * @param sink at least once: a repeat is equal to the byte
     * @param exactlyOnce strikes
     */
    public static void wire(
            Sources sources,
            Sink<Outgoing> sink,
            Sink<Outgoing> exactlyOnce,
            LedgerOptions options) {
        LedgerJob job = new LedgerJob(options);
        SingleOutputStreamOperator<CaseFact> facts = job.facts(sources.cases());
        SingleOutputStreamOperator<GroundFact> changes = job.changes(sources.grounds());
        SingleOutputStreamOperator<AccountFact> people = job.people(sources.people());
        SingleOutputStreamOperator<AccountFact> published = job.published(sources.published());
        SingleOutputStreamOperator<AccountFact> offences = job.offences(facts);
        DataStream<AccountFact> grounds = job.grounds(changes, offences, published);
        SingleOutputStreamOperator<AccountStanding> standings =
                job.standings(offences.union(grounds, people, published));
        job.publish(standings, job.unattributed(offences));
        RegisterStages.Wired register =
                RegisterStages.wire(sources.register(), job.outbox, options.register());
        DataStream<String> usage =
                UsageStages.wire(sources.usage(), facts, register, job.outbox, options.usage());
        DataStream<String> signals =
                SignalStages.wire(
                        sources.signals(),
                        facts,
                        register.identifiers(),
                        job.outbox,
                        options.signals());
        DataStream<String> figures =
                FigureStages.wire(
                        sources.figures(),
                        new FigureStages.Read(
                                facts,
                                changes,
                                people.union(published),
                                standings.getSideOutput(StandingFunction.WARNINGS)),
                        job.outbox,
                        options.figures());
        job.health(
                facts.getSideOutput(Admit.STOPPED)
                        .union(
                                changes.getSideOutput(Admit.STOPPED),
                                people.getSideOutput(Admit.STOPPED),
                                published.getSideOutput(Admit.STOPPED),
                                register.stopped(),
                                usage,
                                signals,
                                figures));
        job.publishAll(standings, sink);
        job.publishStrikes(standings, exactlyOnce);
    }

    private SingleOutputStreamOperator<CaseFact> facts(DataStream<CaseFact> source) {
        return outbox.stage(
                new Admit<CaseFact>(CaseFact::dead)
                        .stopped(CaseFact::reason)
                        .behind(source, Uid.CASE_DOOR, "admit cases"));
    }

    private SingleOutputStreamOperator<GroundFact> changes(DataStream<GroundFact> source) {
        return outbox.stage(
                new Admit<GroundFact>(GroundFact::dead)
                        .stopped(GroundFact::reason)
                        .behind(source, Uid.GROUND_DOOR, "admit grounds"));
    }

    private SingleOutputStreamOperator<AccountFact> people(DataStream<AccountFact> source) {
        return outbox.stage(
                new Admit<AccountFact>(AccountFact::dead)
                        .stopped(AccountFact::reason)
                        .behind(source, Uid.PEOPLE_DOOR, "admit people's word"));
    }

    private SingleOutputStreamOperator<AccountFact> published(DataStream<AccountFact> source) {
        return outbox.stage(
                new Admit<AccountFact>(AccountFact::dead)
                        .stopped(AccountFact::reason)
                        .behind(source, Uid.LEDGER_DOOR, "admit ledger"));
    }

    private SingleOutputStreamOperator<AccountFact> offences(DataStream<CaseFact> facts) {
        return outbox.stage(
                facts.keyBy(CaseFact::caseId)
                        .process(new CasesFunction())
                        .uid(Uid.LEDGER_CASES)
                        .name("cases"));
    }

    /** An offence that was published rests on its grounds, though its case is forgotten. */
    private DataStream<AccountFact> grounds(
            DataStream<GroundFact> changes,
            SingleOutputStreamOperator<AccountFact> offences,
            DataStream<AccountFact> published) {
        DataStream<GroundFact> restedOn =
                published
                        .flatMap(LedgerJob::restsOn)
                        .returns(GroundFact.class)
                        .setParallelism(published.getParallelism())
                        .uid(Uid.RESTED_ON)
                        .name("rested on");
        return outbox.stage(
                changes.union(offences.getSideOutput(CasesFunction.RESTS_ON), restedOn)
                        .keyBy(GroundFact::ground)
                        .process(new GroundsFunction(options.rules().memoryMs()))
                        .uid(Uid.LEDGER_GROUNDS)
                        .name("grounds"));
    }

    private static void restsOn(AccountFact fact, Collector<GroundFact> out) {
        if (fact.kind() != AccountFact.Kind.OFFENCE_PUBLISHED) {
            return;
        }
        OffenceChanged published = fact.offencePublished();
        for (OffenceReason reason : published.offence().reasons()) {
            if (reason.ground().startsWith("list/")) {
                out.collect(resting(reason.ground(), published, fact.time()));
            }
            for (String reference : reason.references()) {
                out.collect(resting(GroundFact.ofReference(reference), published, fact.time()));
            }
        }
    }

    private static GroundFact resting(String ground, OffenceChanged published, long time) {
        return GroundFact.restsOn(ground, published.offence(), time)
                .withFell(
                        published.fallen().contains(ground)
                                && !published.overturned().contains(ground));
    }

    private SingleOutputStreamOperator<AccountStanding> standings(DataStream<AccountFact> facts) {
        return outbox.stage(
                facts.keyBy(AccountFact::accountId)
                        .process(new StandingFunction(options.rules()))
                        .uid(Uid.LEDGER_STANDING)
                        .name("standing"));
    }

    /** All in one place: what no account is known of is counted together. */
    private SingleOutputStreamOperator<LedgerAlert> unattributed(
            SingleOutputStreamOperator<AccountFact> offences) {
        return offences.getSideOutput(CasesFunction.UNATTRIBUTED_OFFENCES)
                .keyBy(one -> UnattributedFunction.KEY)
                .process(new UnattributedFunction())
                .uid(Uid.LEDGER_UNATTRIBUTED)
                .name("unattributed");
    }

    private void publish(
            SingleOutputStreamOperator<AccountStanding> standings,
            DataStream<LedgerAlert> unattributed) {
        outbox.publish(
                standings.getSideOutput(StandingFunction.OFFENCES),
                Outgoing::offence,
                Uid.OFFENCES_OUT,
                "offences out");
        outbox.publish(standings, Outgoing::standing, Uid.ACCOUNT_STANDINGS_OUT, "standings out");
        outbox.publish(
                standings.getSideOutput(StandingFunction.WARNINGS),
                Outgoing::warning,
                Uid.WARNINGS_OUT,
                "warnings out");
        outbox.publish(
                standings.getSideOutput(StandingFunction.COMMANDS),
                Outgoing::accountCommand,
                Uid.ACCOUNT_COMMANDS_OUT,
                "account commands out");
        outbox.publish(
                standings.getSideOutput(StandingFunction.REPORTS),
                Outgoing::report,
                Uid.REPORTS_OUT,
                "reports out");
        outbox.publish(
                standings.getSideOutput(StandingFunction.ALERTS).union(unattributed),
                Outgoing::ledgerAlert,
                Uid.LEDGER_ALERTS_OUT,
                "ledger alerts out");
        outbox.publish(
                standings.getSideOutput(StandingFunction.FORGOTTEN),
                Outgoing::forgotten,
                Uid.FORGOTTEN_OUT,
                "tombstones out");
    }

    /** Its watermark is the ledger's: the least of all sources. */
    private void health(DataStream<String> reasons) {
        outbox.publish(
                reasons.transform(
                                "ledger clock watch",
                                TypeInformation.of(ClockHealth.class),
                                new ClockWatchOperator(options.standstillMs()))
                        .setParallelism(1)
                        .uid(Uid.LEDGER_WATCH)
                        .map(Outgoing::ledgerHealth)
                        .setParallelism(1)
                        .uid(Uid.LEDGER_HEALTH_OUT)
                        .name("ledger health out"));
    }

    private void publishAll(
            SingleOutputStreamOperator<AccountStanding> standings, Sink<Outgoing> sink) {
        outbox.publish(
                outbox.deadLetters().union(standings.getSideOutput(StandingFunction.REFUSED)),
                Outgoing::ledgerDeadLetter,
                Uid.LEDGER_DEAD_LETTERS_OUT,
                "ledger dead letters out");
        outbox.sinkTo(sink, Uid.LEDGER_SINK, "ledger out");
    }

    private void publishStrikes(
            SingleOutputStreamOperator<AccountStanding> standings, Sink<Outgoing> exactlyOnce) {
        Outbox strikes = new Outbox();
        strikes.publish(
                standings.getSideOutput(StandingFunction.STRIKES),
                Outgoing::strike,
                Uid.STRIKES_OUT,
                "strikes out");
        strikes.published()
                .process(new AbortedTransactions(options.transactions()))
                .returns(Outgoing.class)
                .uid(Uid.STRIKES_OUTLIVED)
                .name("outlived transactions of strikes")
                .sinkTo(exactlyOnce)
                .uid(Uid.STRIKE_SINK)
                .name("strikes exactly once");
    }
}
