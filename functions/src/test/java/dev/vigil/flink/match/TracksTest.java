package dev.vigil.flink.match;

import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static dev.vigil.flink.match.TestingSearch.ASKING;
import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchSettings;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.LineBuilder;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SearchAnswerBuilder;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.register.OverlapInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to packets of sound and of pictures in one session, made by hand. */
class TracksTest {
    private static final SearchProfile SOUND = SearchedProfiles.ALL.of("audio/1");
    private static final SearchProfile PICTURES = SearchedProfiles.ALL.of("video/1");

    private KeyedOneInputStreamOperatorTestHarness<String, SearchAnswer, OpenMatch> align;
    private SessionKind kind = SessionKind.LIVE;

    @BeforeEach
    void open() throws Exception {
        align =
                TestingOperators.keyed(
                        new AlignFunction(SearchSettings.DEFAULT, IndexPlan.ONE_SLOT),
                        SearchAnswer::sessionId,
                        Types.STRING,
                        null);
        align.setProcessingTime(NOON_MS);
    }

    @AfterEach
    void close() throws Exception {
        align.close();
    }

    private static double threshold(SearchProfile profile) {
        return SearchSettings.DEFAULT.threshold(profile.thresholds(), false, 1);
    }

    private static long frame(SearchProfile profile, double seconds) {
        return Math.round(seconds * profile.framesPerSecond());
    }

    /** A line over the last 2 s, of that share of what is asked for. */
    private static FoundLine line(
            SearchProfile profile, double toSeconds, double share, double placeSeconds) {
        boolean pictures = profile == PICTURES;
        String reference = pictures ? RecordingId.pictures("film") : "film";
        double from = frame(profile, Math.max(0, toSeconds - 2));
        double to = frame(profile, toSeconds);
        double offset = frame(profile, placeSeconds);
        return new FoundLine(
                "w",
                reference,
                LineBuilder.builder()
                        .reference(ReferenceName.of("w", reference).number())
                        .tempo(1)
                        .offsetFrames(offset)
                        .evidence(share * threshold(profile))
                        .queryFromFrame(from)
                        .queryToFrame(to)
                        .refFromFrame(offset + from)
                        .refToFrame(offset + to)
                        .picture(
                                pictures
                                        ? new PictureMatch(9, false, 0, 0, 1024, 1024, false)
                                        : null)
                        .build());
    }

    private SearchAnswerBuilder answer(SearchProfile profile, double toSeconds) {
        return SearchAnswerBuilder.builder()
                .sessionId("session-1")
                .context(TestingRights.session(kind))
                .captureBase(NOON_MS)
                .life(NOON_MS)
                .receivedBase(NOON_MS)
                .profile(profile.id())
                .sequence(Math.round(toSeconds / 2))
                .fromFrame(frame(profile, Math.max(0, toSeconds - 2)))
                .toFrame(frame(profile, toSeconds))
                .hours(1)
                .lines(List.of());
    }

    private List<Evidence> take(SearchAnswerBuilder answer, FoundLine... lines) throws Exception {
        align.processElement(answer.lines(List.of(lines)).build(), 0);
        assertThat(dead(align)).isEmpty();
        return out(align).stream().map(OpenMatch::evidence).toList();
    }

    private List<Evidence> end(SearchProfile profile, double seconds, int tracks) throws Exception {
        boolean upload = kind == SessionKind.UPLOAD;
        SessionEnd end = new SessionEnd(NOON_MS, upload, 1, 1, tracks, 0, false, false);
        return take(answer(profile, seconds).last(true).end(end));
    }

    private List<AnalysisProgress> progress() {
        return List.copyOf(side(align, AlignFunction.PROGRESS));
    }

