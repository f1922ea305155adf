package dev.vigil.flink.signal;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.signal.TestingSignals.ORIGIN;
import static dev.vigil.signal.TestingSignals.T0_MS;
import static dev.vigil.signal.TestingSignals.decided;
import static dev.vigil.signal.TestingSignals.fact;
import static dev.vigil.signal.TestingSignals.opinion;
import static dev.vigil.signal.TestingSignals.position;
import static dev.vigil.signal.TestingSignals.signal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.PureFailure;
import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.signal.OpinionKind;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.signal.PeerTrust;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a peer's disputes count by themselves, and how much of one peer is taken. */
class PeersFunctionTest {
    private static final String PEER = "beta";

    private KeyedOneInputStreamOperatorTestHarness<String, SignalFact, SignalFact> peers;

    @BeforeEach
    void open() throws Exception {
        peers = TestingOperators.keyed(new PeersFunction(), SignalFact::peer, Types.STRING, null);
    }

    @AfterEach
    void close() throws Exception {
        peers.close();
    }

    private static SignalShared about(int number) {
        return signal(ORIGIN + ":" + number, 1);
    }

    private void disputes(int number, long atMs) throws Exception {
        peers.processElement(
                SignalFact.opinion(
                        opinion(about(number), PEER, OpinionKind.DISPUTE, 1), position(0), atMs),
                0);
    }

    private void decides(int number, OpinionKind opinion, long atMs) throws Exception {
        peers.processElement(
                SignalFact.decided(decided(about(number), opinion, atMs), position(0), atMs)
                        .withSender(PEER),
                0);
    }

    private boolean counts() throws Exception {
        out(peers);
        disputes(999, T0_MS);
        List<SignalFact> passed = out(peers);
        return passed.get(passed.size() - 1).counts();
    }

    @Test
    void fiveDisputesThatAPersonAgreedWithAreEnough() throws Exception {
        for (int number = 0; number < PeerTrust.LEAST_JUDGED; number++) {
            assertThat(counts()).as("after %s", number).isFalse();
            disputes(number, T0_MS);
            decides(number, OpinionKind.DISPUTE, T0_MS + 1);
        }
        assertThat(counts()).isTrue();
    }

    /** All that it disputes hears of it when it is no longer, or again, trusted. */
    @Test
    void oneWrongOfSixIsTooMany() throws Exception {
        for (int number = 0; number < 6; number++) {
            disputes(number, T0_MS);
            decides(number, OpinionKind.DISPUTE, T0_MS + 1);
        }
        out(peers);
        decides(5, OpinionKind.CONFIRM, T0_MS + 2);
        assertThat(out(peers))
                .hasSize(6)
                .allMatch(fact -> fact.kind() == SignalFact.Kind.COUNTS && !fact.counts());
        assertThat(counts()).isFalse();
        decides(5, OpinionKind.NONE, T0_MS + 3);
        assertThat(counts()).isTrue();
    }

    /** Who repeats what a person here has decided shows nothing by it. */
    @Test
    void aDisputeAfterTheDecisionIsNoMerit() throws Exception {
        for (int number = 0; number < 20; number++) {
            decides(number, OpinionKind.DISPUTE, T0_MS);
            disputes(number, T0_MS + 1);
        }
        assertThat(counts()).isFalse();
    }

    /** Read in another order after a restart it is the same. */
    @Test
    void theOrderOfReadingIsNone() throws Exception {
        for (int number = 0; number < PeerTrust.LEAST_JUDGED; number++) {
            decides(number, OpinionKind.DISPUTE, T0_MS + 1);
            disputes(number, T0_MS);
            disputes(number, T0_MS + 2);
        }
        assertThat(counts()).isTrue();
    }

    @Test
    void ofOnePeerThereIsALimitAndWhatIsOverMakesRoom() throws Exception {
        long endMs = signal(1).expiresAt();
        for (int number = 0; number < PeerTrust.MOST_KEPT + 3; number++) {
            peers.processElement(fact(about(number), false, position(number), T0_MS), 0);
        }
        assertThat(out(peers)).hasSize(PeerTrust.MOST_KEPT);
        List<DeadLetter> dead = side(peers, PureFailure.DEAD);
        assertThat(dead).hasSize(3).allMatch(letter -> letter.reason().equals("SIGNAL_FULL"));
        peers.processElement(fact(about(3), false, position(0), T0_MS), 0);
        assertThat(out(peers)).as("one that is known").hasSize(1);
        SignalShared later = about(70_000).withExpiresAt(endMs + 1);
        peers.processElement(fact(later, false, position(0), endMs), 0);
        assertThat(out(peers)).hasSize(1);
        assertThat(side(peers, PureFailure.DEAD)).isEmpty();
    }

    /** The planted fault: by their times alone, those of one batch are one. */
    @Test
    void ofDisputesOfOneBatchTheOldestTenthLeaves() throws Exception {
        int tenth = PeerTrust.MOST_DISPUTES / 10;
        for (int number = 0; number < PeerTrust.MOST_DISPUTES; number++) {
            disputes(number, number < 2 * tenth ? T0_MS : T0_MS + 1);
        }
        decides(PeerTrust.MOST_DISPUTES, OpinionKind.CONFIRM, T0_MS + 2);
        out(peers);
        for (int number = 1; number <= PeerTrust.LEAST_JUDGED; number++) {
            decides(PeerTrust.MOST_DISPUTES - number, OpinionKind.DISPUTE, T0_MS + 3);
        }
        assertThat(out(peers))
                .as("each that is kept, as the peer counts now")
                .hasSize(PeerTrust.MOST_DISPUTES - tenth);
    }

    @Test
    void whatIsOfThisSitePasses() throws Exception {
        SignalFact own =
                SignalFact.decided(
                        decided(signal(1), OpinionKind.CONFIRM, T0_MS), position(0), T0_MS);
        peers.processElement(own, 0);
        assertThat(out(peers)).containsExactly(own);
        assertThat(peers.numKeyedStateEntries()).isZero();
    }
}
