package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTest {
    private static final long[] PEAKS = TestingEar.peaks(TestingMusic.play(100, 40));

    private static Packet query() {
        List<Packet> packets =
                TestingEar.packets(TestingLibrary.cut(TestingMusic.play(100, 40), 12, 10));
        return packets.get(packets.size() - 1);
    }

    private static Line best(Index index) {
        return new Searcher(index).search(query()).get(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void growthGivesEachTripleOnce(long seed) {
        Random random = new Random(seed);
        Set<List<Integer>> whole = new HashSet<>();
        Triples.each(PEAKS, PEAKS.length, 0, 5, (a, b, c) -> whole.add(List.of(a, b, c)));
        Set<List<Integer>> grown = new HashSet<>();
        int made = 0;
        for (int at = 0; at < PEAKS.length; ) {
            int end = Math.min(PEAKS.length, at + 1 + random.nextInt(60));
            Triples.each(PEAKS, end, at, 5, (a, b, c) -> grown.add(List.of(a, b, c)));
            int from = at;
            int[] count = {0};
            Triples.each(PEAKS, end, from, 5, (a, b, c) -> count[0]++);
            made += count[0];
            at = end;
        }
        assertThat(grown).as("seed %d", seed).isEqualTo(whole).hasSize(made);
    }

    @Test
    void aFeedIsFoundWhileItGrows() {
        Index index = new Index(TestingEar.PROFILE);
        int feed = index.add(new long[0]);
        for (int at = 0; at < PEAKS.length; at += 50) {
            index.append(feed, Arrays.copyOfRange(PEAKS, at, Math.min(PEAKS.length, at + 50)));
        }
        Index whole = new Index(TestingEar.PROFILE);
        whole.add(PEAKS);
        assertThat(best(index).evidence()).isGreaterThan(50);
        assertThat(best(index).offsetFrames()).isCloseTo(best(whole).offsetFrames(), within(0.5));
    }

    @Test
    void compactionChangesNoAnswer() {
        Index index = new Index(TestingEar.PROFILE);
        for (int i = 0; i < 4; i++) {
            index.add(TestingEar.peaks(TestingMusic.play(99 + i, 40)));
        }
        List<Line> before = new Searcher(index).search(query());
        index.compact();
        List<Line> after = new Searcher(index).search(query());
        assertSame(after.get(0), before.get(0));
        index.append(0, new long[] {PEAKS[PEAKS.length - 1] + (1L << 34)});
        index.compact();
        assertSame(best(index), before.get(0));
    }

    /** Anchors may differ a little: a shelf of another length has its cells elsewhere. */
    private static void assertSame(Line line, Line expected) {
        assertThat(line.reference()).isEqualTo(expected.reference());
        assertThat(line.evidence()).isEqualTo(expected.evidence());
        assertThat(line.offsetFrames()).isCloseTo(expected.offsetFrames(), within(1e-3));
        assertThat(line.anchors()).isCloseTo(expected.anchors(), within(20));
    }

    @Test
    void whileACompactionRunsTheIndexGrowsAndAnswers() {
        Index index = new Index(TestingEar.PROFILE);
        int reference = index.add(Arrays.copyOf(PEAKS, PEAKS.length / 2));
        // As much as makes one due; most of the time is the music's.
        for (int work = 0; work < 7; work++) {
            long[] other = TestingEar.peaks(TestingMusic.play(300 + work, 60));
            for (int copy = 0; copy < 7; copy++) {
                index.add(other);
            }
        }
        Compaction due = index.compaction().orElseThrow();
        assertThat(index.compaction()).as("one at a time").isEmpty();
        index.append(reference, Arrays.copyOfRange(PEAKS, PEAKS.length / 2, PEAKS.length));
        Line during = best(index);
        due.run();
        index.publish(due);
        assertThat(best(index).evidence()).isEqualTo(during.evidence()).isGreaterThan(50);
        assertThatThrownBy(() -> publishUnrun(index))
                .hasMessageContaining("expected a compaction that has run");
    }

    /** What a merge of {@code maintain} could not do either, while the index is built. */
    @Test
    void aMergeThatFailsLeavesAllAndIsDueAgainWithMore() {
        Index index = new Index(TestingEar.PROFILE);
        int reference = index.add(PEAKS);
        for (int i = 0; i < 11; i++) {
            Index.Addition week = index.adding(week());
            week.run();
            index.publish(week);
        }
        assertThatThrownBy(index::maintain).hasMessageContaining("hours of references, got more");
        assertThat(index.isMergeDue()).as("not at once").isFalse();
        assertThat(best(index).reference()).isEqualTo(reference);
        index.retire(1);
        index.retire(2);
        for (int i = 0; i < 3; i++) {
            index.add(week());
            index.retire(3 + i);
        }
        assertThat(index.isMergeDue()).isTrue();
        index.maintain();
        assertThat(index.parts()).isEqualTo(1);
        assertThat(best(index).reference()).isEqualTo(reference);
    }

    /** Two peaks that have nothing to do with each other. */
    private static long[] week() {
        return new long[] {Peak.pack(0, 1_000, 1_000), Peak.pack(26_000_000L << 6, 1_000, 1_000)};
    }

    private static void publishUnrun(Index index) {
        index.publish(new Compaction(List.of(), List.of(), new BitSet()));
    }

    @Test
    void aRetiredReferenceIsInNoAnswerAndGivesItsMemoryBack() {
        Index index = new Index(TestingEar.PROFILE);
        int kept = index.add(TestingEar.peaks(TestingMusic.play(98, 40)));
        int gone = index.add(PEAKS);
        index.compact();
        assertThat(new Searcher(index).search(query())).anyMatch(l -> l.reference() == gone);
        double hours = index.hours();
        long bytes = index.bytes();
        index.retire(gone);
        index.append(gone, PEAKS);
        assertThat(new Searcher(index).search(query())).noneMatch(l -> l.reference() == gone);
        index.compact();
        assertThat(index.hours()).isLessThan(0.6 * hours);
        assertThat(index.bytes()).isLessThan(bytes);
        assertThat(kept).isZero();
    }

    @Test
    void aSmallLibraryTakesLittleMemory() {
        Index index = new Index(TestingEar.PROFILE);
        index.add(TestingEar.peaks(TestingMusic.play(1, 120)));
        index.compact();
        assertThat(index.bytes()).isBetween(100_000L, 2_000_000L);
        assertThat(new Index(TestingEar.PROFILE).bytes()).isLessThan(100_000);
    }

    @Test
    void aPacketOfAnotherProfileIsRefused() {
        Packet other = new Packet("audio/7", 0, 0, 86, PEAKS, new long[0], true);
        Searcher searcher = new Searcher(new Index(TestingEar.PROFILE));
        assertThatThrownBy(() -> searcher.search(other)).hasMessageContaining("got audio/7");
        assertThat(searcher.search(query())).as("empty index").isEmpty();
    }
}
