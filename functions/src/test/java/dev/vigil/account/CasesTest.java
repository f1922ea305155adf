package dev.vigil.account;

import static dev.vigil.account.TestingCases.ACCOUNT;
import static dev.vigil.account.TestingCases.DAY_MS;
import static dev.vigil.account.TestingCases.MINUTE_MS;
import static dev.vigil.account.TestingCases.NOON_MS;
import static dev.vigil.account.TestingCases.SESSION;
import static dev.vigil.account.TestingCases.command;
import static dev.vigil.account.TestingCases.confirmed;
import static dev.vigil.account.TestingCases.fact;
import static dev.vigil.account.TestingCases.failed;
import static dev.vigil.account.TestingCases.outcome;
import static dev.vigil.account.TestingCases.tried;
import static dev.vigil.account.TestingCases.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.account.TestingCases.Ruled;
import dev.vigil.schema.account.Aggravator;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceCase;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session or an item is an offence by. */
class CasesTest {
    private static final Ruled FILM = Ruled.block("film");
    private static final Ruled SONG = Ruled.block("song");

    private OffenceCase state;
    private final List<Offence> sent = new ArrayList<>();
    private final List<String> grounds = new ArrayList<>();
    private int unattributed;

    // Sessions -----------------------------------------------------------------------------

    /** P9: confirmations are forgotten long before commands. */
    @Test
    void whatWasLiftedDoesNotStandThoughItsConfirmationIsForgotten() {
        on(fact(verdict(1, NOON_MS, FILM.by(ListClass.IN_SCREENING))));
        on(command(1, Measure.STOP_STREAM, NOON_MS + 1_000));
        on(command(2, Measure.LIFT, NOON_MS + 9_000));
        assertThat(offence().establishedAt()).isNull();
        assertThat(offence().reasons()).isNotEmpty().noneMatch(OffenceReason::stands);
    }

    /** Its ground decides whether it falls: it may be confirmed after all. */
    @Test
    void aReferenceThatIsQuarantinedMakesNoReasonFallHere() {
        blocked(FILM);
        on(fact(verdict(1, NOON_MS, FILM.held("EVIDENCE_QUARANTINED")).revision(2)));
        on(command(2, Measure.LIFT, NOON_MS + 9_000));
        assertThat(stands("list/film")).isTrue();
        assertThat(references("list/film")).containsExactly("work-of-film/r");
        on(fact(verdict(1, NOON_MS).revision(3)));
        assertThat(stands("list/film")).as("it is no match any more").isFalse();
    }

