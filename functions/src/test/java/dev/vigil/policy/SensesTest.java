package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.SESSION;
import static dev.vigil.policy.TestingRights.WORK;
import static dev.vigil.policy.TestingRights.entry;
import static dev.vigil.policy.TestingRights.evidence;
import static dev.vigil.policy.TestingRights.finding;
import static dev.vigil.policy.TestingRights.owned;
import static dev.vigil.policy.TestingRights.owners;
import static dev.vigil.policy.TestingRights.policy;
import static dev.vigil.policy.TestingRights.registered;
import static dev.vigil.policy.TestingRights.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.OtherSense;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.reference.HealthReason;
import dev.vigil.schema.reference.HealthState;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.Verdict;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided of matches of sound and of pictures, alone and together. */
class SensesTest {
    private static final SessionStarted LIVE = session(SessionKind.LIVE, "CN");
    private static final PictureMatch MOVING = new PictureMatch(9, false, 0, 0, 1024, 1024, false);
    private static final PictureMatch STILL = new PictureMatch(0, true, 0, 0, 1024, 1024, false);
    private static final ListIndex LISTED = ListIndex.of(List.of(entry(ListClass.IN_SCREENING)));

    private static Evidence match(PictureMatch picture, OtherSense other, OtherSense onlyWith) {
        String id = picture == null ? "m" : "v";
        return evidence(id, WORK, NOON_MS, 10_000, true)
                .with()
                .referenceId(picture == null ? "film" : RecordingId.pictures("film"))
                .picture(picture)
                .otherSense(other)
                .onlyWith(onlyWith)
                .build();
    }

    private static MatchRule rule(Modality modality, Action action) {
        return MatchRuleBuilder.builder().modality(modality).action(action).build();
    }

    private static final Owners OWNERS =
            owners(
                    registered(1, null, "owner"),
                    policy(
                            "owner",
                            1,
                            rule(Modality.AV, Action.BLOCK),
                            rule(Modality.AUDIO, Action.WARN),
                            rule(Modality.VIDEO, Action.REVIEW)));

    private static Decision decided(Evidence evidence, Owners owners, ListIndex list) {
        Finding weighed = weighed(evidence, owners, list, ReferenceRecord.NEW, Limits.DEFAULT);
        return new Ruling(weighed, list).decisions().get(0);
    }

    private static Finding weighed(
            Evidence evidence,
            Owners owners,
            ListIndex list,
            ReferenceRecord record,
            Limits limits) {
        Finding found = owned(finding(LIVE, evidence), owners);
        return PermittedAction.weighed(found, PermittedAction.of(found, list, record, limits));
    }

    @ParameterizedTest
    @CsvSource({
        "false, , WARN",
        "false, UNMATCHED, WARN",
        "false, OTHER_WORK, WARN",
        "false, OUT_OF_STEP, WARN",
        "false, IN_STEP, BLOCK",
        "true, , REVIEW",
        "true, UNMATCHED, REVIEW",
        "true, OUT_OF_STEP, REVIEW",
        "true, IN_STEP, BLOCK"
    })
    void theRuleIsThatOfTheSenseThatMatches(boolean picture, OtherSense other, Action action) {
        Evidence evidence = match(picture ? MOVING : null, other, null);
        assertThat(decided(evidence, OWNERS, new ListIndex()).action()).isEqualTo(action);
    }

    /** That pictures match too takes nothing from a rule for sound, nor the other way round. */
    @Test
    void aRuleForOneSenseHoldsWhereTheOtherMatchesToo() {
        for (Modality modality : List.of(Modality.AUDIO, Modality.VIDEO)) {
            Owners owners =
                    owners(
                            registered(1, null, "owner"),
                            policy("owner", 1, rule(modality, Action.BLOCK)));
            for (PictureMatch picture : new PictureMatch[] {null, MOVING}) {
                Evidence alone = match(picture, null, null);
                Evidence both = match(picture, OtherSense.IN_STEP, null);
                Action action = decided(alone, owners, new ListIndex()).action();
                assertThat(action)
                        .isEqualTo(alone.modality() == modality ? Action.BLOCK : Action.OBSERVE);
                assertThat(decided(both, owners, new ListIndex()).action()).isEqualTo(action);
            }
        }
    }

