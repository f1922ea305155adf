package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.match.Explanation.Loss;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each stage at which a search may lose what it was asked for. */
class ExplanationTest {
    private static final double THRESHOLD = 20;
    private static final short[] MUSIC = TestingMusic.play(100, 40);
    private static final long[] PEAKS = TestingEar.peaks(MUSIC);
    private static final double FROM_SECONDS = 12;

    private static Packet query() {
        List<Packet> packets = TestingEar.packets(TestingLibrary.cut(MUSIC, FROM_SECONDS, 10));
        return packets.get(packets.size() - 1);
    }

    private static double offset() {
        return FROM_SECONDS * TestingEar.PROFILE.framesPerSecond();
    }

    private static Explanation explained(Index index, TruePlace place) {
        Searcher searcher = new Searcher(index);
        Packet query = query();
        List<Line> lines = searcher.find(query, 0, Effort.UPLOAD, THRESHOLD);
        return searcher.explain(place, lines).orElseThrow();
    }

    private static Index index(long[]... references) {
        Index index = new Index(TestingEar.PROFILE);
        for (long[] reference : references) {
            index.add(reference);
        }
        index.compact();
        return index;
    }

    /** Nothing is lost: all stages have it, and another answer must have been preferred. */
    @Test
    void whatIsFoundPassesAllStages() {
        Explanation found = explained(index(PEAKS), new TruePlace(0, offset(), 1));
        assertThat(found.evidence()).isGreaterThan(100).isCloseTo(found.given(), within(3.0));
        assertThat(found.line().matched()).isGreaterThan(found.peaks() / 2);
        assertThat(found.anchors()).isGreaterThan(50);
        assertThat(found.hits()).isGreaterThanOrEqualTo(found.anchors());
        assertThat(found.rank()).isEqualTo(1);
        assertThat(found.pairs().rank()).isEqualTo(1);
        assertThat(found.pairs().verified()).isTrue();
        assertThat(found.loss(THRESHOLD)).isEqualTo(Loss.JUDGEMENT);
    }

    @Test
    void aWrongPlaceHasNoEvidence() {
        Explanation wrong = explained(index(PEAKS), new TruePlace(0, offset() - 300, 1));
        assertThat(wrong.evidence()).isLessThan(THRESHOLD);
        assertThat(wrong.given()).isZero();
        assertThat(wrong.loss(THRESHOLD)).isEqualTo(Loss.EVIDENCE);
    }

    /** Half as slow again: the peaks agree where one knows it, and no key does. */
    @Test
    void aTempoThatIsNotSearchedIsLostInTheKeys() {
        long[] slower =
                Arrays.stream(PEAKS)
                        .map(
                                peak ->
                                        Peak.pack(
                                                Peak.time(peak) * 3 / 2,
                                                Peak.frequency(peak),
                                                Peak.level(peak)))
                        .toArray();
        Explanation lost = explained(index(slower), new TruePlace(0, 1.5 * offset(), 1.5));
        assertThat(lost.evidence()).isGreaterThan(100);
        assertThat(lost.anchors()).isLessThan(lost.leastAnchors());
        assertThat(lost.loss(THRESHOLD)).isEqualTo(Loss.KEYS);
    }

    /** Each has half of the peaks, so as many hits as another one; only some are verified. */
    @Test
    void oneOfManyAlikeIsLostAmongTheCandidates() {
        int alike = 40;
        Random random = new Random(7);
        long[][] references = new long[alike][];
        Arrays.setAll(
                references,
                i -> Arrays.stream(PEAKS).filter(peak -> random.nextBoolean()).toArray());
        Searcher searcher = new Searcher(index(references));
        List<Line> lines = searcher.find(query(), 0, Effort.THOROUGH, THRESHOLD);
        int lost = 0;
        for (int reference = 0; reference < alike; reference++) {
            TruePlace place = new TruePlace(reference, offset(), 1);
            Explanation one = searcher.explain(place, lines).orElseThrow();
            boolean verified = one.rank() > 0 && one.rank() <= one.verified();
            assertThat(one.evidence()).isGreaterThan(THRESHOLD);
            assertThat(one.loss(THRESHOLD))
                    .as("rank %d", one.rank())
                    .isEqualTo(verified ? Loss.JUDGEMENT : Loss.CANDIDATES);
            lost += verified ? 0 : 1;
        }
        assertThat(lost).isGreaterThanOrEqualTo(alike - Effort.THOROUGH.verified());
    }

    @Test
    void whatIsTooShortToBeAskedHasNoExplanation() {
        Searcher searcher = new Searcher(index(PEAKS));
        TruePlace place = new TruePlace(0, 0, 1);
        assertThat(searcher.explain(place, List.of())).isEmpty();
        Packet silence = new Packet("audio/1", 0, 0, 86, new long[0], new long[0], true);
        searcher.search(silence);
        assertThat(searcher.explain(place, List.of())).isEmpty();
    }
}
