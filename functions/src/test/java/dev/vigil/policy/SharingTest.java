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
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.match.SharedSound;
import dev.vigil.schema.match.SharedVote;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.reference.ReferenceMeasure;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.reference.SharedRecordings;
import dev.vigil.schema.reference.SharedStretch;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchRule;
import dev.vigil.schema.rights.MatchRuleBuilder;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.Verdict;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a match decides that lies in a sound which other works have too. */
class SharingTest {
    private static final ListIndex UNLISTED = new ListIndex();
    private static final Owners OWNERS =
            owners(
                    registered(1, null, "owner"),
                    policy("owner", 1, MatchRule.always(Action.BLOCK)));

    /** Of a recording of 100 s. */
    private static final ReferenceRecord RECORD =
            ReferenceRecord.NEW.withMeasure(new ReferenceMeasure(3, 100_000, 5_000, 0L, true));

    private static Evidence match(long fromMs, long toMs) {
        return evidence("m", WORK, NOON_MS, toMs - fromMs, true)
                .with()
                .refStartMs(fromMs)
                .refEndMs(toMs)
                .build();
    }

    private static SharedRecording with(
            String work, boolean isOfOneOwner, Boolean newer, long fromMs, long toMs) {
        return new SharedRecording(
                "overlap-" + work,
                WORK,
                "reference-1",
                work,
                "master",
                isOfOneOwner,
                true,
                List.of(new SharedStretch(fromMs, toMs, 0, toMs - fromMs, newer)),
                NOON_MS);
    }

    /** The first ten seconds, which another owner's work had before. */
    private static SharedRecordings jingle() {
        return known(with("ident", false, true, 0, 10_000));
    }

    private static SharedRecordings known(SharedRecording... all) {
        SharedRecordings known = SharedRecordings.NONE;
        for (SharedRecording one : all) {
            known = known.with(one);
        }
        return known;
    }

    private static Decision decided(Evidence match, SharedRecordings shared, ListIndex list) {
        return decided(match, shared, list, RECORD);
    }

    private static Decision decided(
            Evidence match, SharedRecordings shared, ListIndex list, ReferenceRecord record) {
        return new Ruling(weighed(match, shared, list, record), list).decisions().get(0);
    }

    private static Finding weighed(
            Evidence match, SharedRecordings shared, ListIndex list, ReferenceRecord record) {
        Finding seen = Sharing.seen(found(match), shared, record);
        return PermittedAction.weighed(
                seen, PermittedAction.of(seen, list, record, Limits.DEFAULT));
    }

    private static Finding found(Evidence match) {
        return owned(finding(session(SessionKind.LIVE, "CN"), match), OWNERS);
    }

    @Test
    void whatWasThereLaterIsReviewedAndNamesWhatWouldBlock() {
        Decision decision = decided(match(0, 10_000), jingle(), UNLISTED);
        assertThat(decision.action()).isEqualTo(Action.REVIEW);
        assertThat(decision.step()).isZero();
        assertThat(decision.reasonCode()).isEqualTo(Reason.SHARED);
        assertThat(decision.policyOwnerId()).isEqualTo("owner");
        assertThat(decided(match(0, 10_000), null, UNLISTED).action())
                .as("of which nothing is known")
                .isEqualTo(Action.BLOCK);
    }

    /** Law and orders go on; the list does where more than a piece would be taken from it. */
    @ParameterizedTest
    @EnumSource(ListClass.class)
    void lawAndOrdersGoOn(ListClass listed) {
        ListIndex list = ListIndex.of(List.of(entry(listed)));
        boolean isLaw = listed == ListClass.FORBIDDEN || listed == ListClass.ORDER;
        assertThat(decided(match(0, 10_000), jingle(), list).action())
                .isEqualTo(isLaw ? Action.BLOCK : Action.REVIEW);
        SharedRecordings copy = known(with("copy", false, true, 0, 70_000));
        assertThat(decided(match(0, 10_000), copy, list).action())
                .as("a copy that was there before it")
                .isEqualTo(Action.BLOCK);
    }

    @Test
    void theListIsHeldByPiecesOnly() {
        Evidence match = match(0, 10_000);
        assertThat(vote(match, jingle(), RECORD)).isEqualTo(SharedVote.LAW);
        assertThat(vote(match, known(with("a", false, true, 0, 25_000)), RECORD))
                .as("a quarter")
                .isEqualTo(SharedVote.LAW);
        SharedRecordings pieces =
                known(
                        with("a", false, true, 0, 10_000),
                        with("b", false, true, 30_000, 40_000),
                        with("c", false, true, 50_000, 56_000));
        assertThat(vote(match, pieces, RECORD))
                .as("a copy in pieces")
                .isEqualTo(SharedVote.LAW_AND_LIST);
        ReferenceRecord film =
                RECORD.withMeasure(new ReferenceMeasure(1, 6_000_000, 300_000, 0L, true));
        assertThat(vote(match, known(with("a", false, true, 0, 60_000)), film))
                .isEqualTo(SharedVote.LAW);
        assertThat(vote(match, known(with("a", false, true, 0, 60_001)), film))
                .as("longer than a jingle")
                .isEqualTo(SharedVote.LAW_AND_LIST);
        assertThat(vote(match, jingle(), ReferenceRecord.NEW))
                .as("of unknown length")
                .isEqualTo(SharedVote.LAW_AND_LIST);
    }