    @Test
    void aStillPictureAndWhatIsOutOfStepIsAtMostReviewed() {
        Evidence still = match(STILL, OtherSense.IN_STEP, null);
        Evidence apart = match(MOVING, OtherSense.OUT_OF_STEP, OtherSense.OUT_OF_STEP);
        for (Evidence evidence : List.of(still, apart)) {
            Decision decision = decided(evidence, Owners.NONE, LISTED);
            assertThat(decision.action()).isEqualTo(Action.REVIEW);
            assertThat(decision.step()).isZero();
            assertThat(decision.listEntryId()).isEqualTo("entry-1");
        }
        assertThat(decided(still, Owners.NONE, LISTED).reasonCode()).isEqualTo(Reason.STILL);
        assertThat(decided(apart, Owners.NONE, LISTED).reasonCode()).isEqualTo(Reason.OUT_OF_STEP);
        assertThat(decided(still, warning(), new ListIndex()).action())
                .as("milder wishes hold")
                .isEqualTo(Action.WARN);
    }

    private static Owners warning() {
        return owners(
                registered(1, null, "owner"), policy("owner", 1, MatchRule.always(Action.WARN)));
    }

    @Test
    void whatSufficesAloneBlocksWhateverTheOtherSenseSays() {
        for (PictureMatch picture : new PictureMatch[] {null, MOVING}) {
            assertThat(decided(match(picture, null, null), Owners.NONE, LISTED).action())
                    .isEqualTo(Action.BLOCK);
            for (OtherSense other : OtherSense.values()) {
                assertThat(decided(match(picture, other, null), Owners.NONE, LISTED).action())
                        .as("%s", other)
                        .isEqualTo(Action.BLOCK);
            }
            assertThat(
                            decided(
                                            match(picture, OtherSense.IN_STEP, OtherSense.IN_STEP),
                                            Owners.NONE,
                                            LISTED)
                                    .action())
                    .isEqualTo(Action.BLOCK);
        }
    }

    /** It blocks nothing, so that it is none of the sessions that a reference may block. */
    @Test
    void aStillPictureCountsForNothingAndAQuarantineStaysOne() {
        Evidence still = match(STILL, null, null);
        Finding found = owned(finding(LIVE, still), Owners.NONE);
        Probation.Standing standing =
                PermittedAction.of(found, LISTED, ReferenceRecord.NEW, Limits.DEFAULT);
        assertThat(standing.evidence()).isEqualTo(EvidenceStanding.STILL);
        assertThat(standing.record()).isEqualTo(ReferenceRecord.NEW);
        ReferenceRecord stopped =
                ReferenceRecord.NEW
                        .with()
                        .state(HealthState.QUARANTINED)
                        .reason(HealthReason.PERSON)
                        .build();
        assertThat(PermittedAction.of(found, LISTED, stopped, Limits.DEFAULT).evidence())
                .isEqualTo(EvidenceStanding.QUARANTINED);
    }

    /** Its numbers are those of sound. */
    @Test
    void theFloorIsAskedOfSoundAlone() {
        Limits high = new Limits(1, 21, 0, 0);
        assertThat(standing(match(null, null, null), high)).isEqualTo(EvidenceStanding.WEAK);
        assertThat(standing(match(MOVING, null, null), high)).isEqualTo(EvidenceStanding.COUNTED);
        assertThat(standing(match(null, OtherSense.IN_STEP, OtherSense.IN_STEP), high))
                .isEqualTo(EvidenceStanding.COUNTED);
        assertThat(standing(match(null, OtherSense.IN_STEP, null), high))
                .as("more of the same evidence, which suffices alone by now")
                .isEqualTo(EvidenceStanding.COUNTED);
    }

    private static EvidenceStanding standing(Evidence evidence, Limits limits) {
        return weighed(evidence, Owners.NONE, LISTED, ReferenceRecord.NEW, limits)
                .evidence()
                .standing();
    }

