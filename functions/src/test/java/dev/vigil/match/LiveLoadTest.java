package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of one recording crowd its keys, so that none of them is usually read. */
class LiveLoadTest {
    private static final short[] MUSIC = TestingMusic.play(10, 32);
    private static final long[] PEAKS = TestingEar.peaks(MUSIC);
    private static final List<long[]> OTHERS = new ArrayList<>();

    /** Behind the loop. */
    private static final int FIRST_COPY = 1;

    private final Index index = new Index(TestingEar.PROFILE);
    private final Searcher searcher = new Searcher(index);

    @BeforeAll
    static void others() {
        for (int seed = 100; seed < 105; seed++) {
            OTHERS.add(TestingEar.peaks(TestingMusic.play(seed, 60)));
        }
    }

    /** The keys that the query has in common with so much other music are not crowded. */
    @ParameterizedTest
    @CsvSource({"1, 30", "1, 100", "10, 30"})
    void aRecordingIsFoundBesideHoursOfOthers(int hours, int copies) {
        others(hours);
        copies(copies);
        index.compact();
        assertThat(found(MUSIC, true)).as("as an upload").isEqualTo(1);
        assertThat(found(MUSIC, false)).as("on air").isGreaterThan(0.9);
        short[] noisy = TestingMusic.withNoise(MUSIC, 10, 1);
        assertThat(found(noisy, true)).as("in noise").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void copiesAreFoundAmongThoseThatWereRetired(boolean olderOnes) {
        others(1);
        int first = copies(30);
        index.compact();
        for (int i = 0; i < 24; i++) {
            index.retire(first + (olderOnes ? i : 6 + i));
        }
        assertThat(found(MUSIC, true)).isEqualTo(1);
        assertThat(found(MUSIC, false)).isGreaterThan(0.9);
    }

    @Test
    void theNewestVersionIsFoundBehindAllThoseThatItReplaces() {
        others(1);
        int first = copies(30);
        index.compact();
        for (int i = 0; i < 30; i++) {
            index.retire(first + i);
        }
        int newest = index.add(PEAKS);
        List<Line> lines = searcher.search(packets(MUSIC).get(8));
        assertThat(lines.get(0).reference()).isEqualTo(newest);
    }

    /** As equal copies have as many hits, all are as full as one another. */
    @Test
    void moreCopiesThanThereIsRoomForAreFoundWhereTheyAreNoCrowd() {
        long[] larger = TestingEar.peaks(TestingMusic.play(11, 16));
        for (int i = 0; i < 400; i++) {
            index.add(larger);
        }
        copies(100);
        index.compact();
        assertThat(Effort.SCREEN.largestBucket(index.shelves().main())).isGreaterThan(100);
        for (Packet packet : packets(MUSIC).subList(6, 10)) {
            assertThat(searcher.screen(packet)).isNotEmpty();
            assertThat(searcher.search(packet)).isNotEmpty();
        }
    }

    @Test
    void whatIsReadOfACrowdIsBounded() {
        int copies = 200;
        copies(copies);
        index.compact();
        long most = Effort.THOROUGH.pairs().share(3L * copies * PEAKS.length);
        for (Packet packet : packets(MUSIC).subList(0, 8)) {
            assertThat(hits(() -> searcher.screen(packet))).isLessThanOrEqualTo(48 * 24);
            long before = searcher.spent().pairs();
            assertThat(hits(() -> searcher.search(packet))).isLessThanOrEqualTo(192 * 24);
            assertThat(searcher.spent().pairs() - before).isLessThanOrEqualTo(most);
        }
        assertThat(searcher.spent().pairs()).isPositive();
        assertThat(unlimited(packets(MUSIC).get(7))).isGreaterThan(most);
        Packet packet = packets(MUSIC).get(8);
        index.add(PEAKS);
        assertThat(hits(() -> assertThat(searcher.search(packet)).isNotEmpty()))
                .as("found by its pairs, so that no crowd is read")
                .isZero();
    }

    /** Pairs of a packet that are found where all is read. */
    private long unlimited(Packet packet) {
        PairVotes votes = new PairVotes();
        votes.candidates(
                index.shelves(),
                packet.peaks(),
                Searcher.firstOfPairs(packet),
                Searcher.middle(packet.peaks()),
                new PairEffort(Integer.MAX_VALUE, 1, 1, 1),
                it -> false);
        return votes.count();
    }

    private long hits(Runnable question) {
        long before = searcher.spent().hits();
        question.run();
        return searcher.spent().hits() - before;
    }

    private void others(int hours) {
        for (int variant = 0; variant < 12 * hours; variant++) {
            int bands = variant % 23 - 11;
            double tempo = 1 + 0.02 * (variant / 23);
            OTHERS.forEach(peaks -> index.add(varied(peaks, bands, tempo)));
        }
    }

    /** The first one's ordinal. */
    private int copies(int count) {
        int first = index.add(PEAKS);
        for (int i = 1; i < count; i++) {
            index.add(PEAKS);
        }
        return first;
    }

    private static long[] varied(long[] peaks, int bands, double tempo) {
        return Arrays.stream(peaks)
                .map(
                        peak ->
                                Peak.pack(
                                        Math.round(Peak.time(peak) / tempo),
                                        Peak.frequency(peak) + bands * Peak.PER_BAND,
                                        Peak.level(peak)))
                .sorted()
                .toArray();
    }

    /**
     * Less than what makes a match is not enough, be it more than any threshold of a small index.
     */
    @Test
    void aLoopInCommonDoesNotHideTheCopies() {
        Packet packet = loopAndMusic().get(1);
        Line best = Tiers.DEFAULT.ask(searcher, packet, false, Thresholds.LEAST).get(0);
        assertThat(best.reference()).isLessThan(FIRST_COPY);
        assertThat(best.evidence()).isGreaterThan(Thresholds.LEAST);
        assertThat(Tiers.DEFAULT.ask(searcher, packet, false, best.evidence() + 1))
                .anyMatch(line -> line.reference() >= FIRST_COPY);
    }

    /** It is asked for once. */
    @Test
    void aLoopInCommonHidesNoCopiesInAnUploadHoweverStrongItIs() {
        assertThat(Tiers.DEFAULT.ask(searcher, loopAndMusic().get(7), true, Thresholds.LEAST))
                .anyMatch(line -> line.reference() >= FIRST_COPY);
    }

    /** Music with a soft loop, which is a recording of its own; of the music there are 100. */
    private List<Packet> loopAndMusic() {
        short[] loop = TestingMusic.play(11, 32);
        short[] mixed = new short[MUSIC.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (short) ((MUSIC[i] + 0.2 * loop[i]) / 2);
        }
        assertThat(index.add(TestingEar.peaks(loop))).isEqualTo(FIRST_COPY - 1);
        copies(100);
        index.compact();
        return packets(mixed);
    }

    /**
     * It costs a quarter of screening where nothing is found, which is nearly always. Packet 7 is
     * found by its pairs.
     */
    @Test
    void screeningLooksAtACrowdNowAndThenOnly() {
        copies(100);
        index.compact();
        List<Packet> packets = packets(MUSIC);
        for (int i = 6; i < 12; i++) {
            List<Line> lines = Tiers.DEFAULT.ask(searcher, packets.get(i), false, 45);
            assertThat(lines.isEmpty()).as("packet %d", i).isEqualTo(i % 3 != 2 && i != 7);
        }
    }

    /** The share of packets that match, on air at once or in one of the two before. */
    private double found(short[] pcm, boolean upload) {
        double threshold = SearchSettings.DEFAULT.threshold("audio/1", upload, index.hours());
        int asked = 0;
        int found = 0;
        int foundAt = Integer.MIN_VALUE / 2;
        for (Packet packet : packets(pcm)) {
            if (Tiers.DEFAULT.plan(packet, upload) == Tiers.Plan.SKIP) {
                continue;
            }
            List<Line> lines = Tiers.DEFAULT.ask(searcher, packet, upload, threshold);
            asked++;
            foundAt = !lines.isEmpty() && lines.get(0).evidence() >= threshold ? asked : foundAt;
            found += asked - foundAt < (upload ? 1 : 3) ? 1 : 0;
        }
        return (double) found / asked;
    }

    private static List<Packet> packets(short[] pcm) {
        return TestingEar.packets(pcm);
    }
}