    /** Until its end it holds what an earlier version of it had in common with others. */
    @Test
    void whatAReferenceHasInCommonIsReportedAndThenItsEnd() throws Exception {
        SessionEnd end = new SessionEnd(NOON_MS, false, 1, 1, 1, 0, false, false);
        assertThat(take(answer(SOUND, 2).context(ASKING), line(SOUND, 2, 1.1, 100)))
                .as("never judged")
                .isEmpty();
        assertThat(side(align, AlignFunction.OVERLAPS)).as("not all is known").isEmpty();
        assertThat(take(answer(SOUND, 4).context(ASKING).last(true).end(end))).isEmpty();
        assertThat(side(align, AlignFunction.OVERLAPS))
                .extracting(OverlapInput::kind, OverlapInput::workId, OverlapInput::at)
                .containsExactly(
                        tuple(OverlapInput.Kind.FOUND, "film", NOON_MS),
                        tuple(OverlapInput.Kind.FOUND, "w", NOON_MS),
                        tuple(OverlapInput.Kind.RENEWED, "film", NOON_MS));
        take(answer(SOUND, 2), line(SOUND, 2, 1.1, 100));
        end(SOUND, 4, 1);
        assertThat(side(align, AlignFunction.OVERLAPS)).as("of a stream").isEmpty();
    }

    /** The one that was weaker alone is a match at the same time. */
    @Test
    void theSecondOfBothOpensBoth() throws Exception {
        assertThat(take(answer(SOUND, 2), line(SOUND, 2, 0.7, 100))).isEmpty();
        List<Evidence> both = take(answer(PICTURES, 4), line(PICTURES, 4, 0.7, 100.5));
        assertThat(both).hasSize(2);
        assertThat(both).allMatch(Evidence::open);
        assertThat(both).allMatch(one -> one.onlyWith() == OtherSense.IN_STEP);
        assertThat(both).extracting(Evidence::workId).containsOnly("w");
        assertThat(both).extracting(Evidence::matchId).doesNotHaveDuplicates();
        assertThat(both.get(1).queryStartMs() + both.get(1).certainAfterMs())
                .as("when the other one was answered")
                .isBetween(3_900L, 4_001L);
    }

    /** Pictures whose index was loading are answered later than the sound of the same time. */
    @Test
    void oneIsOpenedByWhatTheOtherHasShownBefore() throws Exception {
        assertThat(take(answer(SOUND, 22), line(SOUND, 22, 0.7, 100))).isEmpty();
        List<Evidence> both = take(answer(PICTURES, 16), line(PICTURES, 16, 0.7, 100));
        assertThat(both).hasSize(2);
        assertThat(both).extracting(Evidence::certainAfterMs).allMatch(ms -> ms >= 1_990);
        List<Evidence> on = take(answer(PICTURES, 18), line(PICTURES, 18, 0.7, 100));
        assertThat(on).as("open once").hasSize(1);
    }

    @Test
    void belowItsShareNeitherOpens() throws Exception {
        take(answer(SOUND, 2), line(SOUND, 2, 0.59, 100));
        assertThat(take(answer(PICTURES, 2), line(PICTURES, 2, 0.9, 100))).isEmpty();
        take(answer(SOUND, 4), line(SOUND, 4, 0.9, 100));
        assertThat(take(answer(SOUND, 4), line(SOUND, 4, 0.9, 100))).isNotEmpty();
    }

    @Test
    void outOfStepIsNamed() throws Exception {
        take(answer(SOUND, 2), line(SOUND, 2, 0.7, 100));
        List<Evidence> both = take(answer(PICTURES, 2), line(PICTURES, 2, 0.7, 102));
        assertThat(both).hasSize(2);
        assertThat(both).allMatch(one -> one.onlyWith() == OtherSense.OUT_OF_STEP);
        List<Evidence> now = take(answer(SOUND, 4), line(SOUND, 4, 1.1, 100));
        assertThat(now).singleElement().matches(one -> one.onlyWith() == null);
        assertThat(now.get(0).otherSense()).isEqualTo(OtherSense.OUT_OF_STEP);
    }

