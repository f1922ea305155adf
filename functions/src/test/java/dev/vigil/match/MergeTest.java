package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index in parts is asked and merged; its answers are those of one that was never in parts. */
class MergeTest {
    private static final int SMALL_DELTA = 1_000;
    private static final int SLICES = 240;
    private static final int STEPS = 360;
    private static final int PIECES = 5;
    private static final double SECONDS = 30;
    private static final long WEEK = 26_000_000;

    private static final long[][] MUSIC =
            IntStream.range(0, PIECES)
                    .mapToObj(i -> TestingEar.peaks(TestingMusic.play(100 + i, SECONDS)))
                    .toArray(long[][]::new);

    private static final List<Packet> QUERIES =
            IntStream.range(0, PIECES).mapToObj(MergeTest::query).toList();

    private final Index parts = new Index(TestingEar.PROFILE, SMALL_DELTA);
    private final Index whole = new Index(TestingEar.PROFILE);

    /** Peaks that are in so far of the references that grow, which stand for feeds. */
    private final int[] known = new int[PIECES];

    private int added;

    private static Packet query(int piece) {
        short[] cut = TestingLibrary.cut(TestingMusic.play(100 + piece, SECONDS), 7, 12);
        List<Packet> packets = TestingEar.packets(cut);
        return packets.get(packets.size() - 1);
    }

    /** A recording that is another one to a search: moved by more bands than it tolerates. */
    private static long[] moved(int piece, int bands) {
        int pitches = TestingEar.PROFILE.bands() * Peak.PER_BAND;
        long[] moved = new long[MUSIC[piece].length];
        for (int i = 0; i < moved.length; i++) {
            long peak = MUSIC[piece][i];
            int frequency = (Peak.frequency(peak) + bands * Peak.PER_BAND) % pitches;
            moved[i] = Peak.pack(Peak.time(peak), frequency, Peak.level(peak));
        }
        Arrays.sort(moved);
        return moved;
    }

