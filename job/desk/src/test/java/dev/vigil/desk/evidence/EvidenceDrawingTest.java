package dev.vigil.desk.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.Peak;
import dev.vigil.schema.match.MatchEvidence;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is drawn is what was kept: each peak once, and those joined that the figures join. */
class EvidenceDrawingTest {
    private static final Pattern DOT = Pattern.compile("M(\\d+) (\\d+)h0");
    private static final Pattern JOINT = Pattern.compile("M(\\d+) (\\d+)L(\\d+) (\\d+)");

    private static List<MatchResult> dots(String path) {
        List<MatchResult> dots = DOT.matcher(path).results().toList();
        assertThat(DOT.matcher(path).replaceAll("")).as("nothing else").isEmpty();
        return dots;
    }

    @Test
    void eachPeakIsADotAndThoseThatMeetAreJoined() {
        EvidenceDrawing drawing = EvidenceDrawing.of(TestingEvidence.sound()).orElseThrow();
        EvidenceTable table = drawing.table();
        assertThat(table.sessionPeaks()).isEqualTo(1_050);
        assertThat(table.meeting()).isBetween(900, 1_000);
        assertThat(table.percent()).isEqualTo(Math.round(100f * table.meeting() / 1_050));
        assertThat(dots(drawing.sessionMet())).hasSize(table.meeting());
        assertThat(dots(drawing.session())).hasSize(1_050 - table.meeting());
        assertThat(dots(drawing.recording()).size() + dots(drawing.recordingMet()).size())
                .isEqualTo(1_050);
        assertThat(JOINT.matcher(drawing.joined()).results()).hasSize(table.meeting());
    }

    @Test
    void whatMeetsIsDrawnOneAboveTheOther() {
        EvidenceDrawing drawing = EvidenceDrawing.of(TestingEvidence.sound()).orElseThrow();
        for (MatchResult joint : JOINT.matcher(drawing.joined()).results().toList()) {
            int apart = Integer.parseInt(joint.group(1)) - Integer.parseInt(joint.group(3));
            assertThat(apart).isBetween(-2, 2);
            assertThat(Integer.parseInt(joint.group(2))).isBetween(24, 204);
            assertThat(Integer.parseInt(joint.group(4))).isBetween(236, 416);
        }
        assertThat(dots(drawing.session() + drawing.sessionMet()))
                .extracting(dot -> Integer.parseInt(dot.group(1)))
                .allMatch(x -> x >= 10 && x <= 990)
                .contains(10);
    }

    @Test
    void lowSoundsAreAtTheBottom() {
        long early = Peak.pack(TestingEvidence.FROM_FRAME * Peak.PER_FRAME, 100, 300);
        long late = Peak.pack((TestingEvidence.FROM_FRAME + 1_200) * Peak.PER_FRAME, 3_000, 300);
        MatchEvidence two =
                TestingEvidence.soundOf(TestingEvidence.bytes(List.of(early, late)), new byte[0])
                        .build();
        List<MatchResult> dots = dots(EvidenceDrawing.of(two).orElseThrow().session());
        assertThat(Integer.parseInt(dots.get(0).group(2)))
                .isGreaterThan(Integer.parseInt(dots.get(1).group(2)) + 100);
    }

    @Test
    void timesOfBothAreMarkedEachFiveSeconds() {
        EvidenceDrawing drawing = EvidenceDrawing.of(TestingEvidence.sound()).orElseThrow();
        assertThat(drawing.ticks()).hasSize(6);
        assertThat(drawing.ticks().get(1).session()).isEqualTo("0:36.0");
        assertThat(drawing.ticks().get(1).recording()).isEqualTo("15:07.2");
    }

    /** About 30 kB: a page has 300. */
    @Test
    void aDrawingOfMusicIsSmall() {
        EvidenceDrawing drawing = EvidenceDrawing.of(TestingEvidence.sound()).orElseThrow();
        int length =
                drawing.session().length()
                        + drawing.sessionMet().length()
                        + drawing.recording().length()
                        + drawing.recordingMet().length()
                        + drawing.joined().length();
        assertThat(length).isBetween(20_000, 40_000);
    }

    @Test
    void whatCantBeReadIsNotDrawn() {
        byte[] none = {};
        MatchEvidence good = TestingEvidence.soundOf(none, none).build();
        assertThat(EvidenceDrawing.of(good)).isPresent();
        List<MatchEvidence> bad =
                List.of(
                        TestingEvidence.soundOf(new byte[7], none).build(),
                        TestingEvidence.soundOf(none, null).build(),
                        TestingEvidence.soundOf(new byte[8 * 8_193], none).build(),
                        TestingEvidence.soundOf(none, none).peaks(null).build(),
                        TestingEvidence.soundOf(none, none).profile("audio/9").build(),
                        TestingEvidence.soundOf(none, none).tempo(0).build(),
                        TestingEvidence.soundOf(none, none).queryEndMs(0).build(),
                        TestingEvidence.soundOf(none, none).queryEndMs(Long.MAX_VALUE).build(),
                        TestingEvidence.soundOf(none, none)
                                .queryStartMs(Long.MIN_VALUE)
                                .queryEndMs(Long.MAX_VALUE)
                                .build());
        assertThat(bad).allMatch(one -> EvidenceDrawing.of(one).isEmpty());
    }
}