    /**
     * Trap 7: of a match that went on behind the end of a window, or of an entry that was right.
     */
    @Test
    void aReasonWhoseTimeIsOverRemains() {
        blocked(FILM.by(ListClass.HOT_BROADCAST));
        on(fact(verdict(1, NOON_MS, FILM.held("ENTRY_OVER")).revision(2)));
        on(command(2, Measure.LIFT, NOON_MS + 9_000));
        assertThat(stands("list/film")).isTrue();
        assertThat(offence().reasons())
                .extracting(OffenceReason::kind)
                .containsExactly(GroundKind.LISTED_HOT_BROADCAST);
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS + 5);
        on(fact(verdict(2, NOON_MS + MINUTE_MS, SONG)));
        assertThat(stands("list/song")).as("not blocked yet").isFalse();
        assertThat(stands("list/film")).isTrue();
    }

    /** P9: what never blocked is no offence by what it would have done. */
    @Test
    void whatWasHeldFromTheStartIsNoOffence() {
        on(fact(verdict(1, NOON_MS, FILM.held("EVIDENCE_QUARANTINED"))));
        on(fact(verdict(2, NOON_MS, SONG.held("ENTRY_OVER"))));
        assertThat(state).isNull();
        on(fact(verdict(1, NOON_MS, FILM)));
        on(fact(verdict(1, NOON_MS, FILM.held("EVIDENCE_WEAK")).revision(2)));
        assertThat(stands("list/film")).as("the match was wrong").isFalse();
    }

    /** P9: the measure of a mistake is none of what came behind it. */
    @Test
    void whatIsHeldNeedsAMeasureOfItsOwn() {
        blocked(FILM);
        on(fact(verdict(1, NOON_MS).revision(2)));
        on(command(2, Measure.LIFT, NOON_MS + 9_000));
        on(fact(verdict(2, NOON_MS + MINUTE_MS, SONG)));
        on(command(3, Measure.BLOCK, NOON_MS + MINUTE_MS));
        on(fact(verdict(2, NOON_MS + MINUTE_MS, SONG.held("ENTRY_OVER")).revision(2)));
        on(command(4, Measure.LIFT, NOON_MS + 2 * MINUTE_MS));
        assertThat(stands("list/song")).as("it was never carried out").isFalse();
        on(confirmed(3, Measure.BLOCK, NOON_MS + MINUTE_MS + 5));
        assertThat(stands("list/song")).isTrue();
    }

    @Test
    void whatStillBlocksAndWhatIsHeldAreBothNamed() {
        Ruled trailer = FILM.matching("trailer");
        on(fact(verdict(1, NOON_MS, FILM, trailer, SONG)));
        on(fact(verdict(1, NOON_MS, FILM, trailer.held("EVIDENCE_QUARANTINED"), SONG).revision(2)));
        assertThat(references("list/film"))
                .containsExactly("work-of-film/r", "work-of-film/trailer");
        on(fact(verdict(1, NOON_MS, FILM, SONG.held("EVIDENCE_QUARANTINED")).revision(3)));
        assertThat(references("list/film")).containsExactly("work-of-film/r");
        assertThat(stands("list/song")).isTrue();
        assertThat(offence().works()).containsExactly("work-of-film", "work-of-song");
    }

    private void blocked(Ruled ruled) {
        on(fact(verdict(1, NOON_MS, ruled)));
        on(command(1, Measure.BLOCK, NOON_MS));
        on(confirmed(1, Measure.BLOCK, NOON_MS + 5));
    }

    /** It counts from when it was stopped. */
    @Test
    void whatAnEncoderWithoutAClockHasSentIsAnOffenceAtNoTime() {
        on(fact(verdict(1, 0, FILM.by(ListClass.IN_SCREENING)).judgedAt(NOON_MS)));
        on(command(1, Measure.STOP_STREAM, NOON_MS));
        on(confirmed(1, Measure.STOP_STREAM, NOON_MS + 5));
        assertThat(offence().occurredAt()).isNull();
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS + 5);
        on(fact(verdict(2, NOON_MS, SONG)));
        assertThat(offence().occurredAt()).as("of what has a time").isEqualTo(NOON_MS);
    }

    @Test
    void aMeasureThatTookEffectMakesADecisionAnOffence() {
        on(fact(verdict(1, NOON_MS, FILM.by(ListClass.IN_SCREENING))));
        assertThat(offence().establishedAt()).as("only decided").isNull();
        on(command(1, Measure.STOP_STREAM, NOON_MS + 1_000));
        on(confirmed(1, Measure.STOP_STREAM, NOON_MS + 2_000));
        Offence offence = offence();
        assertThat(offence.accountId()).isEqualTo(ACCOUNT);
        assertThat(offence.offenceId()).isEqualTo("session:" + SESSION);
        assertThat(offence.kind()).isEqualTo(OffenceKind.SESSION);
        assertThat(offence.occurredAt()).isEqualTo(NOON_MS);
        assertThat(offence.establishedAt()).isEqualTo(NOON_MS + 2_000);
        assertThat(offence.measure()).isEqualTo(Measure.STOP_STREAM);
        assertThat(offence.works()).containsExactly("work-of-film");
        assertThat(offence.territories()).containsExactly("*");
        assertThat(offence.timeCodes()).containsExactly(new TimeCode("work-of-film", 1_000, 9_000));
        assertThat(offence.aggravators()).containsExactly(Aggravator.IN_WINDOW);
        assertThat(offence.evidenceDigest()).matches("[0-9a-f]{64}");
        assertThat(offence.verdictId()).isEqualTo(SESSION + "/1");
        assertThat(offence.reasons())
                .containsExactly(
                        new OffenceReason(
                                "list/film",
                                GroundKind.LISTED_IN_SCREENING,
                                3L,
                                List.of("work-of-film/r"),
                                true,
                                NOON_MS - DAY_MS));
        assertThat(grounds).containsExactly("list/film", "reference/work-of-film/r");
        assertThat(sent).hasSize(2);
    }

    @Test
    void theWishOfAnOwnerIsAReasonOfItsOwnKind() {
        var rulings = verdict(1, NOON_MS, FILM).build().rulings();
        on(
                fact(
                        verdict(1, NOON_MS, FILM)
                                .rulings(
                                        List.of(
                                                rulings.get(0)
                                                        .with()
                                                        .listEntryId(null)
                                                        .listEntryVersion(null)
                                                        .reasonCode("OWNER_POLICY")
                                                        .policyOwnerId("studio")
                                                        .policyVersion(2L)
                                                        .build()))));
        assertThat(offence().reasons())
                .extracting(OffenceReason::ground, OffenceReason::kind)
                .containsExactly(tuple("policy/studio", GroundKind.OWNER_POLICY));
        assertThat(offence().owners()).containsExactly("studio");
        assertThat(grounds).containsExactly("reference/work-of-film/r");
    }

    /** P9: only what blocks in earnest. */
    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"ALLOW", "ALLOW_WITH_USAGE", "OBSERVE", "WARN", "REVIEW"})
    void whatDoesNotBlockIsNoOffence(Action action) {
        on(fact(verdict(1, NOON_MS, FILM.with(action))));
        assertThat(state).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"GEO_BLOCK", "MUTE", "BLOCK"})
    void whatKeepsASessionFromItsAudienceIsOne(Action action) {
        on(fact(verdict(1, NOON_MS, FILM.with(action))));
        assertThat(offence()).isNotNull();
    }

    @Test
    void whatIsOnlyTriedIsNoOffence() {
        on(fact(verdict(1, NOON_MS, FILM.with(Action.OBSERVE)).shadow(List.of(tried("film")))));
        assertThat(state).isNull();
    }

    @Test
    void whatDecidesNothingChangesNothing() {
        on(fact(verdict(1, NOON_MS, FILM).withheld(true)));
        assertThat(state).isNull();
        on(fact(verdict(1, NOON_MS, FILM)));
        Offence before = offence();
        on(fact(verdict(1, NOON_MS).reasonCode("WARMING")));
        on(fact(verdict(1, NOON_MS, SONG).withheld(true)));
        assertThat(offence()).isEqualTo(before);
        assertThat(sent).hasSize(1);
    }

    @Test
    void aMeasureThatFailedOrWasNotFoundEstablishesNothing() {
        on(fact(verdict(1, NOON_MS, FILM)));
        on(command(1, Measure.BLOCK, NOON_MS));
        on(failed(1, NOON_MS + 1));
        on(confirmed(1, Measure.NOT_FOUND, NOON_MS + 2));
        on(confirmed(1, Measure.LIFT, NOON_MS + 3));
        on(confirmed(2, Measure.BLOCK, NOON_MS + 4));
        on(
                CaseFact.confirmed(
                        confirmed(1, Measure.BLOCK, NOON_MS + 4)
                                .confirmed()
                                .withCommandId("s-2/command/1")));
        assertThat(offence().establishedAt()).isNull();
        on(confirmed(1, Measure.BLOCK, NOON_MS + 5));
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS + 5);
        on(failed(1, NOON_MS + 6));
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS + 5);
    }

    /** P2. */
    @Test
    void aThousandRevisionsOfFiveEpisodesAreOneOffence() {
        for (int episode = 1; episode <= 5; episode++) {
            for (int revision = 1; revision <= 200; revision++) {
                long atMs = NOON_MS + episode * MINUTE_MS;
                var evidence = verdict(episode, atMs, FILM).build().evidence().get(0);
                on(
                        fact(
                                verdict(episode, atMs, FILM)
                                        .revision(revision)
                                        .judgedAt(atMs + revision * 1_000L)
                                        .state(revision < 200 ? VerdictState.OPEN : CLOSED)
                                        .evidence(
                                                List.of(
                                                        evidence.with()
                                                                .queryEndMs(revision * 1_000L)
                                                                .build()))));
            }
        }
        assertThat(sent).extracting(Offence::offenceId).containsOnly("session:" + SESSION);
        assertThat(offence().occurredAt()).isEqualTo(NOON_MS + MINUTE_MS);
        assertThat(offence().timeCodes()).extracting(TimeCode::toMs).containsOnly(200_000L);
        assertThat(sent).as("one for each that begins or ends").hasSizeLessThanOrEqualTo(10);
        assertThat(grounds).hasSize(2);
    }

    private static final VerdictState CLOSED = VerdictState.CLOSED;

    /** Trap 1: after a failure the media job makes the same revision with another body. */
    @Test
    void theRecordThatIsReadLastCountsWhateverItsRevision() {
        on(fact(verdict(1, NOON_MS, FILM).revision(7)));
        on(fact(verdict(1, NOON_MS, SONG).revision(7)));
        assertThat(stands("list/film")).isFalse();
        assertThat(stands("list/song")).isTrue();
        on(fact(verdict(1, NOON_MS, FILM).revision(2)));
        assertThat(stands("list/film")).isTrue();
        assertThat(stands("list/song")).isFalse();
    }

    @Test
    void aDecisionThatIsTakenBackFallsAndIsSaidToHave() {
        on(fact(verdict(1, NOON_MS, FILM)));
        on(command(1, Measure.BLOCK, NOON_MS));
        on(confirmed(1, Measure.BLOCK, NOON_MS + 5));
        on(fact(verdict(1, NOON_MS, FILM.with(Action.ALLOW_WITH_USAGE)).revision(2)));
        assertThat(stands("list/film")).isFalse();
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS + 5);
    }

    /** P9: the measure of the mistake is none of the next decision. */
    @Test
    void behindAMeasureThatWasTakenBackTheNextOneMustTakeEffectItself() {
        on(fact(verdict(1, NOON_MS, FILM)));
        on(command(1, Measure.BLOCK, NOON_MS));
        on(confirmed(1, Measure.BLOCK, NOON_MS + 5));
        on(fact(verdict(1, NOON_MS).revision(2)));
        on(command(2, Measure.LIFT, NOON_MS + 6));
        on(fact(verdict(2, NOON_MS + MINUTE_MS, SONG)));
        on(command(3, Measure.BLOCK, NOON_MS + MINUTE_MS));
        assertThat(stands("list/song")).isFalse();
        on(confirmed(3, Measure.MUTE, NOON_MS + MINUTE_MS + 5));
        assertThat(stands("list/song")).isTrue();
        assertThat(stands("list/film")).isFalse();
        assertThat(offence().measure()).isEqualTo(Measure.MUTE);
    }

    @Test
    void changedTempoOrPitchIsShown() {
        Verdict plain = verdict(1, NOON_MS, FILM).build();
        Evidence faster = plain.evidence().get(0).with().tempo(1.02).build();
        Evidence higher = plain.evidence().get(0).with().pitchSemitones(-0.35).build();
        Evidence same = plain.evidence().get(0).with().tempo(1.019).pitchSemitones(0.34).build();
        on(fact(verdict(1, NOON_MS, FILM).evidence(List.of(same))));
        assertThat(offence().aggravators()).isEmpty();
        on(fact(verdict(1, NOON_MS, FILM).evidence(List.of(faster))));
        assertThat(offence().aggravators()).containsExactly(Aggravator.EVASION);
        on(fact(verdict(1, NOON_MS, FILM).evidence(List.of(higher))));
        assertThat(offence().aggravators()).containsExactly(Aggravator.EVASION);
    }

    @Test
    void aSessionOfNobodyIsCountedOnceAndSentWhenItsAccountIsKnown() {
        on(fact(verdict(1, NOON_MS, FILM).accountId(null)));
        on(fact(verdict(2, NOON_MS, SONG).accountId(null)));
        assertThat(unattributed).isOne();
        assertThat(sent).isEmpty();
        on(fact(verdict(2, NOON_MS, SONG)));
        assertThat(offence().reasons()).hasSize(2);
        assertThat(grounds).hasSize(4);
        assertThat(unattributed).isOne();
    }

    @Test
    void anIdThatAnotherAccountUsesAgainIsAnotherSession() {
        on(fact(verdict(1, NOON_MS, FILM)));
        on(command(1, Measure.BLOCK, NOON_MS));
        on(confirmed(1, Measure.BLOCK, NOON_MS + 5));
        on(fact(verdict(2, NOON_MS + DAY_MS).accountId("u-2")));
        assertThat(sent).extracting(Offence::accountId).containsOnly(ACCOUNT);
        on(fact(verdict(2, NOON_MS + DAY_MS, SONG).accountId("u-2")));
        assertThat(offence().accountId()).isEqualTo("u-2");
        assertThat(offence().establishedAt()).isNull();
        assertThat(offence().occurredAt()).isEqualTo(NOON_MS + DAY_MS);
        assertThat(offence().reasons())
                .extracting(OffenceReason::ground)
                .containsExactly("list/song");
    }

    /** The facts of two topics are read in any order. */
    @Test
    void aCommandThatIsReadBeforeTheVerdictOfTheNextAccountIsOfThatAccount() {
        on(fact(verdict(1, NOON_MS, FILM)));
        on(command(1, Measure.BLOCK, NOON_MS));
        on(confirmed(1, Measure.BLOCK, NOON_MS + 5));
        on(
                CaseFact.command(
                        TestingCases.ordered(2, Measure.BLOCK, NOON_MS + DAY_MS)
                                .withAccountId("u-2")));
        on(confirmed(2, Measure.MUTE, NOON_MS + DAY_MS + 5));
        assertThat(offence().measure()).as("none of the first account's").isEqualTo(Measure.BLOCK);
        on(fact(verdict(2, NOON_MS + DAY_MS, SONG).accountId("u-2")));
        assertThat(offence().accountId()).isEqualTo("u-2");
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS + DAY_MS + 5);
        assertThat(offence().measure()).isEqualTo(Measure.MUTE);
    }

    /** However long a session, its case is small and its offence may be sent. */
    @Test
    void aSessionWithoutEndKeepsWhatCounts() {
        for (int episode = 1; episode <= 1_000; episode++) {
            long atMs = NOON_MS + episode * MINUTE_MS;
            on(fact(verdict(episode, atMs, Ruled.block("entry-" + episode), FILM)));
            on(command(episode, Measure.BLOCK, atMs));
            on(confirmed(episode, Measure.BLOCK, atMs + 5));
        }
        assertThat(state.episodes()).hasSize(Cases.MOST_EPISODES);
        assertThat(state.measures()).hasSize(Cases.MOST_MEASURES);
        assertThat(state.fallen()).hasSize(Cases.MOST_FALLEN);
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS + MINUTE_MS + 5);
        assertThat(offence().occurredAt()).isEqualTo(NOON_MS + MINUTE_MS);
        assertThat(stands("list/film")).isTrue();
        assertThat(stands("list/entry-1000")).isTrue();
        assertThat(stands("list/entry-992")).as("it has left: in doubt for the user").isFalse();
        assertThat(offence().reasons()).hasSizeLessThanOrEqualTo(Episodes.MOST_REASONS);
    }

    /** What is not named again would never be known to have fallen. */
    @Test
    void howeverManyReasonsFallAtOnceEachIsToldToHave() {
        Ruled[] all = new Ruled[20];
        Arrays.setAll(all, i -> Ruled.block("entry-" + i));
        on(fact(verdict(1, NOON_MS, all)));
        on(command(1, Measure.BLOCK, NOON_MS));
        on(confirmed(1, Measure.BLOCK, NOON_MS + 5));
        on(fact(verdict(1, NOON_MS).revision(2)));
        Map<String, Boolean> told = new HashMap<>();
        for (Offence one : sent) {
            one.reasons().forEach(reason -> told.put(reason.ground(), reason.stands()));
        }
        assertThat(told).hasSize(20).doesNotContainValue(true);
        assertThat(offence().reasons()).hasSize(Cases.MOST_FALLEN);
    }

    @Test
    void whatStandsIsNamedBeforeWhatHasFallen() {
        for (int i = 0; i < Cases.MOST_FALLEN; i++) {
            on(fact(verdict(1, NOON_MS, Ruled.block("a-" + i)).revision(i + 1)));
        }
        Ruled[] all = new Ruled[30];
        Arrays.setAll(all, i -> Ruled.block("entry-" + i));
        on(fact(verdict(2, NOON_MS, all)));
        assertThat(offence().reasons()).hasSize(Episodes.MOST_REASONS);
        assertThat(offence().reasons()).filteredOn(OffenceReason::stands).hasSize(31);
    }

    /** The record of an offence may be sent however long its ids are. */
    @Test
    void theMoreReasonsTheFewerReferencesOfEach() {
        List<Ruled> all = new ArrayList<>();
        for (int entry = 0; entry < 32; entry++) {
            for (int reference = 10; reference < 30; reference++) {
                all.add(Ruled.block("entry-" + entry).matching("r-" + reference));
            }
        }
        on(fact(verdict(1, NOON_MS, all.toArray(Ruled[]::new))));
        assertThat(offence().reasons())
                .hasSize(Episodes.MOST_REASONS)
                .allMatch(reason -> reason.references().size() == 2);
        on(fact(verdict(1, NOON_MS, all.subList(0, 20).toArray(Ruled[]::new)).revision(2)));
        assertThat(references("list/entry-0")).as("the rest is named as fallen").hasSize(3);
    }

    // Items --------------------------------------------------------------------------------

    @Test
    void anItemThatANoticeTookDownIsAnOffence() {
        on(acted("n-1", NOON_MS));
        Offence offence = offence();
        assertThat(offence.offenceId()).isEqualTo("item:i-1");
        assertThat(offence.kind()).isEqualTo(OffenceKind.ITEM);
        assertThat(offence.occurredAt()).isEqualTo(NOON_MS - DAY_MS);
        assertThat(offence.establishedAt()).isEqualTo(NOON_MS);
        assertThat(offence.works()).containsExactly("work-1");
        assertThat(offence.noticeIds()).containsExactly("n-1");
        assertThat(offence.reasons())
                .containsExactly(
                        new OffenceReason("notice/n-1", GroundKind.NOTICE, null, List.of(), true));
        assertThat(grounds).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ItemOutcomeKind.class)
    void anOutcomeStandsFallsOrIsDisputed(ItemOutcomeKind kind) {
        on(acted("n-1", NOON_MS));
        on(outcome("n-1", ACCOUNT, kind, NOON_MS + DAY_MS, NOON_MS));
        boolean stands =
                List.of(ItemOutcomeKind.ACTED, ItemOutcomeKind.COUNTERED, ItemOutcomeKind.UPHELD)
                        .contains(kind);
        assertThat(stands("notice/n-1")).isEqualTo(stands);
        assertThat(offence().disputed())
                .isEqualTo(kind == ItemOutcomeKind.COUNTERED ? List.of("notice/n-1") : List.of());
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS);
    }

    @Test
    void eachNoticeThatIsDisputedIsNamed() {
        for (int notice = 0; notice < Cases.MOST_OUTCOMES; notice++) {
            on(outcome("n-" + notice, ACCOUNT, ItemOutcomeKind.COUNTERED, NOON_MS, NOON_MS));
        }
        assertThat(offence().disputed()).hasSize(Cases.MOST_OUTCOMES);
    }

    @Test
    void oneOfTwoNoticesIsEnough() {
        on(acted("n-1", NOON_MS + 5));
        on(acted("n-2", NOON_MS));
        on(outcome("n-1", ACCOUNT, ItemOutcomeKind.FORGED, NOON_MS + 9, NOON_MS + 5));
        assertThat(stands("notice/n-1")).isFalse();
        assertThat(stands("notice/n-2")).isTrue();
        assertThat(offence().establishedAt()).isEqualTo(NOON_MS);
    }

    @Test
    void whatWasNeverActedOnIsNoOffence() {
        on(outcome("n-1", ACCOUNT, ItemOutcomeKind.DECLINED, NOON_MS, null));
        on(outcome("n-2", ACCOUNT, ItemOutcomeKind.COUNTERED, NOON_MS, null));
        assertThat(state).isNull();
    }

    @Test
    void anItemThatIsOfAnotherAccountWasNeverOfTheFirst() {
        on(acted("n-1", NOON_MS));
        on(outcome("n-1", "u-2", ItemOutcomeKind.ACTED, NOON_MS, NOON_MS));
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1).accountId()).isEqualTo(ACCOUNT);
        assertThat(sent.get(1).reasons()).extracting(OffenceReason::stands).containsExactly(false);
        assertThat(sent.get(2).accountId()).isEqualTo("u-2");
        assertThat(sent.get(2).reasons()).extracting(OffenceReason::stands).containsExactly(true);
    }

    @Test
    void aFloodOfNoticesOnOneItemIsBounded() {
        for (int notice = 0; notice < 200; notice++) {
            on(acted("n-" + notice, NOON_MS + notice));
        }
        assertThat(state.outcomes()).hasSize(Cases.MOST_OUTCOMES);
        on(outcome("n-3", ACCOUNT, ItemOutcomeKind.FORGED, NOON_MS + DAY_MS, NOON_MS));
        on(acted("n-new", NOON_MS + DAY_MS));
        assertThat(stands("notice/n-new")).isTrue();
        assertThat(state.outcomes()).hasSize(Cases.MOST_OUTCOMES);
    }

    private static CaseFact acted(String notice, long effectiveMs) {
        return outcome(notice, ACCOUNT, ItemOutcomeKind.ACTED, effectiveMs, effectiveMs);
    }

    private void on(CaseFact fact) {
        Cases.Step step = Cases.on(state, fact);
        Cases.Step again = Cases.on(step.next(), fact);
        assertThat(again.next()).as("a repeat").isSameAs(step.next());
        assertThat(again.changed()).isEmpty();
        state = step.next();
        sent.addAll(step.changed());
        grounds.addAll(step.grounds());
        unattributed += step.unattributed() ? 1 : 0;
    }

    /** As it was sent last. */
    private Offence offence() {
        return sent.isEmpty() ? null : sent.get(sent.size() - 1);
    }

    private List<String> references(String ground) {
        return offence().reasons().stream()
                .filter(reason -> reason.ground().equals(ground))
                .flatMap(reason -> reason.references().stream())
                .toList();
    }

    private boolean stands(String ground) {
        return offence().reasons().stream()
                .filter(reason -> reason.ground().equals(ground))
                .findAny()
                .orElseThrow()
                .stands();
    }
}