    /** Each counts from its own beginning; when that was captured is known. */
    @ParameterizedTest
    @CsvSource({"120.5, IN_STEP", "100.5, OUT_OF_STEP"})
    void placesAreComparedAtTimesOfCapture(double placeSeconds, OtherSense expected)
            throws Exception {
        take(answer(SOUND, 22), line(SOUND, 22, 0.7, 100));
        List<Evidence> both =
                take(
                        answer(PICTURES, 3).captureBase(NOON_MS + 20_000),
                        line(PICTURES, 3, 0.7, placeSeconds));
        assertThat(both).hasSize(2);
        assertThat(both).allMatch(one -> one.onlyWith() == expected);
        assertThat(both.get(1).queryStartMs() + both.get(1).certainAfterMs())
                .as("when the pictures were answered, in the time of the sound")
                .isBetween(22_900L, 23_001L);
    }

    /** Sound that matches alone is one match, whatever pictures say before, beside and after. */
    @Test
    void thePicturesMayGoWithoutTakingAnything() throws Exception {
        take(answer(SOUND, 2), line(SOUND, 2, 1.1, 100));
        List<Evidence> joined = take(answer(PICTURES, 2), line(PICTURES, 2, 1.1, 100));
        assertThat(joined).hasSize(2);
        assertThat(joined).allMatch(one -> one.otherSense() == OtherSense.IN_STEP);
        take(answer(PICTURES, 4).last(true));
        List<Evidence> on = take(answer(SOUND, 12), line(SOUND, 12, 1.1, 100));
        assertThat(on).singleElement().matches(Evidence::open);
        assertThat(on.get(0).otherSense()).isEqualTo(OtherSense.IN_STEP);
        assertThat(end(SOUND, 14, 1)).singleElement().matches(one -> !one.open());
        assertThat(stateEntries(align)).isZero();
    }

    /** What pictures show with their last packet is still known of the sound that has ended. */
    @Test
    void whatHasEndedHelpsWhatGoesOn() throws Exception {
        take(answer(SOUND, 2), line(SOUND, 2, 0.7, 100));
        take(answer(PICTURES, 2), line(PICTURES, 2, 0.5, 100));
        assertThat(end(SOUND, 4, 2)).isEmpty();
        List<Evidence> last = take(answer(PICTURES, 4), line(PICTURES, 4, 0.8, 100));
        assertThat(last).allMatch(one -> one.onlyWith() == OtherSense.IN_STEP);
        assertThat(last)
                .as("what has ended is a match that is over")
                .extracting(one -> one.modality() + (one.open() ? " opens" : " closes"))
                .containsExactly("VIDEO opens", "AUDIO opens", "AUDIO closes");
        assertThat(end(PICTURES, 6, 2)).singleElement().matches(one -> !one.open());
        assertThat(stateEntries(align)).isZero();
    }

    @Test
    void anUploadIsAnsweredForWithTheLastPacketOfTheLastOfBoth() throws Exception {
        kind = SessionKind.UPLOAD;
        take(answer(SOUND, 2), line(SOUND, 2, 2, 100));
        take(answer(PICTURES, 2), line(PICTURES, 2, 3, 100));
        end(PICTURES, 4, 2);
        assertThat(TestingOperators.ended(align)).isEmpty();
        end(SOUND, 4, 2);
        assertThat(TestingOperators.ended(align))
                .singleElement()
                .matches(sum -> sum.matches() == 2)
                .matches(sum -> sum.profile().equals("audio/1"));
        assertThat(stateEntries(align)).isZero();
    }