    private static SharedVote vote(
            Evidence match, SharedRecordings shared, ReferenceRecord record) {
        return Sharing.seen(found(match), shared, record).evidence().vote();
    }

    /** What somebody registers later takes nothing from it. */
    @Test
    void whatWasThereFirstKeepsItsVote() {
        for (Boolean newer : new Boolean[] {false, null}) {
            SharedRecordings copied = known(with("copy", false, newer, 0, 100_000));
            assertThat(decided(match(0, 10_000), copied, UNLISTED).action())
                    .isEqualTo(Action.BLOCK);
            assertThat(vote(match(0, 10_000), copied, RECORD)).isEqualTo(SharedVote.ALL);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10000, REVIEW",
        "3000, 6000, REVIEW",
        "0, 13999, REVIEW",
        "0, 14000, BLOCK",
        "8500, 10500, REVIEW",
        "9500, 11000, BLOCK",
        "20000, 24000, BLOCK"
    })
    void whatGoesBeyondItCountsAsEver(long fromMs, long toMs, Action action) {
        assertThat(decided(match(fromMs, toMs), jingle(), UNLISTED).action()).isEqualTo(action);
    }

    @Test
    void severalMayHoldAMatchTogether() {
        SharedRecordings both =
                known(
                        with("first", false, true, 0, 6_000),
                        with("second", false, true, 5_000, 12_000),
                        with("elsewhere", false, true, 80_000, 90_000));
        Evidence seen = Sharing.seen(found(match(0, 12_000)), both, RECORD).evidence();
        assertThat(seen.shared())
                .isEqualTo(new SharedSound(List.of("first", "second"), null, SharedVote.LAW));
        SharedRecordings half =
                known(
                        with("first", false, true, 0, 6_000),
                        with("second", false, false, 5_000, 12_000));
        assertThat(vote(match(0, 12_000), half, RECORD))
                .as("it had the other half first")
                .isEqualTo(SharedVote.ALL);
        SharedRecordings ofOne =
                known(
                        with("first", true, true, 0, 6_000),
                        with("second", true, false, 5_000, 12_000));
        assertThat(Sharing.seen(found(match(0, 12_000)), ofOne, RECORD).evidence().shared())
                .as("of one owner")
                .isEqualTo(new SharedSound(List.of("first", "second"), null, SharedVote.ALL));
    }

    /** Which of its places is named is no matter of who had it first. */
    @Test
    void aSoundThatTheRecordingRepeatsIsSharedAtEachOfItsPlaces() {
        Evidence match =
                match(40_000, 44_000).withOtherPlaces(new OtherPlaces(2, List.of(3_000L, 80_000L)));
        assertThat(vote(match, jingle(), RECORD)).isEqualTo(SharedVote.LAW);
        Evidence elsewhere =
                match(40_000, 44_000).withOtherPlaces(new OtherPlaces(1, List.of(80_000L)));
        assertThat(vote(elsewhere, jingle(), RECORD)).isEqualTo(SharedVote.ALL);
    }

    @Test
    void aPersonMayDecideThatItIsItsOwnForThatVersion() {
        ReferenceReview review =
                new ReferenceReview(
                        WORK, "reference-1", ReviewOutcome.ASSERTED, null, "r-1", NOON_MS);
        ReferenceRecord asserted = Probation.reviewed(RECORD, review, Limits.DEFAULT);
        assertThat(decided(match(0, 10_000), jingle(), UNLISTED, asserted).action())
                .isEqualTo(Action.BLOCK);
        assertThat(vote(match(0, 10_000), jingle(), asserted)).isEqualTo(SharedVote.ALL);
        ReferenceRecord another =
                asserted.measured(new ReferenceMeasure(4, 100_000, 5_000, 0L, true));
        assertThat(decided(match(0, 10_000), jingle(), UNLISTED, another).action())
                .as("recorded anew")
                .isEqualTo(Action.REVIEW);
    }

