package dev.vigil.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.cli.picture.Agreement.Grade;
import dev.vigil.match.MatchSpan;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementTest {
    private static final Profile PROFILE = Profile.CURRENT;
    private static final int FRAMES = 430;

    /** One peak a frame, wandering through the bands; each late by a share of a frame. */
    private static long[] peaks(int from, int frames, double late) {
        return IntStream.range(from, from + frames)
                .mapToLong(
                        i ->
                                Peak.pack(
                                        Math.round((i + late) * Peak.PER_FRAME),
                                        (20 + i * 37 % 150) * Peak.PER_BAND,
                                        100))
                .toArray();
    }

    private static Line line(double offset, int from, int to, double evidence) {
        return LineBuilder.builder()
                .tempo(1)
                .offsetFrames(offset)
                .evidence(evidence)
                .queryFromFrame(from)
                .queryToFrame(to)
                .refFromFrame(from + offset)
                .refToFrame(to + offset)
                .build();
    }

    private static Compared.Match match(Line... lines) {
        long toMs = Math.round(PROFILE.millis(FRAMES - 1));
        return new Compared.Match(
                new MatchSpan(MatchSpan.CLOSED, 1, 0, 0, toMs, 0, toMs, 1, 0, 90, 20, 0),
                lines[0],
                List.of(lines));
    }

    private static Agreement agreement(long[] query, long[] reference, Line... lines) {
        return Agreement.of(match(lines), query, reference, PROFILE);
    }

    @Test
    void aCopyMeetsInEveryPeak() {
        long[] peaks = peaks(0, FRAMES, 0);
        Agreement agreement = agreement(peaks, peaks, line(0, 0, FRAMES, 90));
        assertThat(agreement).isEqualTo(new Agreement(FRAMES, 1, 1, 1));
        assertThat(agreement.grade()).isEqualTo(Grade.SAME);
        assertThat(agreement.meetWords()).isEqualTo("100 % of 430 peaks meet");
        assertThat(agreement.closeWords()).isEqualTo("100 % within 6 ms, in 100 % of the time");
    }

    /** The same notes 12 ms off: each meets, none closely. */
    @Test
    void whoPlaysTheSameNotesAgainMeetsButNotClosely() {
        Agreement agreement =
                agreement(peaks(0, FRAMES, 0.5), peaks(0, FRAMES, 0), line(0, 0, FRAMES, 90));
        assertThat(agreement.met()).isEqualTo(1);
        assertThat(agreement.close()).isZero();
        assertThat(agreement.grade()).isEqualTo(Grade.SHARED);
    }

    @Test
    void halfOfTheTimeIsTold() {
        long[] half = peaks(0, FRAMES / 2, 0);
        Agreement agreement = agreement(peaks(0, FRAMES, 0), half, line(0, 0, FRAMES, 90));
        assertThat(agreement.met()).isCloseTo(0.5, within(0.02));
        assertThat(agreement.covered()).isCloseTo(0.5, within(0.11));
    }

    /** A reference that jumps has a line for either part. */
    @Test
    void eachSecondIsLaidAlongItsOwnLine() {
        long[] query = peaks(0, FRAMES, 0);
        long[] reference =
                IntStream.range(0, FRAMES)
                        .mapToLong(i -> query[i] + (i < 215 ? 0 : Peak.startOf(20)))
                        .toArray();
        Line first = line(0, 0, 214, 90);
        Line second = line(20, 215, FRAMES, 80);
        assertThat(agreement(query, reference, first, second).close()).isGreaterThan(0.95);
        assertThat(agreement(query, reference, first).close()).isLessThan(0.6);
    }

    @Test
    void silenceAgreesWithNothing() {
        Agreement agreement = agreement(new long[0], peaks(0, FRAMES, 0), line(0, 0, FRAMES, 90));
        assertThat(agreement).isEqualTo(new Agreement(0, 0, 0, 0));
        assertThat(agreement.grade()).isEqualTo(Grade.SHARED);
    }

    /** The fewer peaks, the more of them have to be close. */
    @ParameterizedTest
    @CsvSource({
        "400, 0.66, SAME",
        "400, 0.62, LIKELY",
        "40, 0.66, LIKELY",
        "40, 0.76, SAME",
        "400, 0.41, LIKELY",
        "400, 0.38, SHARED",
        "8, 0.6, SHARED"
    })
    void theGradeLeavesRoomForFewPeaks(int peaks, double close, Grade grade) {
        assertThat(new Agreement(peaks, 1, close, 1).grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, true, 'the same recording, 2.1 % faster'",
        "0.9, false, 'a part of the same recording, 2.1 % faster'",
        "0.5, true, 'very likely the same recording, 2.1 % faster'",
        "0.2, true, 'a passage in common, 2.1 % faster'"
    })
    void theVerdictSaysHowSureItIs(double close, boolean whole, String begin) {
        Likeness stretch = new Likeness(0, 10_000, 12_000, 45_000, 1.021, 0.36, 80);
        String verdict = Report.Told.of(stretch, new Agreement(400, 1, close, 1), whole).verdict();
        assertThat(verdict)
                .startsWith(begin + ", the pitch with it, from 0:12.0 to 0:45.0 of the reference");
        assertThat(verdict.contains("; may be another recording, the same theme or a poor copy"))
                .isEqualTo(close < 0.3);
    }

    @Test
    void gradesAreInOrder() {
        assertThat(Arrays.asList(Grade.values()))
                .containsExactly(Grade.SAME, Grade.LIKELY, Grade.SHARED);
    }
}