    /** Of a clip of a few seconds the last packets are all that is searched. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothOfAShortUploadMatchWhicheverIsAnsweredFirst(boolean sound) throws Exception {
        kind = SessionKind.UPLOAD;
        SessionEnd end = new SessionEnd(NOON_MS, true, 1, 1, 2, 0, false, false);
        SearchProfile first = sound ? SOUND : PICTURES;
        SearchProfile second = sound ? PICTURES : SOUND;
        assertThat(take(answer(first, 4).last(true).end(end), line(first, 4, 0.62, 100))).isEmpty();
        List<Evidence> both =
                take(answer(second, 4).last(true).end(end), line(second, 4, 0.62, 100));
        assertThat(both).allMatch(one -> one.onlyWith() == OtherSense.IN_STEP);
        assertThat(both)
                .extracting(one -> one.modality() + (one.open() ? " opens" : " closes"))
                .containsExactlyInAnyOrder(
                        "AUDIO opens", "AUDIO closes", "VIDEO opens", "VIDEO closes");
        assertThat(TestingOperators.ended(align))
                .singleElement()
                .matches(sum -> sum.matches() == 2 && sum.matchIds().size() == 2);
        assertThat(stateEntries(align)).isZero();
    }

    @Test
    void theProgressIsThatOfTheOneBehind() throws Exception {
        for (int to = 2; to <= 40; to += 2) {
            take(answer(SOUND, to));
            if (to <= 28) {
                take(answer(PICTURES, to));
            }
        }
        assertThat(progress()).isEmpty();
        take(answer(PICTURES, 32));
        assertThat(progress())
                .singleElement()
                .matches(one -> one.analysedToMs() == 32_000)
                .matches(one -> !one.ended());
        end(SOUND, 42, 2);
        assertThat(progress()).isEmpty();
        end(PICTURES, 44, 2);
        assertThat(progress())
                .singleElement()
                .matches(AnalysisProgress::ended)
                .matches(one -> Math.abs(one.analysedToMs() - 42_000) < 50);
        assertThat(stateEntries(align)).isZero();
    }

    /** Of pictures that began 10 s later, a position is 10 s later too. */
    @Test
    void theProgressIsThatOfTheCaptureTime() throws Exception {
        for (int to = 2; to <= 40; to += 2) {
            take(answer(SOUND, to));
            if (to > 10 && to <= 28) {
                take(answer(PICTURES, to - 10).captureBase(NOON_MS + 10_000));
            }
        }
        assertThat(progress()).isEmpty();
        take(answer(PICTURES, 22).captureBase(NOON_MS + 10_000));
        assertThat(progress())
                .singleElement()
                .matches(one -> one.analysedToMs() == 32_000)
                .matches(one -> one.capturedTo() == NOON_MS + 32_000);
    }

    @Test
    void picturesThatFallSilentHoldNothingUp() throws Exception {
        take(answer(SOUND, 2));
        take(answer(PICTURES, 2));
        take(answer(SOUND, 4));
        take(answer(PICTURES, 4).last(true));
        progress();
        List<AnalysisProgress> all = new ArrayList<>();
        for (int to = 6; to <= 62; to += 2) {
            take(answer(SOUND, to));
            all.addAll(progress());
        }
        assertThat(all).hasSize(2);
        // Each that has begun ends once more, with what lies behind its silence.
        end(SOUND, 64, 2);
        assertThat(progress()).isEmpty();
        end(PICTURES, 6, 2);
        assertThat(progress())
                .singleElement()
                .matches(AnalysisProgress::ended)
                .matches(one -> Math.abs(one.analysedToMs() - 64_000) < 50);
        assertThat(stateEntries(align)).isZero();
    }

    /** Both of an earlier use are over with the first packet of the next. */
    @Test
    void anotherUseOfTheIdClosesBoth() throws Exception {
        take(answer(SOUND, 2), line(SOUND, 2, 1.1, 100));
        take(answer(PICTURES, 2), line(PICTURES, 2, 1.1, 100));
        List<Evidence> closed = take(answer(SOUND, 2).life(NOON_MS + 60_000));
        assertThat(closed).hasSize(2);
        assertThat(closed).noneMatch(Evidence::open);
        end(SOUND, 4, 1);
        progress();
        take(answer(PICTURES, 4).life(NOON_MS + 60_000).last(true));
        take(answer(SOUND, 6).life(NOON_MS + 60_000).last(true));
        assertThat(stateEntries(align)).isZero();
    }
}
