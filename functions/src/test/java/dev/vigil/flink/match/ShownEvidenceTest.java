package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.flink.match.TestingSearch.peaks;
import static dev.vigil.flink.match.TestingSearch.piece;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.match.MatchEvidence;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacketBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the search shows beside its answers, and what it keeps for that. */
class ShownEvidenceTest {
    private static final double HOURS = 10;

    /** Entries of the state: a reference and its parts. */
    private static final int OF_REFERENCES = 2;

    private static final List<Packet> PACKETS = TestingEar.packets(piece(0));

    private TestingSearch search;

    @BeforeEach
    void open() throws Exception {
        search = new TestingSearch(HOURS, null);
        search.loaded();
        search.settle();
        search.reference("w-0", 1, peaks(0));
        search.settle();
    }

    @AfterEach
    void close() throws Exception {
        search.close();
    }

    private List<MatchEvidence> shown() {
        return side(search.harness(), SearchFunction.EVIDENCE);
    }

    @Test
    void aMatchIsShownAndNothingIsLeftOfItWhenTheSessionIsOver() {
        PACKETS.subList(0, PACKETS.size() - 1).forEach(search::packet);
        assertThat(shown())
                .singleElement()
                .matches(one -> one.workId().equals("w-0"))
                .matches(one -> one.peaks().reference().length > 400);
        assertThat(stateEntries(search.harness())).isEqualTo(OF_REFERENCES + 1);
        search.packet(PACKETS.get(PACKETS.size() - 1));
        assertThat(shown()).singleElement().matches(one -> one.revision() == 2);
        assertThat(stateEntries(search.harness())).isEqualTo(OF_REFERENCES);
        assertThat(dead(search.harness())).isEmpty();
    }

    @Test
    void aStreamThatMatchesNothingHasNoState() {
        for (Packet packet : TestingEar.packets(piece(5))) {
            search.packet(packet);
            assertThat(stateEntries(search.harness())).isEqualTo(OF_REFERENCES);
        }
        assertThat(search.out()).isNotEmpty();
        assertThat(shown()).isEmpty();
    }

    /** The index is asked about each new reference: no platform has sent such a session. */
    @Test
    void aReferenceThatIsAskedForIsNotShown() {
        for (Packet packet : PACKETS) {
            search.send(
                    SearchInput.packet(
                            StreamPacketBuilder.builder()
                                    .sessionId("reference:w-9")
                                    .context(TestingRights.session(SessionKind.FEED))
                                    .captureBase(NOON_MS)
                                    .packet(packet)
                                    .life(NOON_MS)
                                    .build(),
                            TestingSearch.SLOT));
        }
        assertThat(search.works()).containsExactly("w-0");
        assertThat(shown()).isEmpty();
    }

    @Test
    void afterARestoreThePacketsThatAreReadAgainGiveTheSameRecords() throws Exception {
        PACKETS.subList(0, 6).forEach(search::packet);
        OperatorSubtaskState checkpoint = search.snapshot();
        List<MatchEvidence> before = new ArrayList<>();
        assertThat(shown()).hasSize(1);
        PACKETS.subList(6, PACKETS.size()).forEach(search::packet);
        before.addAll(shown());
        search.close();

        search = new TestingSearch(HOURS, checkpoint);
        search.loaded();
        search.settle();
        PACKETS.subList(6, PACKETS.size()).forEach(search::packet);
        search.settle();
        assertThat(shown()).usingRecursiveComparison().isEqualTo(before);
        assertThat(before).extracting(MatchEvidence::revision).containsExactly(2L);
    }

    /** The feed is there in stretches, under a name of its own. */
    @Test
    void aMatchWithAFeedHasThePeaksOfBoth() {
        List<Packet> feed = TestingEar.packets(piece(7));
        feed.forEach(packet -> search.feed("feed-1", packet));
        feed.forEach(search::packet);
        assertThat(shown())
                .last()
                .matches(one -> one.referenceId().equals("feed-1"))
                .satisfies(
                        one ->
                                assertThat(one.peaks().reference().length)
                                        .isBetween(
                                                one.peaks().session().length * 9 / 10,
                                                one.peaks().session().length * 11 / 10));
    }
}
