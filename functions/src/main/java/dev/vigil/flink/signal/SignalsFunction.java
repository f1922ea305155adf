package dev.vigil.flink.signal;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.signal.KeptOpinion;
import dev.vigil.schema.signal.KeptSignalDecision;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.PlacedSignal;
import dev.vigil.schema.signal.SignalBook;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalSent;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.signal.RefusedSignal;
import dev.vigil.signal.SeenSessions;
import dev.vigil.signal.SignalFacts;
import dev.vigil.signal.SignalIntake;
import dev.vigil.signal.SignalIntake.Admission;
import dev.vigil.signal.SignalLook;
import dev.vigil.signal.SignalNews;
import dev.vigil.signal.SignalRecords;
import dev.vigil.signal.SignalRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by signal. Keeps the signal with its chunks, what peers and a person here think of it,
 * which works here its identifiers name, and in how many sessions it was found; with the next
 * watermark derives what it may do and emits what is not published yet: nothing before all topics
 * are caught up. What becomes of it here is its main output.
 *
 * <p>One event-time timer, the next look: at once, when the signal ends, and 30 days later, when
 * all of it is forgotten. What names a signal that never comes is forgotten after 90 days.
 *
 * <p>What it has published comes back: what an older savepoint, or none, does not know of is
 * retired and withdrawn, and all that holds is published again.
 *
 * <p>Must not list what is not confirmed, put an unconfirmed recording under a work of this site
 * before that, take a class that only an authority brings, or let a session leave the state.
 */
public final class SignalsFunction extends KeyedProcessFunction<String, SignalFact, SignalStatus> {
    private static final long serialVersionUID = 1L;

    /** For the topics of references and the list. */
    public static final OutputTag<StayDownOutput> LISTED =
            new OutputTag<>("signal-records", TypeInformation.of(StayDownOutput.class));

    /** For peers, unsigned. */
    public static final OutputTag<SignalSent> SENT =
            new OutputTag<>("signals-sent", TypeInformation.of(SignalSent.class));

    public static final OutputTag<LedgerAlert> ALERTS =
            new OutputTag<>("signal-alerts", TypeInformation.of(LedgerAlert.class));

    /** What is forgotten here: the end of its key. */
    public static final OutputTag<SignalStatus> FORGOTTEN =
            new OutputTag<>("forgotten-signals", TypeInformation.of(SignalStatus.class));

    /** A look that failed is tried again after this long. */
    private static final long RETRY_MS = 60_000;

    static final String STAGE = "signals";

    private final SignalRules rules;
    private transient KeptSignal kept;

    public SignalsFunction(SignalRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        kept = new KeptSignal(getRuntimeContext());
    }

    @Override
    public void processElement(SignalFact fact, Context context, Collector<SignalStatus> out)
            throws Exception {
        SignalBook before = kept.book();
        SignalBook now =
                switch (fact.kind()) {
                    case SIGNAL -> signal(before, fact, context);
                    case CHUNK -> chunk(before, fact, context);
                    case OPINION -> opinion(before, fact, context);
                    case COUNTS -> counts(before, fact);
                    case DECIDED ->
                            SignalIntake.isNews(fact.decided(), before.decision())
                                    ? before.withDecision(
                                            new KeptSignalDecision(
                                                    fact.decided(), fact.receivedAt()))
                                    : null;
                    case WORKS -> {
                        kept.works(fact.key(), new NamedWorks(fact.works(), fact.receivedAt()));
                        yield before;
                    }
                    case FOUND -> found(before, fact);
                    case PUBLISHED -> {
                        boolean isLoading =
                                context.timerService().currentWatermark() == Long.MIN_VALUE;
                        yield isLoading ? before.withReadBack(fact.status()) : null;
                    }
                    case DEAD, STOPPED ->
                            throw new IllegalStateException(
                                    "signals: expected a fact of a signal, got " + fact.kind());
                };
        if (now != null) {
            TimerService timers = context.timerService();
            long atMs = timers.currentWatermark() + 1;
            boolean isSoon = now.timerAt() != null && now.timerAt() <= atMs;
            kept.book(isSoon ? now : timer(now, atMs, timers));
        }
    }

