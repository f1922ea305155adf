package dev.vigil.flink.register;

import static dev.vigil.flink.TestingOperators.out;
import static dev.vigil.flink.TestingOperators.side;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.flink.TestingOperators;
import dev.vigil.register.RegisterRules;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.register.ConflictDecidedBuilder;
import dev.vigil.schema.register.ConflictState;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkIds;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The register as an operator: when it answers, what it keeps, and what a restart changes. */
class RegisterFunctionTest {
    private static final String WORK = "w";
    private static final long T0_MS = 1_790_000_000_000L;
    private static final long DAY_MS = 24L * 3_600_000;

    private KeyedOneInputStreamOperatorTestHarness<String, RegisterFact, RegistrationReceipt>
            register;

    private long offset;

    @BeforeEach
    void open() throws Exception {
        open(null);
    }

    private void open(OperatorSubtaskState restored) throws Exception {
        register =
                TestingOperators.keyed(
                        new RegisterFunction(RegisterRules.DEFAULTS),
                        RegisterFact::workId,
                        Types.STRING,
                        restored);
    }

    @AfterEach
    void close() throws Exception {
        register.close();
    }

    private static WorkClaim claim(String party, long version, Integer bp) {
        OwnerShare share = OwnerShareBuilder.builder().ownerId(party).shareBp(bp).build();
        return WorkClaimBuilder.builder()
                .workId(WORK)
                .claimant(party)
                .version(version)
                .shares(List.of(share))
                .evidenceRef("contract of " + party)
                .at(T0_MS)
                .build();
    }

    private void read(RegisterFact fact) throws Exception {
        register.processElement(fact, 0);
    }

    private RecordPosition position() {
        return new RecordPosition("claims", 0, offset++);
    }

    private void claims(String party, long version, Integer bp, long atMs) throws Exception {
        read(RegisterFact.claim(claim(party, version, bp), position(), atMs));
    }

    private List<OwnershipConflict> conflicts() {
        return side(register, RegisterFunction.CONFLICTS);
    }

    @Test
    void itAnswersWithTheNextWatermarkAndNothingBeforeAllIsRead() throws Exception {
        claims("a", 1, 6_000, T0_MS);
        claims("b", 1, 6_000, T0_MS + 1);
        assertThat(out(register)).as("while loading").isEmpty();
        register.processWatermark(T0_MS + 5);
        assertThat(out(register))
                .extracting(RegistrationReceipt::claimant, RegistrationReceipt::state)
                .containsExactlyInAnyOrder(
                        tuple("a", RegistrationState.ACCEPTED_WITH_WARNINGS),
                        tuple("b", RegistrationState.ACCEPTED_WITH_WARNINGS));
        assertThat(conflicts()).hasSize(2).allMatch(one -> one.since() == T0_MS + 1);
        List<RegisteredWork> works = side(register, RegisterFunction.EFFECTIVE);
        assertThat(works).hasSize(1);
        assertThat(works.get(0).contested()).isNotEmpty();
        assertThat(works.toString()).doesNotContain("contract");
        assertThat(register.numEventTimeTimers()).as("when its time is over").isOne();

        claims("b", 2, 4_000, T0_MS + 6);
        assertThat(out(register)).isEmpty();
        register.processWatermark(T0_MS + 7);
        assertThat(out(register)).hasSize(2);
        assertThat(conflicts()).allMatch(one -> one.state() == ConflictState.AGREED);
        assertThat(register.numEventTimeTimers()).as("until it is deleted").isOne();
    }

    @Test
    void whenItsTimeIsOverAPersonIsAskedAndTheDecisionEndsIt() throws Exception {
        register.processWatermark(T0_MS);
        claims("a", 1, null, T0_MS);
        claims("b", 1, null, T0_MS);
        register.processWatermark(T0_MS + 1);
        conflicts();
        register.processWatermark(T0_MS + 30 * DAY_MS);
        assertThat(conflicts()).hasSize(2).allMatch(o -> o.state() == ConflictState.EXPIRED);
        assertThat(side(register, RegisterFunction.ALERTS)).hasSize(2);
        for (RightType right : RightType.values()) {
            read(
                    RegisterFact.decision(
                            ConflictDecidedBuilder.builder()
                                    .workId(WORK)
                                    .rightType(right)
                                    .territory("*")
                                    .setAside(List.of("b"))
                                    .by("oidc:mei")
                                    .documentRef("judgment")
                                    .at(T0_MS)
                                    .build(),
                            position(),
                            T0_MS + 31 * DAY_MS));
        }
        register.processWatermark(T0_MS + 31 * DAY_MS);
        assertThat(conflicts()).hasSize(2).allMatch(o -> o.state() == ConflictState.DECIDED);
        assertThat(side(register, RegisterFunction.ALERTS))
                .extracting(LedgerAlert::resolvedAt)
                .doesNotContainNull();
        RegisteredWork work = side(register, RegisterFunction.EFFECTIVE).get(1);
        assertThat(work.owners()).extracting(OwnerShare::ownerId).containsExactly("a");
        assertThat(work.contested()).isEmpty();
    }

