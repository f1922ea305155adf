package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.audio.TestingEar;
import dev.vigil.audio.TestingMusic;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiersTest {
    private static final Thresholds TABLE = Thresholds.of("audio/1");

    private static Packet packet(long sequence, boolean last) {
        return new Packet(
                "audio/1",
                sequence,
                86 * sequence,
                86 * sequence + 86,
                new long[0],
                new long[0],
                last);
    }

    @Test
    void aLiveStreamIsSearchedAtItsStartAndNowAndThen() {
        assertThat(
                        LongStream.range(0, 50)
                                .filter(
                                        s ->
                                                Tiers.DEFAULT.plan(packet(s, false), false)
                                                        == Tiers.Plan.SEARCH))
                .containsExactly(0L, 1L, 23L, 47L);
        assertThat(Tiers.DEFAULT.plan(packet(9, true), false)).isEqualTo(Tiers.Plan.SEARCH);
    }

    @Test
    void theEndOfALiveStreamIsSearchedTheHardest() {
        assertThat(Tiers.effort(packet(23, false), false)).isSameAs(Effort.THOROUGH);
        assertThat(Tiers.effort(packet(24, true), false)).isSameAs(Effort.LAST);
        assertThat(Tiers.effort(packet(24, true), true)).isSameAs(Effort.UPLOAD);
        assertThat(Effort.LAST.pairs().share(2_000_000)).isEqualTo(1_000_000);
        assertThat(Effort.THOROUGH.pairs().share(2_000_000)).isLessThan(340_000);
    }

    /** 5 s of a work, then silence: earlier packets were screened and may have missed it. */
    @Test
    void theEndOfALiveStreamIsSearchedForAllOfItsWindow() {
        short[] music = TestingMusic.play(100, 40);
        Index index = new Index(TestingEar.PROFILE);
        index.add(TestingEar.peaks(music));
        index.compact();
        short[] shown =
                TestingEar.join(
                        new short[32 * 11_025],
                        TestingLibrary.cut(music, 12, 5),
                        new short[12 * 11_025]);
        Packet it = TestingEar.packets(shown).get(23);
        assertThat(asked(index, it, false)).isEmpty();
        assertThat(asked(index, it, true))
                .first()
                .matches(line -> line.evidence() > Thresholds.LEAST);
    }

    /** A work in a hall, at a twelfth, under another work. */
    @ParameterizedTest
    @ValueSource(longs = {300, 301})
    void atTheEndOfALiveStreamAStrongWorkHidesNoWeakOne(long seed) {
        short[] strong = TestingMusic.play(seed, 40);
        short[] hall = TestingMusic.inHall(TestingMusic.play(100, 60), 1.5, 1);
        short[] shown =
                TestingLibrary.under(
                        TestingLibrary.cut(hall, 8, 16), 0.08, TestingLibrary.cut(strong, 20, 16));
        List<Packet> packets = TestingEar.packets(shown);
        Packet end = packets.get(packets.size() - 1);
        double alone = mostOfTheFirst(asked(TestingLibrary.index(), end, true));
        Index index = TestingLibrary.index();
        index.add(TestingEar.peaks(strong));
        index.compact();
        List<Line> lines = asked(index, end, true);
        assertThat(lines.get(0).reference()).isEqualTo(TestingLibrary.PIECES);
        assertThat(mostOfTheFirst(lines)).isEqualTo(alone).isGreaterThan(Thresholds.LEAST);
    }

    private static double mostOfTheFirst(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.reference() == 0)
                .mapToDouble(Line::evidence)
                .max()
                .orElse(0);
    }

    private static List<Line> asked(Index index, Packet it, boolean last) {
        Packet packet =
                new Packet(
                        it.profile(),
                        it.sequence(),
                        it.fromFrame(),
                        it.toFrame(),
                        it.peaks(),
                        it.loud(),
                        last);
        return Tiers.DEFAULT.ask(new Searcher(index), packet, false, Thresholds.LEAST);
    }

    @Test
    void windowsOfAnUploadMeetAndItsEndIsHeard() {
        assertThat(
                        LongStream.range(0, 12)
                                .filter(
                                        s ->
                                                Tiers.DEFAULT.plan(packet(s, false), true)
                                                        == Tiers.Plan.SEARCH))
                .containsExactly(3L, 7L, 11L);
        assertThat(Tiers.DEFAULT.plan(packet(0, true), true)).isEqualTo(Tiers.Plan.SEARCH);
        assertThatThrownBy(() -> new Tiers(24, 2, 9, 8))
                .hasMessageContaining("of uploads at most 8");
    }

    @Test
    void onlyADoubtIsWorthASearch() {
        Line line =
                LineBuilder.builder()
                        .reference(1)
                        .tempo(1)
                        .anchors(4)
                        .matched(9)
                        .expected(1)
                        .evidence(15)
                        .queryToFrame(9)
                        .refToFrame(9)
                        .build();
        assertThat(Tiers.DEFAULT.isDoubtful(List.of(line), 30)).isTrue();
        assertThat(Tiers.DEFAULT.isDoubtful(List.of(line), 14)).isFalse();
        assertThat(Tiers.DEFAULT.isDoubtful(List.of(), 30)).isFalse();
    }

    @Test
    void thresholdsGrowWithTheHoursAndFallWithTheAcceptedRate() {
        Thresholds table = new Thresholds(26, 0.3, 3, 10);
        assertThat(table.at(300, 10)).as("as measured").isCloseTo(26, within(1e-9));
        assertThat(table.at(300 / Math.E, 10)).isCloseTo(29, within(1e-9));
        assertThat(table.at(300, 10 * Math.E)).as("more references").isCloseTo(29, within(1e-9));
        assertThat(table.at(1e9, 10)).as("never below a beat in common").isEqualTo(20);
        assertThat(SearchSettings.DEFAULT.threshold("audio/1", false, 100))
                .isGreaterThan(SearchSettings.DEFAULT.threshold("audio/1", true, 100));
        for (double hours : new double[] {1, 10, 100}) {
            assertThat(SearchSettings.DEFAULT.threshold(TABLE, SessionKind.FEED, hours))
                    .as("a new recording")
                    .isEqualTo(SearchSettings.DEFAULT.threshold(TABLE, null, hours))
                    .isEqualTo(SearchSettings.DEFAULT.threshold(TABLE, SessionKind.LIVE, hours))
                    .isEqualTo(SearchSettings.DEFAULT.threshold("audio/1", false, hours))
                    .isGreaterThan(
                            SearchSettings.DEFAULT.threshold(TABLE, SessionKind.UPLOAD, hours));
        }
        assertThatThrownBy(() -> Thresholds.of("audio/2"))
                .hasMessageContaining("expected the profile audio/1");
    }
}
