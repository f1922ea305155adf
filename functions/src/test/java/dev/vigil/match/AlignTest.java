package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignTest {
    private static final double THRESHOLD = 30;

    private final Align align = AudioProfile.of(TestingEar.PROFILE).align();
    private List<AlignTrack> tracks = List.of();
    private final List<MatchSpan> told = new ArrayList<>();

    private void step(long toFrame, Line... lines) {
        step(toFrame, false, lines);
    }

    private void step(long toFrame, boolean last, Line... lines) {
        Align.Outcome outcome = align.step(tracks, toFrame, last, THRESHOLD, List.of(lines));
        tracks = outcome.tracks();
        told.addAll(outcome.changes());
    }

    private static Line line(long reference, double evidence, double from, double to) {
        double offset = 1_000;
        return LineBuilder.builder()
                .reference(reference)
                .tempo(1)
                .offsetFrames(offset)
                .anchors(9)
                .matched(90)
                .expected(30)
                .evidence(evidence)
                .queryFromFrame(from)
                .queryToFrame(to)
                .refFromFrame(offset + from)
                .refToFrame(offset + to)
                .build();
    }

    @Test
    void aLineOpensIsExtendedAndClosesOnce() {
        step(86, line(7, 40, 0, 80));
        step(172, line(7, 80, 0, 166));
        for (long to = 258; to <= 516; to += 86) {
            step(to);
        }
        assertThat(told).extracting(MatchSpan::phase).containsExactly(1, 2, 3);
        assertThat(told).extracting(MatchSpan::line).containsOnly(told.get(0).line());
        assertThat(told.get(2).matchedMs()).isEqualTo(Math.round(166 * 256_000.0 / 11_025));
        assertThat(told.get(2).openedMs()).isEqualTo(Math.round(86 * 256_000.0 / 11_025));
        assertThat(tracks).isEmpty();
    }

    @Test
    void weakWindowsThatDoNotOverlapAddUpAndOverlappingOnesDoNot() {
        for (long to = 688; to < 688 + 6 * 86; to += 86) {
            step(to, line(7, 20, to - 600, to - 8));
        }
        assertThat(told).isEmpty();
        step(688 + 8 * 86, line(7, 19, 700, 1370));
        assertThat(told).extracting(MatchSpan::phase).containsExactly(MatchSpan.OPENED);
    }

    @Test
    void whatUnrelatedMusicCollectsDoesNotAddUp() {
        for (long to = 688; to < 100_000; to += 86) {
            step(to, line(7, 8, to - 600, to - 8));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void referencesAreIndependent() {
        step(86, line(1, 50, 0, 80), line(2, 45, 0, 80));
        step(172, true, line(1, 90, 0, 170), line(2, 70, 0, 170));
        assertThat(told.stream().filter(s -> s.phase() == MatchSpan.CLOSED))
                .extracting(MatchSpan::reference)
                .containsExactly(1L, 2L);
        assertThat(told).extracting(MatchSpan::line).doesNotContain(0L);
        assertThat(tracks).isEmpty();
    }

    @Test
    void anEchoOfAStrongerLineStaysSilent() {
        Line echo =
                LineBuilder.builder()
                        .reference(1)
                        .tempo(1)
                        .offsetFrames(1_400)
                        .anchors(9)
                        .matched(60)
                        .expected(20)
                        .evidence(35)
                        .queryToFrame(80)
                        .refFromFrame(1_400)
                        .refToFrame(1_480)
                        .build();
        step(86, line(1, 100, 0, 80), echo);
        assertThat(told).hasSize(1);
    }

    /**
     * As a loop that the recording repeats exactly gives them: in each packet another one leads.
     * Planted: the one that leads is the match.
     */
    @Test
    void ofExactRepeatsTheOneThatOpenedStaysTheMatch() {
        step(86, line(1, 40, 0, 80), at(1_350, 41, 0, 80), at(1_700, 40, 0, 80));
        step(172, line(1, 72, 0, 166), at(1_350, 70, 0, 166), at(1_700, 71, 0, 166));
        step(258, true, line(1, 88, 0, 252), at(1_350, 90, 0, 252));
        assertThat(told).extracting(MatchSpan::phase).containsExactly(1, 2, 2, 3);
        assertThat(told).extracting(MatchSpan::line).containsOnly(told.get(0).line());
        assertThat(told)
                .extracting(MatchSpan::refStartMs)
                .containsOnly(Math.round(1_350 * 256_000.0 / 11_025));
        assertThat(told.get(0).otherPlaces().count()).isEqualTo(2);
        assertThat(told.get(0).otherPlaces().refStartMs())
                .containsExactly(
                        Math.round(1_000 * 256_000.0 / 11_025),
                        Math.round(1_700 * 256_000.0 / 11_025));
        assertThat(told.get(2).otherPlaces().count()).as("one has ended").isEqualTo(1);
    }

    /** Planted: a place that was a little better keeps others silent after its end. */
    @Test
    void aMatchWhosePlaceEndsGoesOnWhereItsSoundGoesOn() {
        for (long to = 86; to <= 860; to += 86) {
            step(to, line(1, 71, 0, to - 6), at(1_350, 70, 0, to - 6));
        }
        for (long to = 946; to <= 1_290; to += 86) {
            step(to, at(1_350, 70, 0, to - 6));
        }
        step(1_376, true, at(1_350, 70, 0, 1_370));
        assertThat(told).extracting(MatchSpan::line).containsOnly(told.get(0).line());
        assertThat(told).extracting(MatchSpan::phase).containsOnlyOnce(1).containsOnlyOnce(3);
        MatchSpan whole = told.get(told.size() - 1);
        assertThat(whole.refStartMs()).isEqualTo(Math.round(1_350 * 256_000.0 / 11_025));
        assertThat(whole.matchedMs()).isEqualTo(Math.round(1_370 * 256_000.0 / 11_025));
        assertThat(whole.otherPlaces()).as("it has gone on at one alone").isNull();
        assertThat(told.get(1).otherPlaces().count()).isEqualTo(1);
    }

    @Test
    void aMatchMovesFromAWeakEchoToItsPlace() {
        step(86, line(1, 35, 0, 80));
        step(172, line(1, 38, 0, 166), at(1_350, 70, 0, 166));
        step(258, true, line(1, 40, 0, 252), at(1_350, 110, 0, 252));
        assertThat(told).extracting(MatchSpan::line).containsOnly(told.get(0).line());
        assertThat(told.get(told.size() - 1).refStartMs())
                .isEqualTo(Math.round(1_350 * 256_000.0 / 11_025));
        assertThat(told.get(told.size() - 1).otherPlaces()).isNull();
    }

    private static Line at(double offset, double evidence, double from, double to) {
        return line(1, evidence, from, to)
                .with()
                .offsetFrames(offset)
                .refFromFrame(offset + from)
                .refToFrame(offset + to)
                .build();
    }

    @Test
    void afterAMinuteALineIsANewOne() {
        step(86, line(1, 20, 0, 80));
        step(86 + 40 * 86, line(1, 20, 3_000, 3_500));
        assertThat(tracks).hasSize(1);
        assertThat(tracks.get(0).stored()).isZero();
        assertThat(tracks.get(0).queryFromFrame()).isEqualTo(3_000);
    }

    @Test
    void weakTracksAreBounded() {
        for (int i = 0; i < 300; i++) {
            step(86 + i, line(i, 6, 0, 80));
        }
        assertThat(tracks.size()).isLessThanOrEqualTo(64);
    }

    /** References fall to two shards in turn; only one of them answers. */
    private record Only(int shard) implements Align.Shards {
        @Override
        public int of(long reference) {
            return (int) reference % 2;
        }

        @Override
        public boolean hasAnswered(int asked) {
            return asked == shard;
        }
    }

    private List<Long> begunBy(int shard, Line... lines) {
        tracks = align.step(tracks, 86, false, THRESHOLD, List.of(lines), new Only(shard)).tracks();
        return tracks.stream().filter(t -> t.reference() % 2 == shard).map(AlignTrack::id).toList();
    }

    @Test
    void aShardThatAnswersAPacketLaterGivesNoIdentityAgain() {
        List<Long> first = begunBy(0, line(6, 40, 0, 80), line(8, 40, 0, 80));
        assertThat(first).as("as with one shard").containsExactly(86L << 10, (86L << 10) + 1);
        tracks = List.of();
        List<Long> second = begunBy(1, line(7, 40, 0, 80), line(9, 40, 0, 80));
        assertThat(second).doesNotHaveDuplicates().hasSize(2).doesNotContainAnyElementsOf(first);
        tracks = List.of();
        begunBy(0, line(6, 40, 0, 80));
        assertThat(begunBy(1, line(7, 40, 0, 80), line(9, 40, 0, 80)))
                .as("whoever else has answered")
                .isEqualTo(second);
    }

    @Test
    void aReplayGivesTheSameIdentity() {
        step(86, line(7, 40, 0, 80));
        long id = tracks.get(0).id();
        tracks = List.of();
        step(86, line(7, 40, 0, 80));
        assertThat(tracks.get(0).id()).isEqualTo(id);
    }
}
