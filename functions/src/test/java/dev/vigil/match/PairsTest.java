package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairsTest {
    private static final int SECONDS = 40;
    private static final long[] PEAKS = TestingEar.peaks(TestingMusic.play(100, SECONDS));

    /** Of the frequencies of most peaks, in 1/16 band. */
    private static final int MIDDLE = 1_500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void growthGivesEachPairOnce(long seed) {
        Random random = new Random(seed);
        Set<List<Integer>> whole = new HashSet<>();
        Pairs.each(PEAKS, PEAKS.length, 0, 2, (a, b) -> whole.add(List.of(a, b)));
        Set<List<Integer>> grown = new HashSet<>();
        int[] made = {0};
        for (int at = 0; at < PEAKS.length; ) {
            int end = Math.min(PEAKS.length, at + 1 + random.nextInt(60));
            Pairs.each(
                    PEAKS,
                    end,
                    at,
                    2,
                    (a, b) -> {
                        grown.add(List.of(a, b));
                        made[0]++;
                    });
            at = end;
        }
        assertThat(grown).as("seed %d", seed).isEqualTo(whole).hasSize(made[0]);
    }

    /** One that is near is under the keys of one run, and accepted; no other is. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatIsNearIsFoundOnceAndNothingElse(long seed) {
        Random random = new Random(seed);
        Pairs.Runs runs = new Pairs.Runs();
        int near = 0;
        for (int i = 0; i < 100_000; i++) {
            int frequency = 900 + random.nextInt(2_000);
            int interval = 30 + random.nextInt(600);
            int gap = 100 + random.nextInt(800);
            runs.fill(pair(frequency, interval, gap), 0);
            int f = random.nextInt(31) - 15;
            int d = random.nextInt(41) - 20;
            int g = random.nextInt(301) - 150;
            long[] other = pair(frequency + f, interval + d, Math.max(64, gap + g));
            g = (int) (Peak.time(other[1]) - Peak.time(other[0])) - gap;
            int found = 0;
            for (int run = 0; run < runs.count; run++) {
                int key = Pairs.keyOf(other[0], other[1]);
                boolean under = runs.from(run) <= key && key <= runs.to(run);
                found +=
                        under
                                ? Pairs.accepts(
                                        runs.least(run),
                                        runs.range(run),
                                        Pairs.detail(other[0], other[1]))
                                : 0;
            }
            boolean isNear = Math.abs(f) <= 8 && Math.abs(d) <= 10;
            // A gap is kept to 1/16 frame.
            int most = isNear && Math.abs(g) <= 79 && gap + g < Pairs.LARGEST_GAP ? 1 : 0;
            int least = isNear && Math.abs(g) <= 74 && gap + g < Pairs.LARGEST_GAP ? 1 : 0;
            assertThat(found).as("%d %d %d from %d", f, d, g, gap).isBetween(least, most);
            near += found;
        }
        assertThat(near).isGreaterThan(5_000);
    }

    private static long[] pair(int frequency, int interval, int gap) {
        return new long[] {
            Peak.pack(10_000, frequency, 100), Peak.pack(10_000 + gap, frequency + interval, 100)
        };
    }

    /** As after a large room: of the recording's peaks few are left, between many others. */
    private static Packet ruined(double kept, long seed) {
        short[] cut = TestingLibrary.cut(TestingMusic.play(100, SECONDS), 12, 10);
        List<Packet> packets = TestingEar.packets(cut);
        Packet packet = packets.get(packets.size() - 1);
        Random random = new Random(seed);
        LongStream left = Arrays.stream(packet.peaks()).filter(peak -> random.nextDouble() < kept);
        long end = Peak.time(packet.peaks()[packet.peaks().length - 1]);
        LongStream others =
                random.longs(packet.peaks().length, 0, end)
                        .map(time -> Peak.pack(time, random.nextInt(3_500), 100));
        return new Packet(
                packet.profile(),
                packet.sequence(),
                packet.fromFrame(),
                packet.toFrame(),
                LongStream.concat(left, others).sorted().toArray(),
                packet.loud(),
                packet.last());
    }

    private static Index index() {
        Index index = new Index(TestingEar.PROFILE);
        for (int i = 0; i < 6; i++) {
            index.add(TestingEar.peaks(TestingMusic.play(98 + i, SECONDS)));
        }
        return index;
    }

    private static Index copies(int count) {
        Index index = new Index(TestingEar.PROFILE);
        for (int i = 0; i < count; i++) {
            index.add(PEAKS);
        }
        index.compact();
        return index;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPlaceIsFoundWhereHardlyATripleIsLeft(long seed) {
        Packet packet = ruined(0.25, seed);
        Index index = index();
        for (int parts = 0; parts < 2; parts++) {
            List<Line> found = new Searcher(index).find(packet, 0, Effort.UPLOAD, Thresholds.LEAST);
            assertThat(found).as("seed %d", seed).isNotEmpty();
            assertThat(found.get(0).reference()).isEqualTo(2);
            assertThat(found.get(0).evidence()).isGreaterThan(Thresholds.LEAST);
            index.compact();
        }
    }

    /** Of 40 copies, which pairs find alike, only some are verified; triples find hardly any. */
    @Test
    void anExplanationKnowsWhatPairsHaveFound() {
        int copies = 40;
        Searcher searcher = new Searcher(copies(copies));
        List<Line> lines = searcher.find(ruined(0.25, 1), 0, Effort.UPLOAD, Thresholds.LEAST);
        double offset = 12 * TestingEar.PROFILE.framesPerSecond();
        int byPairsAlone = 0;
        int verified = 0;
        for (int copy = 0; copy < copies; copy++) {
            TruePlace place = new TruePlace(copy, offset, 1);
            Explanation one = searcher.explain(place, lines).orElseThrow();
            assertThat(one.pairs().count()).isGreaterThanOrEqualTo(PairVotes.LEAST);
            assertThat(one.pairs().rank()).isBetween(1, one.pairs().places());
            assertThat(one.pairs().rank()).isLessThanOrEqualTo(one.pairs().looked());
            assertThat(one.pairs().promise()).isGreaterThan(Verifier.LEAST_PEAK_EVIDENCE);
            verified += one.pairs().verified() ? 1 : 0;
            if (one.given() == 0) {
                assertThat(one.pairs().verified()).isFalse();
                assertThat(one.loss(Thresholds.LEAST)).isEqualTo(Explanation.Loss.CANDIDATES);
                byPairsAlone += one.anchors() < one.leastAnchors() ? 1 : 0;
            }
        }
        assertThat(byPairsAlone).isPositive();
        assertThat(verified).isEqualTo(Effort.UPLOAD.pairs().promising());

        TruePlace elsewhere = new TruePlace(0, offset + 300, 1);
        Explanation wrong = searcher.explain(elsewhere, lines).orElseThrow();
        assertThat(wrong.pairs().count()).isLessThan(PairVotes.LEAST);
        assertThat(wrong.pairs().rank()).isZero();
    }

    /** Of copies that pairs find alike the newest are looked at; some of those are verified. */
    @Test
    void anExplanationTellsARefusedPlaceFromOneThatWasNotLookedAt() {
        int copies = 2 * Effort.UPLOAD.pairs().places();
        Searcher searcher = new Searcher(copies(copies));
        List<Line> lines = searcher.find(ruined(0.25, 1), 0, Effort.UPLOAD, Thresholds.LEAST);
        double offset = 12 * TestingEar.PROFILE.framesPerSecond();
        List<Explanation.Votes> votes =
                IntStream.iterate(copies - 1, copy -> copy >= 0, copy -> copy - 10)
                        .mapToObj(copy -> new TruePlace(copy, offset, 1))
                        .map(place -> searcher.explain(place, lines).orElseThrow().pairs())
                        .toList();
        assertThat(votes).filteredOn(Explanation.Votes::verified).isNotEmpty();
        assertThat(votes)
                .filteredOn(it -> it.rank() > it.looked())
                .isNotEmpty()
                .allMatch(it -> it.promise() == 0 && !it.verified());
        assertThat(votes)
                .filteredOn(it -> it.rank() <= it.looked() && !it.verified())
                .isNotEmpty()
                .allMatch(it -> it.promise() > Verifier.LEAST_PEAK_EVIDENCE);
    }

    /** A stream that a hall has ruined is found between two thorough searches. */
    @Test
    void somePacketsOfAStreamAreScreenedByPairs() {
        Index index = index();
        index.compact();
        assertThat(asked(index, 7)).isPositive();
        assertThat(asked(index, 15)).isPositive();
        assertThat(asked(index, 8)).isZero();
    }

    /** Pairs that were read for a packet of a stream. */
    private static long asked(Index index, int sequence) {
        Packet packet = placed(ruined(0.25, 1), sequence, false);
        Searcher searcher = new Searcher(index);
        List<Line> found = Tiers.DEFAULT.ask(searcher, packet, false, Thresholds.LEAST);
        assertThat(found.isEmpty()).isEqualTo(searcher.spent().pairs() == 0);
        assertThat(searcher.spent().searches()).isZero();
        return searcher.spent().pairs();
    }

    /** What a loop that thousands of recordings have would cost without a limit. */
    @Test
    void onlySoMuchIsReadAndTheRarestFirst() {
        Index index = new Index(TestingEar.PROFILE);
        long[] other = TestingEar.peaks(TestingMusic.play(7, SECONDS));
        for (int i = 0; i < 50; i++) {
            index.add(other);
        }
        index.add(PEAKS);
        index.compact();
        Packet packet = ruined(1, 1);
        long middle = Searcher.middle(packet.peaks());
        PairVotes votes = new PairVotes();

        List<Candidate> found =
                votes.candidates(
                        index.shelves(), packet.peaks(), 0, middle, reading(1_000), it -> false);

        assertThat(votes.count()).isBetween(1, 1_000);
        assertThat(found).singleElement().matches(it -> it.reference() == 50);
        votes.candidates(
                index.shelves(),
                packet.peaks(),
                0,
                middle,
                reading(Integer.MAX_VALUE),
                it -> false);
        assertThat(votes.count()).isGreaterThan(1_000);
    }

    /** Of a tenth of the peaks too, where as many votes fall elsewhere by chance. */
    @Test
    void aFirstLookTellsTheRightPlaceFromOthersThatPairsName() {
        Index index = new Index(TestingEar.PROFILE);
        int right = index.add(PEAKS);
        for (int piece = 0; piece < 20; piece++) {
            index.add(TestingEar.peaks(TestingMusic.play(200 + piece, 60)));
        }
        index.compact();
        List<Integer> ranks = new ArrayList<>();
        int most = 0;
        for (double kept : new double[] {0.1, 0.3}) {
            for (long seed = 1; seed < 12; seed++) {
                Packet packet = ruined(kept, seed);
                List<Candidate> places = places(index, packet);
                int rank = references(places).indexOf(right);
                if (rank >= 0) {
                    assertThat(references(promising(index, packet, places)))
                            .as("%s of peaks, seed %d", kept, seed)
                            .startsWith(right)
                            .hasSizeLessThanOrEqualTo(4);
                    ranks.add(rank);
                }
                most = Math.max(most, places.size());
            }
        }
        assertThat(ranks).hasSizeGreaterThan(11).anyMatch(rank -> rank > 0);
        assertThat(most).as("places of one question").isGreaterThan(24);
    }

    private static List<Candidate> promising(Index index, Packet packet, List<Candidate> places) {
        Verifier verifier = new Verifier();
        verifier.query(packet, false);
        List<FirstLook.Looked> looked = new FirstLook(index, verifier).at(places);
        return FirstLook.promising(looked, Effort.UPLOAD.pairs().promising());
    }

    private static List<Integer> references(List<Candidate> places) {
        return places.stream().map(Candidate::reference).toList();
    }

    private static PairEffort reading(int most) {
        return new PairEffort(most, 6, 1, 1);
    }

    /** What is not found at the end of a live stream never is: twice as many are verified. */
    @Test
    void theEndOfALiveStreamIsSearchedTheHardest() {
        Index index = new Index(TestingEar.PROFILE);
        for (int i = 0; i < 60; i++) {
            index.add(PEAKS);
        }
        index.compact();
        for (boolean last : new boolean[] {false, true}) {
            Packet packet = placed(ruined(0.25, 1), 23, last);
            PairEffort effort = (last ? Effort.LAST : Effort.THOROUGH).pairs();
            assertThat(Tiers.DEFAULT.ask(new Searcher(index), packet, false, Thresholds.LEAST))
                    .as("last: %s", last)
                    .hasSize(effort.promising());
        }
        assertThat(Effort.LAST.pairs().promising())
                .isEqualTo(2 * Effort.THOROUGH.pairs().promising());
    }

    private static Packet placed(Packet it, int sequence, boolean last) {
        return new Packet(
                it.profile(), sequence, it.fromFrame(), it.toFrame(), it.peaks(), it.loud(), last);
    }

    @Test
    void ofALargeIndexAShareIsRead() {
        PairEffort sixth = reading(1 << 21);
        assertThat(sixth.share(900_000)).isEqualTo(150_000);
        assertThat(sixth.share(100_000)).isGreaterThanOrEqualTo(100_000);
        assertThat(sixth.share(1L << 40)).isEqualTo(1 << 21);
    }

    /** A new recording is beside the merged ones at first, whole: of it as much is read. */
    @Test
    void onlySoMuchIsReadOfWhatIsNotMergedYet() {
        Index index = new Index(TestingEar.PROFILE);
        for (int i = 0; i < 50; i++) {
            index.add(PEAKS);
        }
        Packet packet = ruined(1, 1);
        long middle = Searcher.middle(packet.peaks());
        PairVotes votes = new PairVotes();

        votes.candidates(index.shelves(), packet.peaks(), 0, middle, reading(1_000), it -> false);

        assertThat(votes.count()).isBetween(1, 1_000);
    }

    /** Many recordings that are low, and one that is high: none is read up to the limit. */
    @ParameterizedTest
    @ValueSource(ints = {500, 1_000, 2_000})
    void whatIsNotReadOfThatIsOfAllFrequencies(int mostRead) {
        Index index = new Index(TestingEar.PROFILE);
        long[] low = LongStream.of(PEAKS).filter(peak -> Peak.frequency(peak) < MIDDLE).toArray();
        long[] high = LongStream.of(PEAKS).filter(peak -> Peak.frequency(peak) >= MIDDLE).toArray();
        for (int i = 0; i < 9; i++) {
            index.add(low);
        }
        int right = index.add(high);
        Packet packet = ruined(1, 1);
        List<Candidate> found =
                new PairVotes()
                        .candidates(
                                index.shelves(),
                                packet.peaks(),
                                0,
                                Searcher.middle(packet.peaks()),
                                new PairEffort(mostRead, 6, 100, 1),
                                it -> false);
        assertThat(references(found)).contains(right).hasSizeGreaterThan(1);
    }

    /**
     * Each version of a recording is in the index until a merge, at the same place. Of equal places
     * the newest are looked at, which are retired here.
     */
    @Test
    void whatIsRetiredTakesNoPlace() {
        Index index = new Index(TestingEar.PROFILE);
        int last = 2 * Effort.UPLOAD.pairs().places();
        for (int version = 0; version <= last; version++) {
            index.add(PEAKS);
        }
        index.compact();
        for (int version = 1; version <= last; version++) {
            index.retire(version);
        }
        assertThat(new Searcher(index).find(ruined(0.25, 1), 0, Effort.UPLOAD, Thresholds.LEAST))
                .isNotEmpty()
                .allMatch(line -> line.reference() == 0);
    }

    /** It has no peaks any more; but until a merge its postings are found. */
    @Test
    void whatIsRetiredIsNoCandidate() {
        Index index = new Index(TestingEar.PROFILE);
        int retired = index.add(PEAKS);
        index.compact();
        index.retire(retired);
        Searcher searcher = new Searcher(index);
        searcher.find(ruined(1, 1), 0, Effort.UPLOAD, Thresholds.LEAST);
        assertThat(searcher.spent().hits()).isPositive();
        assertThat(searcher.spent().pairs()).isPositive();
        assertThat(searcher.spent().verified()).isZero();
    }

    /** Of many with as many votes few are looked at: an older version is the less likely one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofEqualPlacesTheNewestIsFirst(boolean merged) {
        Index index = new Index(TestingEar.PROFILE);
        for (int i = 0; i < 9; i++) {
            index.add(PEAKS);
        }
        if (merged) {
            index.compact();
        }
        assertThat(references(places(index, ruined(0.25, 1))))
                .containsExactly(8, 7, 6, 5, 4, 3, 2, 1, 0);
    }

    /** All that pairs name. */
    private static List<Candidate> places(Index index, Packet packet) {
        return new PairVotes()
                .candidates(
                        index.shelves(),
                        packet.peaks(),
                        Searcher.firstOfPairs(packet),
                        Searcher.middle(packet.peaks()),
                        Effort.UPLOAD.pairs().withPlaces(Integer.MAX_VALUE),
                        it -> false);
    }
}
