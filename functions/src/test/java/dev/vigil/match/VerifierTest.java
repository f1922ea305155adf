package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.media.Packet;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where a line lies that only the end of a window speaks for. */
class VerifierTest {
    private static final int END = 688;
    private static final int FIRST_HEARD = 630;

    /** Five peaks 10 frames apart, high up, each in a band of its own: nothing meets by chance. */
    private static long[] work() {
        return LongStream.range(0, 5).map(i -> peak(100 + 10 * i, 150 + 10 * (int) i)).toArray();
    }

    private static long peak(long frame, int band) {
        return Peak.pack(frame * Peak.PER_FRAME, band * Peak.PER_BAND, 300);
    }

    /** The work after 14 s of many other peaks, low down. */
    private static Packet justBegun() {
        LongStream before = LongStream.range(0, 600).map(i -> peak(i, 20 + (int) i % 60));
        LongStream heard =
                LongStream.range(0, 5).map(i -> peak(FIRST_HEARD + 10 * i, 150 + 10 * (int) i));
        long[] peaks = LongStream.concat(before, heard).toArray();
        return new Packet("audio/1", 7, END - 86, END, peaks, new long[0], false);
    }

    @Test
    void aWorkThatHasJustBegunBeginsWhereItIsHeard() {
        Verifier verifier = new Verifier();
        verifier.query(justBegun(), true);
        Candidate candidate = new Candidate(0, 1, 650, 120, 0, 5);
        Line line = verifier.verify(candidate, work(), 5, Searcher.FLOOR);
        assertThat(line.matched()).isEqualTo(5);
        assertThat(line.queryFromFrame()).isEqualTo(FIRST_HEARD);
        assertThat(line.queryToFrame()).isEqualTo(FIRST_HEARD + 40);
        assertThat(line.refFromFrame()).isEqualTo(100);
    }

    /** Of the whole window as much meets by chance. */
    @Test
    void aFirstLookSeesAWorkThatHasJustBegun() {
        Random random = new Random(3);
        LongStream low =
                LongStream.range(0, 1_400).map(i -> peak(400 + i / 2, 20 + random.nextInt(60)));
        LongStream high = LongStream.range(0, 5).map(i -> peak(1_100 + 10 * i, 150 + 10 * (int) i));
        long[] reference = LongStream.concat(low, high).sorted().toArray();
        Candidate candidate = new Candidate(0, 1, 650, 1_120, 0, 0);
        Verifier verifier = new Verifier();
        verifier.query(justBegun(), false);
        assertThat(verifier.promise(candidate, reference, reference.length))
                .isLessThan(Verifier.LEAST_PEAK_EVIDENCE);
        verifier.query(justBegun(), true);
        assertThat(verifier.promise(candidate, reference, reference.length))
                .isGreaterThan(Verifier.LEAST_PEAK_EVIDENCE);
    }

    @Test
    void theSecondLargestIsTheLastButOneInOrder() {
        Random random = new Random(5);
        for (int round = 0; round < 1_000; round++) {
            int[] counts = random.ints(Verifier.SHIFTS, 0, 1 + round / 10).toArray();
            int[] sorted = counts.clone();
            Arrays.sort(sorted);
            assertThat(Verifier.secondLargest(counts)).isEqualTo(sorted[Verifier.SHIFTS - 2]);
        }
    }
}
