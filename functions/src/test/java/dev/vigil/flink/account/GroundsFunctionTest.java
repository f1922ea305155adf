package dev.vigil.flink.account;

import static dev.vigil.account.TestingCases.DAY_MS;
import static dev.vigil.account.TestingCases.NOON_MS;
import static dev.vigil.flink.TestingOperators.dead;
import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.stateEntries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.GroundFactBuilder;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptGround;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told that a ground has fallen, or stands again. */
class GroundsFunctionTest {
    private static final long MEMORY_MS = 1_095 * DAY_MS;
    private static final String REFERENCE = "reference/film/master";

    private KeyedOneInputStreamOperatorTestHarness<String, GroundFact, AccountFact> grounds;
    private long wallMs = NOON_MS;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        grounds =
                TestingOperators.keyed(
                        new GroundsFunction(MEMORY_MS), GroundFact::ground, Types.STRING, restored);
        grounds.setProcessingTime(wallMs);
    }

    @AfterEach
    void close() throws Exception {
        grounds.close();
    }

    /** P10: by account and offence, and no other. */
    @Test
    void aMistakeFellsWhatRestsOnItAndNothingElse() throws Exception {
        rests("list/film", "u-1", "session:a");
        rests("list/film", "u-2", "session:b");
        rests("list/song", "u-3", "session:c");
        read(entry("film", 3));
        assertThat(told()).isEmpty();
        read(entry("film", 3).withdrawn(NOON_MS + 5));
        assertThat(told())
                .extracting(AccountFact::accountId, AccountFact::kind)
                .containsExactly(
                        tuple("u-1", AccountFact.Kind.GROUND),
                        tuple("u-2", AccountFact.Kind.GROUND));
        read(entry("song", 1).withdrawn(NOON_MS + 6));
        assertThat(told())
                .extracting(AccountFact::ground)
                .containsExactly(new GroundState("list/song", null, false, 2, NOON_MS + 6));
    }

    @Test
    void aMistakeThatWasNoneStandsAgain() throws Exception {
        rests("list/film", "u-1", "session:a");
        ListEntry entry = entry("film", 3);
        read(entry.withdrawn(NOON_MS + 5));
        assertThat(states()).containsExactly(false);
        read(entry.withdrawn(NOON_MS + 5));
        read(entry);
        assertThat(states()).as("a repeat and an older version").isEmpty();
        read(entry.issued(5, NOON_MS + 9));
        assertThat(states()).containsExactly(true);
    }

    /** Trap 7. */
    @Test
    void anEntryWhoseTimeIsOverWasNoMistake() throws Exception {
        rests("list/film", "u-1", "session:a");
        read(entry("film", 3).ended(NOON_MS + 5));
        assertThat(told()).isEmpty();
        rests("list/film", "u-2", "session:b");
        assertThat(told()).isEmpty();
        read(entry("film", 3).ended(NOON_MS + 5).withdrawn(NOON_MS + 7));
        assertThat(told()).as("after all it was one").hasSize(2);
    }

    @Test
    void anOffenceThatIsReadLaterIsToldAtOnce() throws Exception {
        read(entry("film", 3).withdrawn(NOON_MS + 5));
        rests("list/film", "u-1", "session:a");
        assertThat(told())
                .extracting(AccountFact::accountId, AccountFact::ground)
                .containsExactly(
                        tuple("u-1", new GroundState("list/film", null, false, 4, NOON_MS + 5)));
    }

    /** It was published as fallen, and stands again meanwhile: whichever topic is read first. */
    @Test
    void anOffenceThatRestsOnWhatStandsAgainIsTold() throws Exception {
        read(entry("film", 3));
        fell("list/film", "u-1", "session:a");
        assertThat(told())
                .extracting(AccountFact::accountId, AccountFact::ground)
                .containsExactly(
                        tuple("u-1", new GroundState("list/film", null, true, 3, NOON_MS)));
        fell("list/song", "u-2", "session:b");
        rests("list/song", "u-3", "session:c");
        assertThat(told()).as("nothing is known of it yet").isEmpty();
        read(entry("song", 3));
        assertThat(told())
                .extracting(AccountFact::accountId, AccountFact::ground)
                .contains(tuple("u-2", new GroundState("list/song", null, true, 3, NOON_MS)));
        read(entry("song", 4));
        assertThat(told()).isEmpty();
    }

    /** An authority's own system may withdraw an entry under the time of its issue. */
    @Test
    void aWithdrawalFallsWhenItIsWithdrawn() throws Exception {
        rests("list/film", "u-1", "session:a");
        read(entry("film", 3).withdrawn(NOON_MS + DAY_MS).withIssuedAt(NOON_MS - 1_000 * DAY_MS));
        assertThat(told()).extracting(fact -> fact.ground().at()).containsExactly(NOON_MS + DAY_MS);
    }

    @Test
    void theLatestReviewOfAReferenceCounts() throws Exception {
        rests(REFERENCE, "u-1", "session:a");
        read(review(ReviewOutcome.QUARANTINED, null, NOON_MS + 5));
        assertThat(states()).containsExactly(false);
        read(review(ReviewOutcome.CONFIRMED, null, NOON_MS + 4));
        assertThat(states()).isEmpty();
        read(review(ReviewOutcome.CONFIRMED, null, NOON_MS + 6));
        assertThat(states()).containsExactly(true);
    }

    /** P10: the mistake was in one session. */
    @Test
    void whatAPersonOverturnsFallsInThatSessionAlone() throws Exception {
        rests(REFERENCE, "u-1", "session:a");
        rests(REFERENCE, "u-2", "session:b");
        read(review(ReviewOutcome.OVERTURNED, "b", NOON_MS + 5));
        read(review(ReviewOutcome.OVERTURNED, "b", NOON_MS + 5));
        read(review(ReviewOutcome.OVERTURNED, "c", NOON_MS + 6));
        assertThat(told())
                .extracting(AccountFact::accountId, AccountFact::ground)
                .containsExactly(
                        tuple(
                                "u-2",
                                new GroundState(
                                        REFERENCE, "session:b", false, NOON_MS + 5, NOON_MS + 5)));
        rests(REFERENCE, "u-3", "session:c");
        assertThat(told())
                .extracting(AccountFact::accountId, fact -> fact.ground().offenceId())
                .containsExactly(tuple("u-3", "session:c"));
    }

    /** Each publication of an offence is read back and says again what it rests on. */
    @Test
    void anOffenceThatIsPublishedOftenRestsOnItOnce() throws Exception {
        for (int i = 0; i < 50; i++) {
            restsAt(NOON_MS + i, "list/film", "u-1", "session:a");
        }
        rests("list/film", "u-2", "session:a");
        read(entry("film", 3).withdrawn(NOON_MS + 55));
        assertThat(told())
                .as("and the id is used again by another account")
                .extracting(AccountFact::accountId)
                .containsExactly("u-1", "u-2");
    }

    /** However many rest on it, what else there is to do comes between the steps. */
    @Test
    void anEntryUnderAHundredThousandOffencesFallsInSteps() throws Exception {
        int offences = 100_000;
        for (int i = 0; i < offences; i++) {
            rests("list/film", "u-" + i, "session:" + i);
        }
        read(entry("film", 3).withdrawn(NOON_MS + 5));
        List<AccountFact> told = new ArrayList<>(told());
        assertThat(told).hasSizeLessThanOrEqualTo(GroundsFunction.STEP);
        int steps = 1;
        while (told.size() < offences) {
            rests("list/song", "u-x", "session:song-" + steps);
            assertThat(told()).isEmpty();
            grounds.setProcessingTime(++wallMs);
            List<AccountFact> step = told();
            assertThat(step).hasSizeLessThanOrEqualTo(GroundsFunction.STEP);
            told.addAll(step);
            steps++;
        }
        assertThat(told).extracting(AccountFact::accountId).doesNotHaveDuplicates();
        assertThat(steps).isBetween(100, 110);
        assertThat(grounds.numProcessingTimeTimers()).isZero();
    }

    /** Issue: 10,000 accounts within 10 s, and none is forgotten. */
    @Test
    void tenThousandAccountsOfABadEntryAreToldWithinTenSeconds() throws Exception {
        int accounts = 10_000;
        for (int i = 0; i < accounts; i++) {
            rests("list/film", "u-" + i, "session:" + i);
        }
        long beganNs = System.nanoTime();
        long wallBefore = wallMs;
        read(entry("film", 3).withdrawn(NOON_MS + 5));
        List<AccountFact> told = new ArrayList<>(told());
        int steps = 1;
        while (grounds.numProcessingTimeTimers() > 0) {
            grounds.setProcessingTime(++wallMs);
            List<AccountFact> step = told();
            assertThat(step).hasSizeLessThanOrEqualTo(GroundsFunction.STEP);
            told.addAll(step);
            steps++;
        }
        long tookMs = (System.nanoTime() - beganNs) / 1_000_000;
        System.out.println(accounts + " accounts told in " + steps + " steps, " + tookMs + " ms");
        assertThat(told).extracting(AccountFact::accountId).doesNotHaveDuplicates();
        assertThat(told).hasSize(accounts).noneMatch(fact -> fact.ground().stands());
        // A rest between steps is as long as the step before it.
        assertThat(wallMs - wallBefore + 2 * tookMs).isLessThan(10_000);
    }

    /** Told of the mistake by halves when it turns out to be none, and behind a failure. */
    @Test
    void aChangeMeanwhileReachesThoseToo() throws Exception {
        int offences = 3_500;
        for (int i = 0; i < offences; i++) {
            rests("list/film", "u-" + i, "session:" + i);
        }
        read(entry("film", 3).withdrawn(NOON_MS + 5));
        assertThat(told()).hasSizeBetween(900, GroundsFunction.STEP);
        OperatorSubtaskState snapshot = grounds.snapshot(1, 1);
        close();
        open(snapshot);
        grounds.setProcessingTime(wallMs += 2);
        assertThat(told()).hasSizeBetween(900, GroundsFunction.STEP);
        rests("list/film", "u-late", "session:late");
        assertThat(states()).containsExactly(false);
        read(entry("film", 5));
        List<AccountFact> told = new ArrayList<>(told());
        while (grounds.numProcessingTimeTimers() > 0) {
            grounds.setProcessingTime(++wallMs);
            told.addAll(told());
        }
        assertThat(told).allMatch(fact -> fact.ground().stands());
        assertThat(told).extracting(AccountFact::accountId).doesNotHaveDuplicates();
        assertThat(told).hasSize(offences + 1);
    }

    @Test
    void aGroundIsForgottenWithItsOffences() throws Exception {
        for (int i = 0; i < 2_500; i++) {
            restsAt(NOON_MS + i, "list/film", "u-" + i, "session:" + i);
        }
        read(entry("film", 3).withdrawn(NOON_MS + 5));
        read(review(ReviewOutcome.OVERTURNED, "a", NOON_MS + 5));
        while (grounds.numProcessingTimeTimers() > 0) {
            grounds.setProcessingTime(++wallMs);
        }
        assertThat(grounds.numEventTimeTimers()).isEqualTo(2);
        grounds.processWatermark(NOON_MS + MEMORY_MS - 1);
        grounds.processWatermark(NOON_MS + MEMORY_MS + 499);
        told();
        read(entry("film", 5));
        List<AccountFact> told = new ArrayList<>(told());
        while (grounds.numProcessingTimeTimers() > 0) {
            grounds.setProcessingTime(++wallMs);
            told.addAll(told());
        }
        assertThat(told)
                .as("the oldest 500 are over")
                .hasSize(2_000)
                .noneMatch(fact -> Integer.parseInt(fact.accountId().substring(2)) < 500);
        grounds.processWatermark(NOON_MS + MEMORY_MS + 2_500);
        assertThat(stateEntries(grounds)).isZero();
        assertThat(grounds.numEventTimeTimers()).isZero();
    }

    /** One that is rested on for ever keeps none that is over for longer than a month. */
    @Test
    void whatIsOverLeavesAGroundThatGoesOn() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            restsAt(NOON_MS, "list/film", "u-" + i, "session:old-" + i);
        }
        long laterMs = NOON_MS + MEMORY_MS - DAY_MS;
        restsAt(laterMs, "list/film", "u-new", "session:new");
        assertThat(kept("list/film").offences()).isEqualTo(5_001);
        for (long step = 0; step < 10; step++) {
            grounds.processWatermark(NOON_MS + MEMORY_MS + step);
        }
        assertThat(kept("list/film").offences()).isOne();
        assertThat(grounds.numEventTimeTimers()).isOne();
        told();
        read(entry("film", 3).withdrawn(laterMs));
        assertThat(told()).extracting(AccountFact::accountId).containsExactly("u-new");
        for (long month = 0; month < 37; month++) {
            grounds.processWatermark(laterMs + MEMORY_MS + month * GroundsFunction.SWEEP_MS);
        }
        assertThat(stateEntries(grounds)).isZero();
        assertThat(grounds.numEventTimeTimers()).isZero();
    }

    @Test
    void aReferenceThatIsOverturnedWithoutEndIsToBeQuarantined() throws Exception {
        for (int i = 0; i < GroundsFunction.MOST_OVERTURNED; i++) {
            read(review(ReviewOutcome.OVERTURNED, "s-" + i, NOON_MS + i));
        }
        assertThat(dead(grounds)).isEmpty();
        read(review(ReviewOutcome.OVERTURNED, "one-more", NOON_MS));
        assertThat(dead(grounds))
                .extracting(DeadLetter::reason, DeadLetter::topic, DeadLetter::partition)
                .containsExactly(tuple("GROUND_FULL", "references", 3));
    }

    private KeptGround kept(String ground) throws Exception {
        var operator = (AbstractStreamOperator<?>) grounds.getOperator();
        operator.setCurrentKey(ground);
        return operator.getKeyedStateBackend()
                .getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(StateName.GROUND, KeptGround.class))
                .value();
    }

    private static ListEntry entry(String entryId, long version) {
        return ListEntryBuilder.builder()
                .entryId(entryId)
                .version(version)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .workId("film")
                .issuedAt(NOON_MS)
                .build();
    }

    private static GroundFact review(ReviewOutcome outcome, String session, long atMs) {
        return GroundFact.review(
                new ReferenceReview("film", "master", outcome, session, "wang", atMs),
                new RecordPosition("references", 3, 17));
    }

    private void read(ListEntry entry) throws Exception {
        read(GroundFact.entry(entry, entry.issuedAt()));
    }

    private void read(GroundFact fact) throws Exception {
        grounds.processElement(fact, Long.MIN_VALUE);
    }

    private void rests(String ground, String account, String offence) throws Exception {
        restsAt(NOON_MS, ground, account, offence);
    }

    private void fell(String ground, String account, String offence) throws Exception {
        read(resting(NOON_MS, ground, account, offence).withFell(true));
    }

    private void restsAt(long atMs, String ground, String account, String offence)
            throws Exception {
        read(resting(atMs, ground, account, offence));
    }

    private static GroundFact resting(long atMs, String ground, String account, String offence) {
        return GroundFactBuilder.builder()
                .kind(GroundFact.Kind.RESTS_ON)
                .ground(ground)
                .time(atMs)
                .accountId(account)
                .offenceId(offence)
                .build();
    }

    private List<AccountFact> told() {
        return out(grounds);
    }

    private List<Boolean> states() {
        return told().stream().map(fact -> fact.ground().stands()).toList();
    }
}