    /** An entry names a recording; its sound and its pictures are two references of it. */
    @Test
    void anEntryOnARecordingIsOnItsPicturesToo() {
        ListEntry onFilm = entry(ListClass.STAYDOWN).withReferenceIds(List.of("film"));
        ListEntry onPictures =
                entry(ListClass.STAYDOWN).withReferenceIds(List.of(RecordingId.pictures("film")));
        Evidence sound = match(null, null, null);
        Evidence pictures = match(MOVING, null, null);
        assertThat(decided(sound, Owners.NONE, ListIndex.of(List.of(onFilm))).action())
                .isEqualTo(Action.BLOCK);
        assertThat(decided(pictures, Owners.NONE, ListIndex.of(List.of(onFilm))).action())
                .isEqualTo(Action.BLOCK);
        assertThat(decided(sound, Owners.NONE, ListIndex.of(List.of(onPictures))).action())
                .isEqualTo(Action.OBSERVE);
        assertThat(decided(pictures, Owners.NONE, ListIndex.of(List.of(onPictures))).action())
                .isEqualTo(Action.BLOCK);
    }

    @Test
    void sentencesNameWhatWasSeenAndWhatWasHeard() {
        assertThat(sentence(match(null, null, null)))
                .contains("of work-1. ")
                .doesNotContain("sound");
        assertThat(sentence(match(null, OtherSense.UNMATCHED, null)))
                .contains("of work-1 by its sound alone, its pictures are other");
        assertThat(sentence(match(MOVING, null, null))).contains("of work-1 by its pictures. ");
        assertThat(sentence(match(MOVING, OtherSense.UNMATCHED, null)))
                .contains("of work-1 by its pictures alone, its sound is other");
        assertThat(sentence(match(MOVING, OtherSense.OTHER_WORK, null)))
                .contains("by its pictures, its sound is of another work");
        assertThat(sentence(match(MOVING, OtherSense.IN_STEP, null)))
                .contains("by its pictures as by its sound");
        assertThat(sentence(match(STILL, null, null)))
                .contains("by a still picture. Only a still picture is in common with the work");
        assertThat(sentence(match(null, OtherSense.OUT_OF_STEP, OtherSense.OUT_OF_STEP)))
                .contains("by its sound, its pictures are of another place")
                .contains("not at the same place of it");
    }

    private static String sentence(Evidence evidence) {
        return Sentences.user(verdict(evidence));
    }

    @Test
    void anInspectorReadsWhereElseTheRecordingHasIt() {
        Evidence match = match(null, null, null);
        assertThat(Sentences.inspector(verdict(match))).doesNotContain("the same as");
        Verdict some = verdict(match.withOtherPlaces(new OtherPlaces(2, List.of(8_000L, 16_000L))));
        assertThat(Sentences.inspector(some)).contains(", the same as from 0:08.0, 0:16.0");
        assertThat(Sentences.user(some)).doesNotContain("0:08.0");
        Verdict many = verdict(match.withOtherPlaces(new OtherPlaces(5, List.of(8_000L, 16_000L))));
        assertThat(Sentences.inspector(many)).contains("0:16.0 and 3 more places");
        assertThat(new ChineseSentences(ZoneOffset.UTC).inspector(many))
                .contains("，样本从 0:08.0、0:16.0 起也相同（另有 3 处）");
    }

    /** What a person looks for first in an inset, or where left is right. */
    @Test
    void anInspectorReadsWhereInThePictureTheWorkIs() {
        PictureMatch inset = new PictureMatch(9, false, 205, 102, 614, 563, true);
        assertThat(Sentences.inspector(verdict(match(inset, null, null))))
                .contains(
                        ", in a rectangle of 60 by 55 % of the picture, 20 % from its left and 10 %"
                                + " from its top, mirrored");
        PictureMatch words = new PictureMatch(9, false, 0, 0, 0, 0, true);
        assertThat(Sentences.inspector(verdict(match(words, null, null))))
                .as("the rectangle is not known")
                .contains(", mirrored")
                .doesNotContain("rectangle");
        assertThat(Sentences.inspector(verdict(match(MOVING, null, null))))
                .as("all of it, as it is")
                .doesNotContain("rectangle", "mirrored");
    }

    private static Verdict verdict(Evidence evidence) {
        Finding found = weighed(evidence, Owners.NONE, LISTED, ReferenceRecord.NEW, Limits.DEFAULT);
        return SessionJudge.judge(
                        JudgedSession.fresh(SESSION), found, LISTED, true, NOON_MS + 1_000)
                .verdict();
    }
}