    @Test
    void worksOfOneOwnerAreNamedAndCount() {
        SharedRecording[] series =
                IntStream.range(10, 20)
                        .mapToObj(i -> with("episode-" + i, true, i % 2 == 0, 0, 10_000))
                        .toArray(SharedRecording[]::new);
        Evidence match = match(0, 10_000);
        assertThat(decided(match, known(series), UNLISTED).action()).isEqualTo(Action.BLOCK);
        SharedSound shared = Sharing.seen(found(match), known(series), RECORD).evidence().shared();
        assertThat(shared.works()).hasSize(8).startsWith("episode-10").endsWith("episode-17");
        assertThat(shared.moreWorks()).isEqualTo(2);
        assertThat(shared.vote()).isEqualTo(SharedVote.ALL);
        assertThat(Sharing.seen(found(match(0, 30_000)), known(series), RECORD).evidence().shared())
                .as("a match of more than that")
                .isNull();
    }

    /** It is none of the sessions that a reference may block before a person looks. */
    @Test
    void whatIsHeldCountsForNothing() {
        Finding seen = Sharing.seen(found(match(0, 10_000)), jingle(), RECORD);
        assertThat(PermittedAction.of(seen, UNLISTED, RECORD, Limits.DEFAULT).record())
                .isEqualTo(RECORD);
        ListIndex forbidden = ListIndex.of(List.of(entry(ListClass.FORBIDDEN)));
        assertThat(PermittedAction.of(seen, forbidden, RECORD, Limits.DEFAULT).record().blocked())
                .hasSize(1);
    }

    @Test
    void whoIsWarnedMeanwhileIsNot() {
        MatchRule later = MatchRuleBuilder.builder().action(Action.BLOCK).graceMs(60_000L).build();
        Owners patient = owners(registered(1, null, "owner"), policy("owner", 1, later));
        Finding seen =
                Sharing.seen(
                        owned(finding(session(SessionKind.LIVE, "CN"), match(0, 10_000)), patient),
                        jingle(),
                        RECORD);
        Decision decision = verdict(seen).decisions().get(0);
        assertThat(decision.action()).isEqualTo(Action.REVIEW);
        assertThat(decision.stopBy()).isNull();
    }

    @Test
    void picturesAreTheirOwn() {
        Evidence pictures =
                match(0, 10_000).withPicture(new PictureMatch(9, false, 0, 0, 1024, 1024, false));
        assertThat(vote(pictures, jingle(), RECORD)).isEqualTo(SharedVote.ALL);
    }

    @Test
    void sentencesNameTheWorks() {
        Finding held = weighed(match(0, 10_000), jingle(), UNLISTED, RECORD);
        Verdict verdict = verdict(held);
        assertThat(Sentences.user(verdict))
                .contains("of work-1, a sound that is also in ident. ")
                .contains("such as a jingle or a loop, that works of other owners had before");
        assertThat(new ChineseSentences(ZoneOffset.UTC).user(verdict))
                .contains("（ident 也有同样的声音）")
                .contains("其他权利人的作品先有的一段声音");
    }

    private static Verdict verdict(Finding finding) {
        return SessionJudge.judge(
                        JudgedSession.fresh(SESSION), finding, UNLISTED, true, NOON_MS + 1_000)
                .verdict();
    }

    /** A jingle in more works than are kept: which of them are is no matter of their order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void tooManyAreTheSameOnesInWhateverOrderTheyCome(long seed) {
        Random random = new Random(seed);
        List<SharedRecording> all = new ArrayList<>();
        for (int i = 0; i < 2 * SharedRecordings.MOST; i++) {
            boolean isOfOneOwner = random.nextInt(3) == 0;
            Boolean newer = random.nextInt(3) == 0 ? null : (Boolean) random.nextBoolean();
            all.add(with("work-" + i, isOfOneOwner, newer, 0, 3_000 + random.nextInt(20)));
        }
        SharedRecordings first = known(all.toArray(SharedRecording[]::new));
        assertThat(first.all()).hasSize(SharedRecordings.MOST);
        for (int order = 0; order < 20; order++) {
            Collections.shuffle(all, random);
            assertThat(known(all.toArray(SharedRecording[]::new)))
                    .as("seed %d, order %d", seed, order)
                    .isEqualTo(first);
        }
    }

    /** Else as many works of the copy's own owner would give it the vote of a film. */
    @Test
    void whatTakesAVoteIsKeptBeforeAllThatTakesNone() {
        List<SharedRecording> all = new ArrayList<>();
        for (int i = 0; i < SharedRecordings.MOST; i++) {
            all.add(with("own-" + i, true, true, 0, 90_000));
            all.add(with("later-" + i, false, false, 0, 90_000));
        }
        all.add(with("ident", false, true, 0, 10_000));
        SharedRecordings known = known(all.toArray(SharedRecording[]::new));
        assertThat(known.all()).hasSize(SharedRecordings.MOST);
        assertThat(decided(match(0, 10_000), known, UNLISTED).reasonCode())
                .isEqualTo(Reason.SHARED);
    }
}