    /** A third of such a recording: 240 of them, none within what a search tolerates of another. */
    private static long[] slice(int number) {
        long[] peaks = moved(number % PIECES, number / PIECES / 3 * 14);
        int third = number / PIECES % 3;
        long from = (long) (third * SECONDS / 3 * TestingEar.PROFILE.framesPerSecond());
        long to = (long) ((third + 1) * SECONDS / 3 * TestingEar.PROFILE.framesPerSecond());
        return Arrays.stream(peaks)
                .filter(peak -> Peak.frame(peak) >= from && Peak.frame(peak) < to)
                .map(peak -> peak - Peak.startOf(from))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anIndexInPartsAnswersAsTheMergedOne(long seed) {
        Random random = new Random(seed);
        int mostParts = 0;
        for (int feed = 0; feed < PIECES; feed++) {
            add(new long[0]);
        }
        for (int step = 0; step < STEPS; step++) {
            change(random);
            parts.maintain();
            mostParts = Math.max(mostParts, parts.parts());
        }
        whole.compact();
        assertThat(mostParts).as("seed %d", seed).isEqualTo(3);
        assertThat(parts.hours()).isEqualTo(whole.hours());
        assertSameLines(seed);
        parts.compact();
        assertThat(parts.parts()).isOne();
        assertThat(parts.postings()).isEqualTo(whole.postings());
        assertThat(parts.crowd()).isEqualTo(whole.crowd());
        assertSameLines(seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void whatIsLaidAsideIsMergedIntoTheSameIndex(long seed) {
        Random random = new Random(seed);
        for (int feed = 0; feed < PIECES; feed++) {
            add(new long[0]);
        }
        for (int step = 0; step < STEPS; step++) {
            change(random);
            parts.maintainUnasked();
        }
        assertThat(parts.isMergeDue()).isTrue();
        assertThat(parts.parts()).as("laid aside").isGreaterThan(5);
        parts.maintain();
        assertThat(parts.isMergeDue()).isFalse();
        assertThat(parts.parts()).isOne();
        whole.compact();
        assertThat(parts.postings()).isEqualTo(whole.postings());
        assertThat(parts.crowd()).isEqualTo(whole.crowd());
        assertSameLines(seed);
    }

    /** As several threads make hashes, each of one reference on a time line of its own. */
    @Test
    void whatWasHashedByItselfIsTheSameIndex() {
        parts.add(Hashed.of(new long[0]));
        whole.add(new long[0]);
        for (int slice = 0; slice < SLICES; slice++) {
            long[] peaks = slice(slice);
            int end = slice % 3 == 0 ? peaks.length / 2 : peaks.length;
            long[] first = Arrays.copyOf(peaks, end);
            long[] later = Arrays.copyOfRange(peaks, end, peaks.length);
            parts.append(parts.add(Hashed.of(first)), later);
            whole.append(whole.add(first), later);
        }
        assertThat(parts.hours()).isEqualTo(whole.hours());
        assertThat(parts.postings()).isEqualTo(whole.postings());
        assertSameLines(0);
        parts.compact();
        whole.compact();
        assertThat(parts.crowd()).isEqualTo(whole.crowd());
        assertSameLines(0);
    }

    @Test
    void whatIsNotInOrderIsNotHashed() {
        long[] peaks = {MUSIC[0][700], MUSIC[0][0]};
        assertThatThrownBy(() -> Hashed.of(peaks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in order of time");
    }

    /** A library that is filled with version after version must not need room for all of them. */
    @Test
    void whatIsRetiredBeforeAnybodyAsksIsMergedAway() {
        for (int version = 0; version < 60; version++) {
            for (int piece = 0; piece < PIECES; piece++) {
                int ordinal = parts.add(moved(piece, version % 14));
                if (version > 0) {
                    parts.retire(ordinal - PIECES);
                }
                parts.maintainUnasked();
            }
        }
        whole.add(MUSIC[0]);
        assertThat(parts.postings()).isLessThan(6L * PIECES * whole.postings());
    }

    private void add(long[] peaks) {
        parts.add(peaks);
        whole.add(peaks);
        added++;
    }

    private void change(Random random) {
        int choice = random.nextInt(12);
        if (choice == 0) {
            int reference = random.nextInt(added);
            parts.retire(reference);
            whole.retire(reference);
        } else if (choice < 9 && added < SLICES) {
            add(slice(added));
        } else {
            grow(random.nextInt(PIECES), random.nextInt(200));
        }
    }

    private void grow(int feed, int peaks) {
        int to = Math.min(MUSIC[feed].length, known[feed] + peaks);
        long[] more = Arrays.copyOfRange(MUSIC[feed], known[feed], to);
        known[feed] = to;
        parts.append(feed, more);
        whole.append(feed, more);
    }

    private void assertSameLines(long seed) {
        for (Packet query : QUERIES) {
            assertThat(lines(parts, query)).as("seed %d", seed).isEqualTo(lines(whole, query));
        }
    }

    /** Those that may decide: cells begin elsewhere in an index in parts, which moves the weak. */
    private static List<String> lines(Index index, Packet query) {
        double least = SearchSettings.DEFAULT.threshold("audio/1", true, index.hours());
        return new Searcher(index)
                .search(query).stream()
                        .filter(line -> line.evidence() >= least)
                        .map(MergeTest::told)
                        .sorted()
                        .toList();
    }

    private static String told(Line line) {
        return String.format(
                "reference %d, evidence %.3f, offset %.2f",
                line.reference(), line.evidence(), line.offsetFrames());
    }

    @Test
    void aLargeSegmentIsMergedOnceManyOfItsReferencesAreRetired() {
        for (int i = 0; i < 40; i++) {
            parts.add(moved(i % PIECES, i));
        }
        parts.compact();
        long full = parts.postings();
        for (int i = 0; i < 15; i++) {
            parts.retire(i);
        }
        parts.add(moved(0, 60));
        parts.maintain();
        assertThat(parts.parts()).isOne();
        assertThat(parts.postings()).isLessThan(full * 3 / 4);
    }

    @Test
    void theFewNewAreNotWorthAMergeOfTheManyOld() {
        for (int i = 0; i < 60; i++) {
            parts.add(moved(i % PIECES, i));
        }
        parts.compact();
        parts.add(MUSIC[0]);
        parts.maintain();
        assertThat(parts.parts()).isEqualTo(2);
    }

    /** What everybody plays says nothing of a reference, be it old or new. */
    @Test
    void aKeyThatIsCrowdedInTheLargeSegmentIsReadNowhere() {
        for (int i = 0; i < 100; i++) {
            parts.add(MUSIC[0]);
        }
        parts.add(MUSIC[1]);
        parts.compact();
        int crowded = parts.add(MUSIC[0]);
        int single = parts.add(MUSIC[2]);
        assertThat(parts.parts()).isEqualTo(2);
        assertThat(hits(QUERIES.get(0), crowded)).isZero();
        assertThat(hits(QUERIES.get(2), single)).isGreaterThan(100);
    }

    private long hits(Packet query, int reference) {
        long[] count = {0};
        new Searcher(parts)
                .hits(
                        new Packet(
                                "audio/1", 0, 0, query.toFrame(), query.peaks(), new long[0], true),
                        (found, there, here) -> count[0] += found == reference ? 1 : 0);
        return count[0];
    }

    /** Wherever its first peak is. By this a slot knows what there is room for. */
    @ParameterizedTest
    @ValueSource(longs = {0, 20, 10_000})
    void aReferenceAddressesWhatItsProfileCounts(long frames) {
        AudioProfile profile = AudioProfile.of(TestingEar.PROFILE);
        long[] peaks = Arrays.stream(MUSIC[0]).map(peak -> peak + Peak.startOf(frames)).toArray();
        long counted = profile.addressed(profile.fromFrame(peaks), profile.toFrame(peaks));
        double addressed = Delta.of(peaks).length() / Posting.PER_FRAME;
        assertThat(addressed).isBetween(counted - 2.0, (double) counted);
    }

    /** A week of silence between two bars take as much of the time line as music does. */
    @Test
    void silenceFillsTheTimeLineAndIsRefusedWhenNothingIsLeft() {
        long[] sparse = new long[60];
        for (int i = 0; i < sparse.length; i++) {
            long frame = i / 30 * WEEK + i % 30 * 4;
            sparse[i] = Peak.pack(frame * Peak.PER_FRAME, 100 + i % 7 * 90, 40);
        }
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 25; i++) {
                                parts.add(sparse);
                                parts.maintain();
                            }
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3,460 hours")
                .hasMessageContaining("more shards");
        assertThat(parts.hours()).isBetween(3_000.0, 3_460.0);
        parts.retire(0);
        parts.compact();
        assertThat(parts.parts()).as("each has a time line of its own").isGreaterThan(1);
        assertThat(new Searcher(parts).search(QUERIES.get(0))).isEmpty();
        int last = parts.add(MUSIC[0]);
        assertThat(new Searcher(parts).search(QUERIES.get(0)))
                .first()
                .matches(line -> line.reference() == last && line.evidence() > 50);
    }
}
