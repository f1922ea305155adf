package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.clock.StopReason;
import dev.vigil.stream.caughtup.CatchUp.Answer;
import dev.vigil.stream.caughtup.CatchUp.Finding;
import dev.vigil.stream.caughtup.CatchUp.Gap;
import dev.vigil.stream.caughtup.CatchUp.Round;
import dev.vigil.stream.caughtup.LogEndProbe.LogEnd;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final TopicPartition P0 = new TopicPartition("notices", 0);
    private static final TopicPartition P1 = new TopicPartition("notices", 1);
    private static final long FROM_THE_START = -2;
    private static final long T0_MS = 1_000;

    private final CatchUp catchUp = new CatchUp();

    @BeforeEach
    void onePartitionIsAssigned() {
        catchUp.assigned(Map.of("notices", 1));
    }

    @Test
    void timeStandsWhileARecordBelowTheTargetIsNotOut() {
        Finding behind = catchUp.absorb(answer(10, 10), Map.of(P0, 9L));
        assertThat(behind.watermarkMs()).isEmpty();
        assertThat(behind.next().round()).as("the target stays").isPresent();
        Finding there = catchUp.absorb(answer(10, 10), Map.of(P0, 10L));
        assertThat(there.watermarkMs()).hasValue(T0_MS);
        assertThat(there.reached()).containsExactly(P0);
        assertThat(there.next().round()).as("a new round").isEmpty();
    }

    @Test
    void timeStandsWhileATransactionBelowTheTargetIsOpen() {
        assertThat(catchUp.absorb(answer(10, 7), Map.of(P0, 10L)).watermarkMs()).isEmpty();
        assertThat(catchUp.absorb(answer(10, 10), Map.of(P0, 10L)).watermarkMs()).isPresent();
    }

    @Test
    void anEmptyPartitionIsCaughtUp() {
        Finding finding = catchUp.absorb(answer(0, 0), Map.of(P0, FROM_THE_START));
        assertThat(finding.watermarkMs()).hasValue(T0_MS);
    }

    @Test
    void aReaderThatStandsStillBeforeTheTargetHasTheTailLookedAt() {
        Finding running = catchUp.absorb(answer(10, 10), Map.of(P0, 8L));
        assertThat(running.next().gaps()).isEmpty();
        Finding standing = catchUp.absorb(answer(10, 10), Map.of(P0, 8L));
        assertThat(standing.next().gaps()).containsExactly(Map.entry(P0, new Gap(8, 10)));
        Finding told = catchUp.absorb(clear(answer(10, 10), 8), Map.of(P0, 8L));
        assertThat(told.watermarkMs()).hasValue(T0_MS);
        assertThat(catchUp.absorb(answer(10, 10), Map.of(P0, 8L)).watermarkMs())
                .as("asked once, not in each round")
                .hasValue(T0_MS);
        assertThat(catchUp.absorb(answer(12, 12), Map.of(P0, 8L)).watermarkMs())
                .as("what came behind the tail is not clear")
                .isEmpty();
    }

    @Test
    void whatWasFoundClearIsNotLookedAtAgain() {
        catchUp.absorb(answer(10, 10), Map.of(P0, 8L));
        catchUp.absorb(answer(10, 10), Map.of(P0, 8L));
        catchUp.absorb(clear(answer(10, 10), 8), Map.of(P0, 8L));
        Finding grown = catchUp.absorb(answer(14, 14), Map.of(P0, 8L));
        assertThat(grown.next().gaps()).containsExactly(Map.entry(P0, new Gap(10, 14)));
        Finding told = catchUp.absorb(clear(answer(14, 14), 10), Map.of(P0, 8L));
        assertThat(told.watermarkMs()).hasValue(T0_MS);
        assertThat(catchUp.absorb(answer(14, 14), Map.of(P0, 8L)).watermarkMs())
                .as("both stretches are known as one")
                .hasValue(T0_MS);
    }

    @Test
    void aLookThatEndsEarlyIsTakenUpWhereItEnded() {
        catchUp.absorb(answer(10, 10), Map.of(P0, 2L));
        catchUp.absorb(answer(10, 10), Map.of(P0, 2L));
        Answer half = answer(10, 10);
        Answer cut = new Answer(half.round(), half.ends(), Map.of(P0, new Gap(2, 6)));
        Finding finding = catchUp.absorb(cut, Map.of(P0, 2L));
        assertThat(finding.watermarkMs()).isEmpty();
        assertThat(finding.next().gaps()).containsExactly(Map.entry(P0, new Gap(6, 10)));
    }

    @Test
    void heartbeatsBoundTheNextRound() {
        catchUp.notBeyond(700);
        assertThat(catchUp.absorb(answer(10, 10), Map.of(P0, 10L)).next().notBeyondMs())
                .isEqualTo(700);
        assertThat(catchUp.newRound(Set.of(P0)).notBeyondMs()).isEqualTo(700);
    }

    @Test
    void aPartitionThatNobodyReadsYetStopsTime() {
        Answer two = answer(new Round(T0_MS, Map.of("notices", 2), Map.of(P0, 10L), Set.of(P0)));
        Finding waiting = catchUp.absorb(two, Map.of(P0, 10L));
        assertThat(waiting.reached()).containsExactly(P0);
        assertThat(waiting.watermarkMs()).isEmpty();
        catchUp.assigned(Map.of("notices", 2));
        assertThat(catchUp.absorb(two, Map.of(P0, 10L)).watermarkMs())
                .as("another reader has it, and holds time back itself")
                .hasValue(T0_MS);
    }

    @Test
    void aPartitionThatCameDuringTheRoundWantsANewOne() {
        catchUp.assigned(Map.of("notices", 2));
        Finding finding = catchUp.absorb(answer(10, 10), Map.of(P0, 10L, P1, FROM_THE_START));
        assertThat(finding.watermarkMs()).isEmpty();
        assertThat(finding.next().round()).isEmpty();
        assertThat(finding.next().partitions()).containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void untilTheEnumeratorHasSpokenAReaderWithoutSplitsSaysNothing() {
        CatchUp fresh = new CatchUp();
        Answer none = answer(new Round(T0_MS, Map.of("notices", 2), Map.of(), Set.of()));
        assertThat(fresh.absorb(none, Map.of()).watermarkMs()).isEmpty();
        fresh.assigned(Map.of("notices", 2));
        assertThat(fresh.absorb(none, Map.of()).watermarkMs()).hasValue(T0_MS);
    }

    @Test
    void aRoundThatKnewFewerTopicsDoesNotCount() {
        Answer blind = answer(new Round(T0_MS, Map.of(), Map.of(), Set.of()));
        assertThat(catchUp.absorb(blind, Map.of()).watermarkMs()).isEmpty();
    }

    @Test
    void aLogThatWasCutBackIsMeasuredAnew() {
        Round round = new Round(T0_MS, Map.of("notices", 1), Map.of(P0, 10L), Set.of(P0));
        Answer cut = new Answer(round, Map.of(P0, new LogEnd(6, 6)), Map.of());
        Finding finding = catchUp.absorb(cut, Map.of(P0, 6L));
        assertThat(finding.watermarkMs()).isEmpty();
        assertThat(finding.next().round()).isEmpty();
    }

    @Test
    void saysWhatIsWaitedFor() {
        assertThat(words(new CatchUp())).hasValue("the broker has not answered yet");
        catchUp.absorb(answer(10, 7), Map.of(P0, 7L));
        assertThat(words(catchUp)).hasValue("a transaction is open in notices-0 at offset 7");
        catchUp.absorb(answer(10, 10), Map.of(P0, 7L));
        assertThat(words(catchUp)).hasValue("notices-0 is read up to offset 7 of 10");
        catchUp.absorb(answer(10, 10), Map.of(P0, 10L));
        assertThat(catchUp.held()).isEmpty();
        catchUp.absorb(
                answer(new Round(T0_MS, Map.of("notices", 2), Map.of(P0, 10L), Set.of(P0))),
                Map.of(P0, 10L));
        assertThat(words(catchUp))
                .hasValue("of the partitions {notices=2} only {notices=1} are read so far");
    }

    private static Optional<String> words(CatchUp of) {
        return of.held().map(StopReason::words);
    }

    private static Answer answer(long highWatermark, long lastStable) {
        Round round = new Round(T0_MS, Map.of("notices", 1), Map.of(P0, highWatermark), Set.of(P0));
        return new Answer(round, Map.of(P0, new LogEnd(highWatermark, lastStable)), Map.of());
    }

    /** Everything up to its target stands in the log, no transaction is open. */
    private static Answer answer(Round round) {
        return new Answer(round, round.partitions().isEmpty() ? Map.of() : ends(round), Map.of());
    }

    private static Map<TopicPartition, LogEnd> ends(Round round) {
        long end = round.targets().get(P0);
        return Map.of(P0, new LogEnd(end, end));
    }

    private static Answer clear(Answer answer, long from) {
        long to = answer.round().targets().get(P0);
        return new Answer(answer.round(), answer.ends(), Map.of(P0, new Gap(from, to)));
    }
}