    // What comes ------------------------------------------------------------------------------

    /** Null where nothing is to be looked at. */
    private SignalBook signal(SignalBook before, SignalFact fact, Context context)
            throws Exception {
        SignalShared signal = fact.signal();
        if (!isNews(fact, context, () -> SignalIntake.signal(signal, before.signal()))) {
            return null;
        }
        return before.with()
                .signal(signal)
                .contentDigest(fact.contentDigest())
                .receivedAt(fact.receivedAt())
                .chunks(stillThere(signal))
                .build();
    }

    /** Chunks that the new version names too remain. */
    private int stillThere(SignalShared signal) throws Exception {
        List<Integer> gone = new ArrayList<>();
        int there = 0;
        for (Map.Entry<Integer, long[]> chunk : kept.chunks.entries()) {
            if (SignalIntake.isOf(signal, chunk.getKey(), chunk.getValue())) {
                there++;
            } else {
                gone.add(chunk.getKey());
            }
        }
        for (Integer number : gone) {
            kept.chunks.remove(number);
        }
        return there;
    }

    private SignalBook chunk(SignalBook before, SignalFact fact, Context context) throws Exception {
        boolean isTaken =
                isNews(
                        fact,
                        context,
                        () ->
                                SignalIntake.chunk(
                                        fact.signalId(),
                                        before.signal(),
                                        fact.chunk(),
                                        fact.profile(),
                                        fact.peaks()));
        if (!isTaken || kept.chunks.contains(fact.chunk())) {
            return null;
        }
        kept.chunks.put(fact.chunk(), fact.peaks());
        return before.with().chunks(before.chunks() + 1).wholeAt(fact.receivedAt()).build();
    }

    private SignalBook opinion(SignalBook before, SignalFact fact, Context context)
            throws Exception {
        KeptOpinion known = kept.opinion(fact.sender());
        if (!isNews(fact, context, () -> SignalIntake.opinion(fact.opinion(), known))) {
            return null;
        }
        kept.opinion(new KeptOpinion(fact.opinion(), fact.receivedAt(), fact.counts()));
        return before;
    }

    private SignalBook counts(SignalBook before, SignalFact fact) throws Exception {
        KeptOpinion known = kept.opinion(fact.sender());
        if (known == null || known.counts() == fact.counts()) {
            return null;
        }
        kept.opinion(known.withCounts(fact.counts()));
        return before;
    }

    private SignalBook found(SignalBook before, SignalFact fact) throws Exception {
        if (before.sessions() >= SeenSessions.MOST
                || !kept.found(fact.sessionId(), fact.receivedAt())) {
            return null;
        }
        long sessions = before.sessions() + 1;
        SignalBook now = before.withSessions(sessions);
        if (SeenSessions.isStep(sessions)) {
            return now.withSeenAt(fact.receivedAt());
        }
        kept.book(now);
        return null;
    }

    /** What is refused is a dead letter with the place where it was read. */
    private static boolean isNews(SignalFact fact, Context context, Supplier<Admission> call) {
        Optional<Admission> admission =
                PureFailure.guarded(STAGE, fact.receivedAt(), context, call);
        RefusedSignal refused = admission.map(Admission::refused).orElse(null);
        if (refused != null) {
            context.output(PureFailure.DEAD, RefusedLetters.letter(STAGE, fact, refused));
        }
        return admission.isPresent() && admission.get().news();
    }

