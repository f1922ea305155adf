package dev.vigil.stream;

import dev.vigil.flink.signal.PeersFunction;
import dev.vigil.flink.signal.SignalFindsFunction;
import dev.vigil.flink.signal.SignalWorksFunction;
import dev.vigil.flink.signal.SignalsFunction;
import dev.vigil.register.Identifiers;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.signal.IdentifiedSignal;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.signal.SignalFold;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * Signals of other platforms in the ledger job.
 *
 * <pre>
 * signals.in, signal.decisions ─┬─key peer─> Peers ────────────────────────────────┐
 *                               └─ identifiers ─┐                                  │
 * identifiers of works (Register) ──────────────┴─key scheme:value─> SignalWorks ──┤
 * verdicts: evidence of a signal's recording ──────────────────────────────────────┤
 * signal.states: read back ────────────────────────────────────────────────────────┴─key signal─> Signals
 *    event-time timers ──> references, list, signals, signal.states, ledger.alerts
 * </pre>
 */
public final class SignalStages {
    private SignalStages() {}

    /**
     * What it reads, beside the facts of sessions and the register.
     *
     * @param written by peers' bridges and by people here
     * @param published by the job itself
     */
    public record Sources(DataStream<SignalFact> written, DataStream<SignalFact> published) {}

    /**
     * Returns the watermarks of what was admitted, and why they stop.
     *
     * @param sessions what the media job has reported of sessions
     * @param works identifiers of works of this site
     */
    static DataStream<String> wire(
            Sources sources,
            DataStream<CaseFact> sessions,
            DataStream<IdentifierFact> works,
            Outbox outbox,
            SignalOptions options) {
        SingleOutputStreamOperator<SignalFact> written =
                outbox.stage(admit().behind(sources.written(), Uid.SIGNAL_DOOR, "admit signals"));
        SingleOutputStreamOperator<SignalFact> published =
                outbox.stage(
                        admit().behind(
                                        sources.published(),
                                        Uid.SIGNALLED_DOOR,
                                        "admit what became of signals"));
        SingleOutputStreamOperator<SignalStatus> signals =
                outbox.stage(
                        peers(written, outbox, options.peers())
                                .union(
                                        named(written, works, options.rules().identifiers()),
                                        found(sessions, outbox),
                                        published)
                                .keyBy(SignalFact::signalId)
                                .process(new SignalsFunction(options.rules()))
                                .uid(Uid.SIGNALS)
                                .name("signals"));
        publish(signals, outbox, options.keyFile());
        return written.getSideOutput(Admit.STOPPED).union(published.getSideOutput(Admit.STOPPED));
    }

    private static Admit<SignalFact> admit() {
        return new Admit<SignalFact>(SignalFact::dead).stopped(SignalFact::reason);
    }

    /**
     * A decision goes to each peer too: its disputes are measured by it. As many tasks as the
     * source has, so that a signal stays ahead of its chunks.
     */
    private static DataStream<SignalFact> peers(
            DataStream<SignalFact> written, Outbox outbox, List<String> peers) {
        return outbox.stage(
                written.flatMap(
                                (SignalFact fact, Collector<SignalFact> out) ->
                                        withPeers(fact, peers, out))
                        .returns(SignalFact.class)
                        .setParallelism(written.getParallelism())
                        .uid(Uid.SIGNAL_DECISIONS_FOR_PEERS)
                        .name("decisions for peers")
                        .keyBy(SignalFact::peer)
                        .process(new PeersFunction())
                        .uid(Uid.PEERS)
                        .name("peers"));
    }

    private static void withPeers(SignalFact fact, List<String> peers, Collector<SignalFact> out) {
        out.collect(fact);
        if (fact.kind() == SignalFact.Kind.DECIDED) {
            peers.forEach(peer -> out.collect(fact.withSender(peer)));
        }
    }

    private static DataStream<SignalFact> named(
            DataStream<SignalFact> written,
            DataStream<IdentifierFact> works,
            Identifiers identifiers) {
        DataStream<IdentifiedSignal> ofSignals =
                written.flatMap(
                                (SignalFact fact, Collector<IdentifiedSignal> out) ->
                                        ofSignal(fact, identifiers, out))
                        .returns(IdentifiedSignal.class)
                        .setParallelism(written.getParallelism())
                        .uid(Uid.SIGNAL_IDENTIFIERS)
                        .name("identifiers of signals");
        return works.flatMap(SignalStages::ofWork)
                .returns(IdentifiedSignal.class)
                .uid(Uid.SIGNAL_WORK_IDENTIFIERS)
                .name("identifiers for signals")
                .union(ofSignals)
                .keyBy(IdentifiedSignal::key)
                .process(new SignalWorksFunction())
                .uid(Uid.SIGNAL_WORKS)
                .name("works of signals");
    }

    private static void ofSignal(
            SignalFact fact, Identifiers identifiers, Collector<IdentifiedSignal> out) {
        if (fact.kind() != SignalFact.Kind.SIGNAL || fact.own()) {
            return;
        }
        long until = fact.signal().expiresAt();
        SignalFold.identifiers(fact.signal(), identifiers)
                .forEach(
                        key ->
                                out.collect(
                                        new IdentifiedSignal(
                                                key, fact.signalId(), null, true, until)));
    }

    private static void ofWork(IdentifierFact fact, Collector<IdentifiedSignal> out) {
        if (fact.published() == null) {
            out.collect(
                    new IdentifiedSignal(fact.key(), null, fact.workId(), fact.has(), fact.at()));
        }
    }

    private static DataStream<SignalFact> found(DataStream<CaseFact> sessions, Outbox outbox) {
        return outbox.stage(
                sessions.process(new SignalFindsFunction())
                        .returns(SignalFact.class)
                        .setParallelism(sessions.getParallelism())
                        .uid(Uid.SIGNAL_FINDS)
                        .name("signals found"));
    }

    private static void publish(
            SingleOutputStreamOperator<SignalStatus> signals, Outbox outbox, String keyFile) {
        outbox.publish(signals, Outgoing::signalState, Uid.SIGNAL_STATES_OUT, "signal states out");
        outbox.publish(
                signals.getSideOutput(SignalsFunction.FORGOTTEN),
                Outgoing::forgottenSignal,
                Uid.ENDED_SIGNALS_OUT,
                "ended signals out");
        outbox.publish(
                signals.getSideOutput(SignalsFunction.LISTED),
                new SignalsOut.ToList(keyFile),
                Uid.SIGNAL_LIST_OUT,
                "signals to list and references");
        outbox.publish(
                signals.getSideOutput(SignalsFunction.SENT),
                new SignalsOut.ToPeers(keyFile),
                Uid.SIGNALS_OUT,
                "signals to peers");
        outbox.publish(
                signals.getSideOutput(SignalsFunction.ALERTS),
                Outgoing::ledgerAlert,
                Uid.SIGNAL_ALERTS_OUT,
                "signal alerts out");
    }
}
