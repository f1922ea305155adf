package dev.vigil.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audio.TestingEar;
import dev.vigil.match.video.VideoProfile;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.Line;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.video.PictureProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the other of sound and pictures says decides where evidence alone would not suffice. */
class JointAlignTest {
    private static final double THRESHOLD = 30;
    private static final SearchProfile VIDEO = VideoProfile.of(PictureProfile.CURRENT);

    private Align align = VIDEO.align();
    private List<AlignTrack> tracks = List.of();
    private final List<MatchSpan> changes = new ArrayList<>();
    private OtherSense other;

    private void step(long toFrame, Line... lines) {
        take(
                align.step(
                        tracks,
                        toFrame,
                        false,
                        THRESHOLD,
                        List.of(lines),
                        Align.Shards.ONE,
                        track -> other));
    }

    private void join(long toFrame) {
        take(align.joined(tracks, toFrame, THRESHOLD, track -> other));
    }

    private void take(Align.Outcome outcome) {
        tracks = outcome.tracks();
        changes.addAll(outcome.changes());
    }

    private static Line line(double evidence, boolean still) {
        return LineBuilder.builder()
                .reference(7)
                .tempo(1)
                .offsetFrames(800)
                .evidence(evidence)
                .queryFromFrame(0)
                .queryToFrame(60)
                .refFromFrame(800)
                .refToFrame(860)
                .picture(new PictureMatch(still ? 0 : 9, still, 1, 2, 3, 4, true))
                .build();
    }

    private MatchSpan last() {
        return changes.get(changes.size() - 1);
    }

    @Test
    void lengthsAreTheSameSecondsInEveryProfile() {
        AlignScale sound = AudioProfile.of(TestingEar.PROFILE).scale();
        assertThat(sound).isEqualTo(new AlignScale(86, 688, 345, 2584, 43, 8, 48));
        AlignScale pictures = VIDEO.scale();
        assertThat(pictures).isEqualTo(new AlignScale(16, 64, 64, 480, 8, 3, 1));
        assertThat(AudioProfile.of(TestingEar.PROFILE).millis(sound.closeFrames()))
                .isBetween(8_000.0, 8_100.0);
        assertThat(VIDEO.millis(pictures.closeFrames())).isEqualTo(8_000);
    }

    @Test
    void whatSufficesWithTheOtherOneOpensWhenThatIsSaid() {
        step(64, line(18, false));
        assertThat(changes).isEmpty();
        join(64);
        assertThat(changes).isEmpty();
        other = OtherSense.IN_STEP;
        join(72);
        assertThat(last().phase()).isEqualTo(MatchSpan.OPENED);
        assertThat(last().onlyWith()).isEqualTo(OtherSense.IN_STEP);
        assertThat(last().otherSense()).isEqualTo(OtherSense.IN_STEP);
        assertThat(last().openedMs()).isEqualTo(9_000);
        join(72);
        assertThat(changes).as("no news").hasSize(1);
    }

    @Test
    void itOpensWithItsOwnAnswerTooButNotBelowItsShareNorByAStillPicture() {
        other = OtherSense.IN_STEP;
        step(64, line(17.9, false));
        assertThat(changes).isEmpty();
        tracks = List.of();
        step(64, line(29, true));
        assertThat(changes).isEmpty();
        tracks = List.of();
        step(64, line(18, false));
        assertThat(changes).hasSize(1);
        assertThat(last().picture()).isEqualTo(new PictureMatch(9, false, 1, 2, 3, 4, true));
    }

    @Test
    void outOfStepIsTakenBackOnceItIsInStepOrSufficesAlone() {
        other = OtherSense.OUT_OF_STEP;
        step(64, line(20, false));
        assertThat(last().onlyWith()).isEqualTo(OtherSense.OUT_OF_STEP);
        other = OtherSense.IN_STEP;
        join(64);
        assertThat(last().phase()).isEqualTo(MatchSpan.EXTENDED);
        assertThat(last().onlyWith()).isEqualTo(OtherSense.IN_STEP);
        other = OtherSense.OUT_OF_STEP;
        step(80, line(21, false));
        assertThat(last().onlyWith()).isEqualTo(OtherSense.IN_STEP);
        step(96, line(31, false));
        assertThat(last().onlyWith()).isNull();
    }

    @Test
    void aMatchAloneNeedsNothingAndKeepsWhatWasFoundBesideIt() {
        step(64, line(31, false));
        assertThat(last().otherSense()).isNull();
        assertThat(last().onlyWith()).isNull();
        other = OtherSense.UNMATCHED;
        join(64);
        assertThat(changes).as("no news").hasSize(1);
        other = OtherSense.OUT_OF_STEP;
        join(64);
        assertThat(last().otherSense()).isEqualTo(OtherSense.OUT_OF_STEP);
        assertThat(last().onlyWith()).as("it suffices alone").isNull();
        other = null;
        step(80, line(32, false));
        assertThat(last().otherSense())
                .as("the other one is gone")
                .isEqualTo(OtherSense.OUT_OF_STEP);
        step(400);
        assertThat(last().phase()).isEqualTo(MatchSpan.CLOSED);
        assertThat(last().otherSense()).isEqualTo(OtherSense.OUT_OF_STEP);
    }

    /** What is silent would close at once, and an echo has had its turn. */
    @Test
    void theOtherOneOpensNothingThatIsSilentAndNoEcho() {
        Line best = line(60, false);
        Line echo = line(40, false).with().offsetFrames(2_000).refToFrame(2_060).build();
        step(64, best, echo);
        assertThat(changes).hasSize(1);
        step(150);
        assertThat(last().phase()).isEqualTo(MatchSpan.CLOSED);
        assertThat(tracks).hasSize(1);
        other = OtherSense.IN_STEP;
        join(120);
        join(150);
        assertThat(changes).hasSize(2);
        tracks = List.of();
        other = null;
        step(64, line(20, false));
        step(150);
        other = OtherSense.IN_STEP;
        join(150);
        assertThat(changes).hasSize(2);
    }

    @Test
    void aLineIsStillAsLongAsNothingOfItMoves() {
        step(64, line(31, true));
        assertThat(last().picture().still()).isTrue();
        step(80, line(31, false));
        assertThat(last().picture().still()).isFalse();
        step(96, line(31, true));
        assertThat(last().picture().still()).isFalse();
        assertThat(last().picture().change()).isEqualTo(9);
    }
}