    // What goes -------------------------------------------------------------------------------

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SignalStatus> out)
            throws Exception {
        TimerService timers = context.timerService();
        long nowMs = CaughtUpTime.ofTimer(timestamp, timers);
        SignalBook before = kept.book();
        if (before.timerAt() == null || before.timerAt() != timestamp) {
            return;
        }
        if (before.signal() == null) {
            awaited(before, nowMs, timers);
            return;
        }
        SignalFacts facts = kept.facts(before);
        Optional<SignalNews> news =
                PureFailure.guarded(
                        STAGE, nowMs, context, () -> SignalLook.at(facts, rules, nowMs));
        if (news.isEmpty()) {
            kept.book(timer(before, nowMs + RETRY_MS, timers));
            return;
        }
        emit(news.get(), context, out);
        if (news.get().isOver()) {
            context.output(FORGOTTEN, news.get().book().status());
            kept.clear();
        } else {
            kept.book(timer(news.get().book(), news.get().nextAt(), timers));
        }
    }

    /** What was said of a signal that has not come is kept as long as one may hold. */
    private void awaited(SignalBook before, long nowMs, TimerService timers) throws Exception {
        if (before.receivedAt() == 0) {
            SignalBook now = before.withReceivedAt(nowMs);
            kept.book(timer(now, nowMs + SignalShared.LONGEST_MS, timers));
        } else if (nowMs >= before.receivedAt() + SignalShared.LONGEST_MS) {
            kept.clear();
        } else {
            kept.book(timer(before, before.receivedAt() + SignalShared.LONGEST_MS, timers));
        }
    }

    private void emit(SignalNews news, OnTimerContext context, Collector<SignalStatus> out)
            throws Exception {
        SignalShared signal = news.book().signal();
        long at = news.book().status().at();
        if (news.withdrawn() != null) {
            context.output(LISTED, StayDownOutput.entry(at, news.withdrawn()));
        }
        for (PlacedSignal gone : news.retired()) {
            SignalRecords.retirement(signal.signalId(), gone)
                    .forEach(part -> context.output(LISTED, StayDownOutput.part(at, part)));
        }
        if (news.placed() != null) {
            place(signal, news.placed(), at, context);
        }
        if (news.listed() != null) {
            context.output(LISTED, StayDownOutput.entry(at, news.listed()));
        }
        if (news.sent()) {
            send(signal, context);
        }
        if (news.said() != null) {
            context.output(SENT, SignalSent.opinion(news.said()));
        }
        if (news.alert() != null) {
            context.output(ALERTS, news.alert());
        }
        if (news.status() != null) {
            out.collect(news.status());
        }
    }

    private void place(SignalShared signal, PlacedSignal placed, long at, OnTimerContext context)
            throws Exception {
        PeaksCodec.Digest digest = new PeaksCodec.Digest();
        long peaks = 0;
        for (int number = 0; number < placed.chunks(); number++) {
            long[] chunk = kept.chunks.get(number);
            digest.add(chunk);
            peaks += chunk.length;
            ReferencePart part = SignalRecords.chunk(signal, placed, number, chunk);
            context.output(LISTED, StayDownOutput.part(at, part));
        }
        ReferencePart last = SignalRecords.manifest(signal, placed, peaks, digest.hex());
        context.output(LISTED, StayDownOutput.part(at, last));
    }

    /** The signal first: its receiver takes no chunk that it does not name. */
    private void send(SignalShared signal, OnTimerContext context) throws Exception {
        context.output(SENT, SignalSent.signal(signal));
        if (signal.isWithdrawn()) {
            return;
        }
        for (int number = 0; number < signal.chunkCount(); number++) {
            context.output(SENT, SignalSent.chunk(signal, number, kept.chunks.get(number)));
        }
    }

    private static SignalBook timer(SignalBook book, long atMs, TimerService timers) {
        if (book.timerAt() != null && book.timerAt() != atMs) {
            timers.deleteEventTimeTimer(book.timerAt());
        }
        timers.registerEventTimeTimer(atMs);
        return book.withTimerAt(atMs);
    }
}
