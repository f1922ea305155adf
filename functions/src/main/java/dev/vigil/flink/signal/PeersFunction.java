package dev.vigil.flink.signal;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.PeerBook;
import dev.vigil.schema.signal.PeerDispute;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.signal.PeerTrust;
import dev.vigil.signal.RefusedSignal;
import dev.vigil.signal.SignalFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by the peer that sends; what is of this site passes. Limits what is kept of one peer,
 * remembers how often its disputes were right in the eyes of a person here, and passes its records
 * on, a dispute with whether it counts by itself; where that changes, all of its disputes go out
 * again.
 *
 * <p>State: its signals and opinions with their ends, its disputes with what a person made of them,
 * and counts. No timer: what is over is swept when there is no room. Must not decide about a
 * signal, or count a dispute that arrived after a person had decided.
 */
public final class PeersFunction extends KeyedProcessFunction<String, SignalFact, SignalFact> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "peers";

    private transient ValueState<PeerBook> book;
    private transient MapState<String, Long> signals;
    private transient MapState<String, PeerDispute> disputes;

    @Override
    public void open(OpenContext context) {
        book =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(StateName.PEER_BOOK, PeerBook.class));
        signals =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.PEER_SIGNALS, Types.STRING, Types.LONG));
        disputes =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.PEER_DISPUTES,
                                        Types.STRING,
                                        TypeInformation.of(PeerDispute.class)));
    }

    @Override
    public void processElement(SignalFact fact, Context context, Collector<SignalFact> out)
            throws Exception {
        if (fact.sender() == null) {
            out.collect(fact);
            return;
        }
        switch (fact.kind()) {
            case SIGNAL -> {
                if (hasRoom(fact.signalId(), fact.signal().expiresAt(), fact, context)) {
                    out.collect(fact);
                }
            }
            case CHUNK -> out.collect(fact);
            case OPINION -> {
                long until = fact.receivedAt() + SignalShared.LONGEST_MS;
                if (hasRoom("opinion/" + fact.signalId(), until, fact, context)) {
                    opinion(fact, out);
                }
            }
            case DECIDED -> decided(fact, out);
            default ->
                    throw new IllegalStateException(
                            "peers: expected a record of a peer or a decision, got " + fact.kind());
        }
    }

    private boolean hasRoom(String key, long until, SignalFact fact, Context context)
            throws Exception {
        PeerBook known = book();
        if (!signals.contains(key)) {
            if (known.signals() >= PeerTrust.MOST_KEPT) {
                known = swept(known, fact.receivedAt());
            }
            if (known.signals() >= PeerTrust.MOST_KEPT) {
                RefusedSignal full =
                        new RefusedSignal(
                                SignalFault.SIGNAL_FULL,
                                "signals: expected at most "
                                        + PeerTrust.MOST_KEPT
                                        + " signals and opinions of one peer that are not over,"
                                        + " got another; ask the peer to share less");
                context.output(PureFailure.DEAD, RefusedLetters.letter(STAGE, fact, full));
                return false;
            }
            book.update(known.withSignals(known.signals() + 1));
        }
        signals.put(key, until);
        return true;
    }

    /** Without what is over; looked through only when one of them can be. */
    private PeerBook swept(PeerBook known, long nowMs) throws Exception {
        if (nowMs < known.sweepAt()) {
            return known;
        }
        List<String> over = new ArrayList<>();
        long next = Long.MAX_VALUE;
        for (Map.Entry<String, Long> one : signals.entries()) {
            if (one.getValue() <= nowMs) {
                over.add(one.getKey());
            } else {
                next = Math.min(next, one.getValue());
            }
        }
        for (String key : over) {
            signals.remove(key);
        }
        PeerBook now = known.with().signals(known.signals() - over.size()).sweepAt(next).build();
        book.update(now);
        return now;
    }

    private void opinion(SignalFact fact, Collector<SignalFact> out) throws Exception {
        PeerDispute before = dispute(fact.signalId());
        boolean isDispute = fact.opinion().opinion() == OpinionKind.DISPUTE;
        // One that is sent again is as old as at first.
        long since = before.disputedAt() > 0 ? before.disputedAt() : fact.receivedAt();
        change(fact, before, before.withDisputedAt(isDispute ? since : 0), out);
        out.collect(fact.withCounts(PeerTrust.counts(book())));
    }

    private void decided(SignalFact fact, Collector<SignalFact> out) throws Exception {
        PeerDispute before = dispute(fact.signalId());
        if (fact.receivedAt() < before.decidedAt()) {
            return;
        }
        PeerDispute now =
                before.with()
                        .decided(fact.decided().opinion())
                        .decidedAt(fact.receivedAt())
                        .build();
        change(fact, before, now, out);
    }

    private PeerDispute dispute(String signalId) throws Exception {
        PeerDispute known = disputes.get(signalId);
        return known == null ? PeerDispute.NONE : known;
    }

    private void change(
            SignalFact fact, PeerDispute before, PeerDispute now, Collector<SignalFact> out)
            throws Exception {
        if (now.equals(before)) {
            return;
        }
        PeerBook known = remember(fact.signalId(), now);
        PeerBook counted = PeerTrust.with(known, before, now);
        book.update(counted);
        boolean counts = PeerTrust.counts(counted);
        if (counts != PeerTrust.counts(known)) {
            for (Map.Entry<String, PeerDispute> one : disputes.entries()) {
                if (one.getValue().disputedAt() > 0) {
                    out.collect(
                            SignalFact.counts(
                                    one.getKey(), fact.sender(), counts, fact.receivedAt()));
                }
            }
        }
    }

    /** Of more than are kept the oldest tenth goes; what they have shown of the peer remains. */
    private PeerBook remember(String signalId, PeerDispute now) throws Exception {
        PeerBook known = book();
        if (!disputes.contains(signalId)) {
            if (known.disputes() >= PeerTrust.MOST_DISPUTES) {
                List<String> oldest = oldest();
                for (String gone : oldest) {
                    disputes.remove(gone);
                }
                known = known.withDisputes(known.disputes() - oldest.size());
            }
            known = known.withDisputes(known.disputes() + 1);
        }
        disputes.put(signalId, now);
        return known;
    }

    /** Those of one batch have one time, so their ids decide. */
    private List<String> oldest() throws Exception {
        TreeMap<Long, TreeSet<String>> byAge = new TreeMap<>();
        for (Map.Entry<String, PeerDispute> one : disputes.entries()) {
            byAge.computeIfAbsent(one.getValue().latestAt(), at -> new TreeSet<>())
                    .add(one.getKey());
        }
        return byAge.values().stream()
                .flatMap(Set::stream)
                .limit(PeerTrust.MOST_DISPUTES / 10)
                .toList();
    }

    private PeerBook book() throws Exception {
        PeerBook known = book.value();
        return known == null ? PeerBook.NEW : known;
    }
}
