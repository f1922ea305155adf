package dev.vigil.flink.signal;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.signal.TestingSignals.CHUNKS;
import static dev.vigil.signal.TestingSignals.DAY_MS;
import static dev.vigil.signal.TestingSignals.HERE;
import static dev.vigil.signal.TestingSignals.ID;
import static dev.vigil.signal.TestingSignals.IDENTIFIER;
import static dev.vigil.signal.TestingSignals.OWN_WORK;
import static dev.vigil.signal.TestingSignals.RULES;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static dev.vigil.signal.TestingSignals.decided;
import static dev.vigil.signal.TestingSignals.fact;
import static dev.vigil.signal.TestingSignals.opinion;
import static dev.vigil.signal.TestingSignals.position;
import static dev.vigil.signal.TestingSignals.signal;
import static dev.vigil.signal.TestingSignals.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalSent;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals as an operator: when it acts, what it writes where, and what a restart changes. */
class SignalsFunctionTest {
    private KeyedOneInputStreamOperatorTestHarness<String, SignalFact, SignalStatus> signals;
    private long nowMs = T0_MS;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        signals =
                TestingOperators.keyed(
                        new SignalsFunction(RULES), SignalFact::signalId, Types.STRING, restored);
    }

    @AfterEach
    void close() throws Exception {
        signals.close();
    }

    private void read(Stream<SignalFact> facts) throws Exception {
        for (SignalFact fact : facts.toList()) {
            signals.processElement(fact, 0);
        }
    }

    private void watermark() throws Exception {
        signals.processWatermark(++nowMs);
    }

    private void confirms() throws Exception {
        read(
                Stream.of(
                        SignalFact.decided(
                                decided(signal(1), OpinionKind.CONFIRM, ++nowMs),
                                position(9),
                                nowMs)));
    }

    private List<StayDownOutput> records() {
        return side(signals, SignalsFunction.LISTED);
    }

    private static List<ListEntry> entries(List<StayDownOutput> records) {
        return records.stream().map(StayDownOutput::entry).filter(Objects::nonNull).toList();
    }

    private static List<ReferencePart> parts(List<StayDownOutput> records) {
        return records.stream().map(StayDownOutput::part).filter(Objects::nonNull).toList();
    }

    private SignalState state() {
        List<SignalStatus> all = out(signals);
        return all.isEmpty() ? null : all.get(all.size() - 1).state();
    }

    @Test
    void anUnconfirmedRecordingIsAWorkOfItsOwnAndNotListed() throws Exception {
        read(whole(signal(1), false, T0_MS));
        assertThat(records()).as("while loading").isEmpty();
        watermark();
        List<StayDownOutput> written = records();
        assertThat(entries(written)).isEmpty();
        assertThat(parts(written))
                .hasSize(3)
                .allMatch(part -> part.workId().equals(OWN_WORK))
                .extracting(ReferencePart::chunk)
                .containsExactly(0, 1, ReferenceKey.MANIFEST);
        assertThat(parts(written).get(2).manifest().digest())
                .isEqualTo(PeaksCodec.digest(CHUNKS.stream().map(PeaksCodec::payload).toList()));
        assertThat(state()).isEqualTo(SignalState.QUARANTINED);
    }

    @Test
    void nothingIsDoneBeforeItIsWhole() throws Exception {
        watermark();
        List<SignalFact> all = whole(signal(1), false, T0_MS).toList();
        read(all.stream().limit(2));
        watermark();
        assertThat(records()).isEmpty();
        assertThat(state()).isEqualTo(SignalState.INCOMPLETE);
        read(all.stream().skip(2));
        watermark();
        assertThat(parts(records())).hasSize(3);
    }

    /** Confirmed, it moves under the work here, with an entry on itself; disputed, it is gone. */
    @Test
    void aPersonConfirmsItAndAPeerThatIsMostlyRightStopsIt() throws Exception {
        read(whole(signal(1), false, T0_MS));
        read(Stream.of(SignalFact.works(ID, IDENTIFIER, new NamedWorks(List.of("w1"), T0_MS))));
        watermark();
        records();
        confirms();
        watermark();
        List<StayDownOutput> active = records();
        assertThat(parts(active).stream().filter(p -> p.workId().equals(OWN_WORK)))
                .as("retired")
                .hasSize(3)
                .allMatch(part -> part.peaks() == null && part.manifest() == null);
        assertThat(parts(active).stream().filter(p -> p.workId().equals("w1"))).hasSize(3);
        ListEntry entry = entries(active).get(0);
        assertThat(entry.workId()).isEqualTo("w1");
        assertThat(entry.referenceIds()).containsExactly(OWN_WORK);
        assertThat(state()).isEqualTo(SignalState.ACTIVE);
        assertThat(side(signals, SignalsFunction.SENT))
                .extracting(sent -> sent.opinion().opinion())
                .containsExactly(OpinionKind.CONFIRM);

        SignalFact dispute =
                SignalFact.opinion(
                        opinion(signal(1), "delta", OpinionKind.DISPUTE, 1), position(3), ++nowMs);
        read(Stream.of(dispute));
        watermark();
        assertThat(records()).as("a peer of whom nothing is known").isEmpty();
        assertThat(side(signals, SignalsFunction.ALERTS)).hasSize(1);
        read(Stream.of(SignalFact.counts(ID, "delta", true, ++nowMs)));
        watermark();
        List<StayDownOutput> gone = records();
        assertThat(entries(gone)).hasSize(1).allMatch(ListEntry::wasMistaken);
        assertThat(entries(gone).get(0).supersedes(entry)).isTrue();
        assertThat(parts(gone)).hasSize(3).allMatch(part -> part.workId().equals("w1"));
        assertThat(side(signals, SignalsFunction.ALERTS))
                .extracting(alert -> alert.resolvedAt())
                .doesNotContainNull();
        assertThat(state()).isEqualTo(SignalState.DISPUTED);
    }

    @Test
    void whatNoSignalNamesIsADeadLetterWithItsPlace() throws Exception {
        watermark();
        SignalFact chunk = whole(signal(1), false, T0_MS).skip(1).findFirst().orElseThrow();
        read(Stream.of(chunk));
        read(Stream.of(fact(signal(1), false, position(0), T0_MS)));
        read(Stream.of(chunk.withPeaks(new long[] {7L << 40})));
        SignalShared other = signal(1).withTerritories(List.of("CN"));
        read(Stream.of(fact(other, false, position(5), T0_MS)));
        List<DeadLetter> dead = side(signals, PureFailure.DEAD);
        assertThat(dead)
                .extracting(DeadLetter::reason)
                .containsExactly("SIGNAL_CHUNK", "SIGNAL_CHUNK", "SIGNAL_STALE");
        assertThat(dead.get(2).offset()).isEqualTo(5);
        assertThat(dead).allMatch(letter -> letter.bytes().length == 0);
    }

    /** A→B→A: what peers are told once is not told again, however often it comes back. */
    @Test
    void anOwnSignalIsSentOnceWithItsChunks() throws Exception {
        watermark();
        SignalShared own = signal(HERE + ":film-3", 1);
        read(whole(own, true, T0_MS));
        watermark();
        List<SignalSent> sent = side(signals, SignalsFunction.SENT);
        assertThat(sent).hasSize(3);
        assertThat(sent.get(0).signal()).isEqualTo(own);
        assertThat(sent.get(2).chunk()).isEqualTo(1);
        assertThat(records()).as("its own reference is there already").isEmpty();
        for (int i = 0; i < 3; i++) {
            read(whole(own, true, T0_MS));
            watermark();
        }
        assertThat(side(signals, SignalsFunction.SENT)).isEmpty();
        read(
                Stream.of(
                        SignalFact.opinion(
                                opinion(own, "beta", OpinionKind.DISPUTE, 1), position(3), nowMs)));
        watermark();
        assertThat(side(signals, SignalsFunction.ALERTS)).hasSize(1);
        assertThat(side(signals, SignalsFunction.SENT)).as("no opinion of itself").isEmpty();
        assertThat(state()).isEqualTo(SignalState.SHARED);
    }

    /** In the first, the tenth session; a session is counted once and never leaves. */
    @Test
    void peersLearnInHowManySessionsItWasFound() throws Exception {
        read(whole(signal(1), false, T0_MS));
        watermark();
        for (int session = 0; session < 12; session++) {
            for (int revision = 0; revision < 3; revision++) {
                read(Stream.of(SignalFact.found(ID, "session-" + session, ++nowMs)));
            }
            watermark();
        }
        List<SignalSent> sent = side(signals, SignalsFunction.SENT);
        assertThat(sent).extracting(s -> s.opinion().sessions()).containsExactly(1L, 10L);
        assertThat(sent).allMatch(s -> s.opinion().opinion() == OpinionKind.SEEN);
        assertThat(sent.toString()).doesNotContain("session-");
    }

    /** Of the newest, an older and no savepoint: the list ends as it was, and nothing is left. */
    @Test
    void aRestartComesToTheSame() throws Exception {
        read(whole(signal(1), false, T0_MS));
        watermark();
        OperatorSubtaskState old = signals.snapshot(1, 0);
        confirms();
        watermark();
        ListEntry entry = entries(records()).get(0);
        List<SignalStatus> published = out(signals);
        OperatorSubtaskState newest = signals.snapshot(2, 0);
        for (OperatorSubtaskState state : new OperatorSubtaskState[] {newest, old, null}) {
            close();
            open(state);
            read(published.stream().map(SignalFact::published));
            read(whole(signal(1), false, T0_MS));
            read(
                    Stream.of(
                            SignalFact.decided(
                                    decided(signal(1), OpinionKind.CONFIRM, T0_MS + 2),
                                    position(9),
                                    T0_MS + 2)));
            signals.processWatermark(T0_MS + DAY_MS);
            assertThat(entries(records())).allMatch(again -> again.equals(entry));
            read(
                    Stream.of(
                            fact(
                                    signal(2).withWithdrawnAt(T0_MS + DAY_MS),
                                    false,
                                    position(8),
                                    T0_MS + DAY_MS)));
            signals.processWatermark(T0_MS + DAY_MS + 1);
            List<StayDownOutput> last = records();
            assertThat(entries(last)).hasSize(1).allMatch(ListEntry::wasMistaken);
            assertThat(entries(last).get(0).supersedes(entry)).isTrue();
            assertThat(parts(last)).isNotEmpty();
        }
    }

    /** Stopped while it was off: what it no longer holds is taken away all the same. */
    @Test
    void whatWasPublishedAndHoldsNoMoreIsRetiredWithoutState() throws Exception {
        read(whole(signal(1), false, T0_MS));
        read(Stream.of(SignalFact.works(ID, IDENTIFIER, new NamedWorks(List.of("w1"), T0_MS))));
        confirms();
        watermark();
        ListEntry entry = entries(records()).get(0);
        List<SignalStatus> published = out(signals);
        close();
        open(null);
        read(published.stream().map(SignalFact::published));
        read(whole(signal(1), false, T0_MS));
        read(
                Stream.of(
                        SignalFact.decided(
                                decided(signal(1), OpinionKind.DISPUTE, nowMs + 1),
                                position(9),
                                nowMs + 1)));
        watermark();
        List<StayDownOutput> gone = records();
        assertThat(entries(gone)).hasSize(1).allMatch(ListEntry::wasMistaken);
        assertThat(entries(gone).get(0).supersedes(entry)).isTrue();
        assertThat(parts(gone)).hasSize(3).allMatch(part -> part.workId().equals("w1"));
    }

    @Test
    void itEndsInTimeAndIsForgottenAMonthLater() throws Exception {
        read(whole(signal(1), false, T0_MS));
        confirms();
        watermark();
        records();
        signals.processWatermark(T0_MS + 60 * DAY_MS);
        assertThat(entries(records())).hasSize(1).noneMatch(ListEntry::wasMistaken);
        assertThat(state()).isEqualTo(SignalState.EXPIRED);
        signals.processWatermark(T0_MS + 90 * DAY_MS);
        assertThat(side(signals, SignalsFunction.FORGOTTEN)).hasSize(1);
        assertThat(signals.numKeyedStateEntries()).isZero();
        assertThat(signals.numEventTimeTimers()).isZero();
    }

    /** Opinions on signals that never arrive do not fill the state. */
    @Test
    void whatIsSaidOfASignalThatNeverComesIsForgotten() throws Exception {
        watermark();
        read(
                Stream.of(
                        SignalFact.opinion(
                                opinion(signal(1), "beta", OpinionKind.CONFIRM, 1),
                                position(1),
                                nowMs)));
        watermark();
        assertThat(signals.numKeyedStateEntries()).isPositive();
        signals.processWatermark(T0_MS + 91 * DAY_MS);
        assertThat(signals.numKeyedStateEntries()).isZero();
        assertThat(signals.numEventTimeTimers()).isZero();
    }
}