    @Test
    void anEarlierDecisionThatArrivesLaterIsRefusedAndARepeatIsNot() throws Exception {
        register.processWatermark(T0_MS);
        for (long at : new long[] {T0_MS, T0_MS, T0_MS - 1}) {
            read(
                    RegisterFact.decision(
                            ConflictDecidedBuilder.builder()
                                    .workId(WORK)
                                    .rightType(RightType.ON_DEMAND)
                                    .territory("CN")
                                    .setAside(List.of("b"))
                                    .by("oidc:mei")
                                    .documentRef("judgment")
                                    .at(at)
                                    .build(),
                            position(),
                            T0_MS));
        }
        assertThat(side(register, RegisterFunction.REFUSED))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("STALE_VERSION"))
                .satisfies(letter -> assertThat(letter.key()).isEqualTo(WORK));
    }

    /** What is said again after a restore, of the same or an older savepoint, is said in no way. */
    @Test
    void aRestartAnswersNothingTwiceAndKnowsSinceWhen() throws Exception {
        claims("a", 1, null, T0_MS);
        register.processWatermark(T0_MS + 1);
        out(register);
        OperatorSubtaskState old = register.snapshot(1, 0);
        claims("b", 1, null, T0_MS + 2);
        register.processWatermark(T0_MS + 3);
        List<RegistrationReceipt> receipts = out(register);
        List<OwnershipConflict> conflicts = conflicts();
        List<RegisteredWork> effective = side(register, RegisterFunction.EFFECTIVE);
        OperatorSubtaskState newest = register.snapshot(2, 0);

        for (OperatorSubtaskState state : new OperatorSubtaskState[] {newest, old, null}) {
            close();
            open(state);
            for (RegistrationReceipt one : receipts) {
                read(RegisterFact.receipt(one));
            }
            for (OwnershipConflict one : conflicts) {
                read(RegisterFact.conflict(one));
            }
            read(RegisterFact.effective(effective.get(effective.size() - 1)));
            offset = 0;
            // Its claim was compacted to a later version that changes nothing about the conflict.
            claims("a", 1, null, T0_MS);
            claims("b", 1, null, T0_MS + 2);
            register.processWatermark(T0_MS + 10 * DAY_MS);
            assertThat(out(register)).isEmpty();
            assertThat(conflicts()).isEmpty();
            assertThat(known()).as("what usage is held by").containsExactlyElementsOf(conflicts);
            assertThat(side(register, RegisterFunction.EFFECTIVE)).isEmpty();
            claims("b", 2, 9_000, T0_MS + 10 * DAY_MS);
            register.processWatermark(T0_MS + 11 * DAY_MS);
            assertThat(conflicts()).hasSize(2).allMatch(one -> one.since() == T0_MS + 2);
        }
    }

    private List<OwnershipConflict> known() {
        return side(register, RegisterFunction.CONFLICTS_KNOWN);
    }

    /**
     * Kafka keeps the last record of a key, be it one that was refused: an old claim that another
     * sends again, one that a door no longer lets in, one of a key that has changed since.
     */
    @Test
    void aRecordThatIsRefusedTakesNothingAwayOfWhatCounts() throws Exception {
        RegisteredWork work =
                new RegisteredWork(
                        WORK,
                        3,
                        null,
                        null,
                        null,
                        List.of(new OwnerShare("d", List.of(), List.of())));
        claims("a", 1, null, T0_MS);
        claims("a", 2, 4_000, T0_MS + 1);
        claims("b", 1, 2_000, T0_MS + 2);
        read(RegisterFact.work(work, position(), T0_MS + 3));
        register.processWatermark(T0_MS + 5);
        List<RegistrationReceipt> receipts = out(register);
        List<OwnershipConflict> conflicts = conflicts();
        RegisteredWork effective = side(register, RegisterFunction.EFFECTIVE).get(0);
        assertThat(effective.owners()).extracting(OwnerShare::ownerId).contains("a", "b", "d");
        assertThat(receipts.toString()).doesNotContain("contract");
        for (boolean isFirst : new boolean[] {true, false}) {
            close();
            open(null);
            if (isFirst) {
                claims("a", 1, null, T0_MS);
            }
            for (RegistrationReceipt one : receipts) {
                read(RegisterFact.receipt(one));
            }
            for (OwnershipConflict one : conflicts) {
                read(RegisterFact.conflict(one));
            }
            read(RegisterFact.effective(effective));
            if (!isFirst) {
                claims("a", 1, null, T0_MS);
            }
            register.processWatermark(T0_MS + 10);
            assertThat(out(register)).isEmpty();
            assertThat(conflicts()).isEmpty();
            assertThat(side(register, RegisterFunction.EFFECTIVE)).as("same owners").isEmpty();
            claims("b", 2, 3_000, T0_MS + 11);
            register.processWatermark(T0_MS + 12);
            assertThat(side(register, RegisterFunction.EFFECTIVE).get(0).owners())
                    .filteredOn(share -> !share.ownerId().equals("b"))
                    .isEqualTo(
                            effective.owners().stream()
                                    .filter(share -> !share.ownerId().equals("b"))
                                    .toList());
        }
    }

    /** Else who is accused of copying an identifier claims a part of the other work. */
    @Test
    void aClaimDoesNotSayWhoseAnIdentifierIs() throws Exception {
        register.processWatermark(T0_MS);
        RegisteredWork work =
                new RegisteredWork(
                                WORK,
                                1,
                                null,
                                null,
                                null,
                                List.of(new OwnerShare("victim", List.of(), List.of())))
                        .withIds(
                                new WorkIds(null, null, null, List.of("USS1Z9900001"), null, null));
        read(RegisterFact.work(work, position(), T0_MS));
        register.processWatermark(T0_MS + 1);
        claims("copier", 1, 1, T0_MS + 2);
        register.processWatermark(T0_MS + 3);
        assertThat(side(register, RegisterFunction.IDENTIFIERS))
                .extracting(IdentifierFact::owners)
                .containsExactly(List.of("victim"));
    }

    @Test
    void whatIsStaleIsRefusedWithItsPlaceAndARepeatIsNone() throws Exception {
        register.processWatermark(T0_MS);
        claims("a", 3, 5_000, T0_MS);
        claims("a", 3, 5_000, T0_MS + 1);
        register.processWatermark(T0_MS + 2);
        assertThat(out(register)).hasSize(1);
        claims("a", 2, 5_000, T0_MS + 3);
        register.processWatermark(T0_MS + 4);
        assertThat(out(register)).isEmpty();
        assertThat(side(register, RegisterFunction.REFUSED))
                .extracting(DeadLetter::deadLetterId, DeadLetter::reason, DeadLetter::key)
                .containsExactly(tuple("claims/0/2", "STALE_VERSION", "w/a"));
    }

    @Test
    void theDeskIsAnsweredAndItsIdentifiersAreSaidOnce() throws Exception {
        register.processWatermark(T0_MS);
        WorkIds ids = new WorkIds(null, null, "t0345246801", List.of(), null, null);
        RegisteredWork work =
                new RegisteredWork(
                                WORK,
                                1,
                                null,
                                null,
                                null,
                                List.of(new OwnerShare("a", List.of(), List.of())))
                        .withIds(ids);
        read(RegisterFact.work(work, position(), T0_MS));
        register.processWatermark(T0_MS + 1);
        assertThat(out(register))
                .extracting(RegistrationReceipt::claimant, RegistrationReceipt::version)
                .containsExactly(tuple(null, 1L));
        assertThat(side(register, RegisterFunction.EFFECTIVE)).as("no claims").isEmpty();
        assertThat(side(register, RegisterFunction.IDENTIFIERS))
                .extracting(IdentifierFact::key, IdentifierFact::has)
                .containsExactly(tuple("ISWC:T-034.524.680-1", true));
        read(RegisterFact.work(work.withVersion(2), position(), T0_MS));
        register.processWatermark(T0_MS + 2);
        assertThat(side(register, RegisterFunction.IDENTIFIERS)).isEmpty();
        read(RegisterFact.work(work.withVersion(3).withIds(null), position(), T0_MS));
        register.processWatermark(T0_MS + 3);
        assertThat(side(register, RegisterFunction.IDENTIFIERS))
                .extracting(IdentifierFact::has)
                .containsExactly(false);
    }

    /** A work's state ends with what was said of it: no more than its table names. */
    @Test
    void stateIsBoundedByPartiesAndConflictsThatAreOpen() throws Exception {
        register.processWatermark(T0_MS);
        List<RegistrationReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            claims("p" + i, 1, 1_000, T0_MS + i);
            register.processWatermark(T0_MS + i + 1);
            receipts.addAll(out(register));
        }
        assertThat(side(register, RegisterFunction.REFUSED))
                .hasSize(50)
                .allMatch(letter -> letter.reason().equals("WORK_FULL"));
        assertThat(receipts).extracting(RegistrationReceipt::claimant).doesNotContain("p100");
        assertThat(TestingOperators.stateEntries(register))
                .as("its book, and maps of claims, receipts and open conflicts")
                .isEqualTo(4);
        for (int i = 0; i < 100; i++) {
            claims("p" + i, 2, 0, T0_MS + 200);
        }
        register.processWatermark(T0_MS + 300);
        assertThat(register.numEventTimeTimers()).isOne();
        register.processWatermark(T0_MS + 300 + 30 * DAY_MS);
        assertThat(TestingOperators.stateEntries(register)).as("without conflicts").isEqualTo(3);
        assertThat(register.numEventTimeTimers()).isZero();
    }
}
