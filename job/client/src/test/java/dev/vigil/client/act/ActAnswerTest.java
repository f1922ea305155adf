package dev.vigil.client.act;

import static dev.vigil.client.act.TestingFacts.NOW_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.UserReportsTriaged;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.register.ConflictDecided;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActAnswerTest {
    private static final String NOTICE = "notice-9001";

    private static final Act WITHDRAWN =
            Act.of(
                    Topic.NOTICES,
                    EventType.NOTICE_WITHDRAWN,
                    NOTICE,
                    NOW_MS - 7,
                    new NoticeWithdrawn(NOTICE, NOW_MS - 7, null));

    private static RecordPlace place(Act act) {
        return new RecordPlace(act.topic().topicName(), 1, 42);
    }

    private static Optional<ActAnswer> answer(Act act, Topic topic, EventType type, Object data) {
        return ActAnswer.of(act, place(act), GoldenEvent.on(topic, type, "key", data));
    }

    private static Optional<ActAnswer> own(Act act) {
        return ActAnswer.of(
                act, place(act), GoldenEvent.at(place(act), act.type(), act.key(), act.body()));
    }

    private static DeadLetter letter(RecordPlace of, String key) {
        return GoldenEvent.of(EventType.DEAD_LETTER, DeadLetter.class)
                .with()
                .topic(of.topic())
                .partition(of.partition())
                .offset(of.offset())
                .reason("PARSE")
                .message("expected it, got another")
                .key(key)
                .build();
    }

    private static Optional<ActAnswer> refusal(Act act, DeadLetter letter) {
        return answer(act, Topic.NOTICE_DEAD_LETTERS, EventType.DEAD_LETTER, letter);
    }

    private static void assertTaken(Optional<ActAnswer> answer) {
        assertThat(answer).map(ActAnswer::kind).contains(ActAnswer.Kind.TAKEN);
    }

    private static void assertRefused(Optional<ActAnswer> answer) {
        assertThat(answer).map(ActAnswer::kind).contains(ActAnswer.Kind.REFUSED);
    }

    @Test
    void aNoticeIsAnsweredByItsState() {
        NoticeStatus status = GoldenEvent.of(EventType.NOTICE_STATUS, NoticeStatus.class);

        Optional<ActAnswer> answer =
                answer(WITHDRAWN, Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, status);
        assertTaken(answer);
        assertThat(answer.get().about()).isEqualTo(NOTICE);
        assertThat(ActAnswerWords.of(WITHDRAWN, answer.get(), NOW_MS))
                .startsWith(NOTICE + ": PARTIAL");
        NoticeStatus other = status.with().noticeId("n-2").build();
        assertThat(answer(WITHDRAWN, Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, other))
                .isEmpty();
        assertThat(own(WITHDRAWN)).as("its record is no answer").isEmpty();
        assertThat(ActAnswer.topics(WITHDRAWN))
                .containsExactly(Topic.NOTICE_STATUS, Topic.NOTICE_DEAD_LETTERS);
    }

    @Test
    void anItemIsAnsweredByTheStateOfAnyOfItsNotices() {
        Act confirmed =
                new Act(
                        Topic.CONFIRMATIONS,
                        EventType.ACTION_CONFIRMED,
                        "clip-1",
                        NOW_MS,
                        "body",
                        List.of("n-1", NOTICE));
        assertTaken(
                answer(
                        confirmed,
                        Topic.NOTICE_STATUS,
                        EventType.NOTICE_STATUS,
                        GoldenEvent.of(EventType.NOTICE_STATUS, NoticeStatus.class)));
    }

    /** What else of the notice is refused meanwhile is no answer to this record. */
    @Test
    void aDoorRefusesByThePlaceOfTheRecord() {
        RecordPlace place = place(WITHDRAWN);

        Optional<ActAnswer> answer = refusal(WITHDRAWN, letter(place, NOTICE));
        assertRefused(answer);
        assertThat(ActAnswerWords.of(WITHDRAWN, answer.get(), NOW_MS))
                .isEqualTo(NOTICE + ": refused as PARSE, expected it, got another");
        for (RecordPlace other :
                List.of(
                        new RecordPlace("acks", 1, 42),
                        new RecordPlace("notices", 0, 42),
                        new RecordPlace("notices", 1, 41))) {
            assertThat(refusal(WITHDRAWN, letter(other, NOTICE))).as(other + "").isEmpty();
        }
    }

    /** Its letter has the time of the record in place of an offset. */
    @Test
    void theClockRefusesByTheNoticeAndTheTimeOfTheRecord() {
        assertRefused(refusal(WITHDRAWN, letter(new RecordPlace("", -1, NOW_MS - 7), NOTICE)));
        assertThat(refusal(WITHDRAWN, letter(new RecordPlace("", -1, NOW_MS - 8), NOTICE)))
                .isEmpty();
        assertThat(refusal(WITHDRAWN, letter(new RecordPlace("", -1, NOW_MS - 7), "n-2")))
                .isEmpty();
    }

    @Test
    void anAlertOfANoticeIsAnsweredByTheStateThatNamesIt() {
        String alertKey = NOTICE + "/1/E4";
        Act seen =
                Act.of(
                        Topic.ACKS,
                        EventType.ALERT_ACKNOWLEDGED,
                        NOTICE,
                        NOW_MS,
                        new AlertAcknowledged(NOTICE, alertKey, "wang", NOW_MS, null));
        NoticeStatus status = GoldenEvent.of(EventType.NOTICE_STATUS, NoticeStatus.class);

        assertThat(answer(seen, Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, status))
                .map(it -> ActAnswerWords.of(seen, it, NOW_MS))
                .get()
                .asString()
                .startsWith(alertKey + ": acknowledged by wang; " + NOTICE + ": PARTIAL");
        NoticeStatus before = status.with().acknowledged(List.of()).build();
        assertThat(answer(seen, Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, before))
                .map(it -> ActAnswerWords.of(seen, it, NOW_MS))
                .get()
                .asString()
                .startsWith(NOTICE + ": PARTIAL");
    }

    @Test
    void whatNoJobAnswersIsRecorded() {
        AlertAcknowledged other =
                new AlertAcknowledged(null, "room-77/command/1/unconfirmed", "wang", NOW_MS, null);
        Act seen =
                Act.of(Topic.ACKS, EventType.ALERT_ACKNOWLEDGED, other.alertKey(), NOW_MS, other);
        Act triaged =
                Act.of(
                        Topic.USER_REPORTS_TRIAGE,
                        EventType.USER_REPORTS_TRIAGED,
                        "room-9",
                        NOW_MS,
                        GoldenEvent.of(EventType.USER_REPORTS_TRIAGED, UserReportsTriaged.class));
        for (Act act : List.of(seen, triaged)) {
            assertThat(ActAnswer.topics(act)).isEmpty();
            assertTaken(own(act));
            assertRefused(refusal(act, letter(place(act), act.key())));
        }
    }

    @Test
    void eachTaskAnswersForItselfThatItDecidesByAnEntry() {
        ListEffective effective = GoldenEvent.of(EventType.LIST_EFFECTIVE, ListEffective.class);
        ListEntry entry =
                GoldenEvent.of(EventType.LIST_UPSERTED, ListEntry.class)
                        .with()
                        .entryId(effective.entryId())
                        .version(effective.version())
                        .build();
        Act published = ListActs.publish(entry, NOW_MS);

        Optional<ActAnswer> answer =
                answer(published, Topic.LIST_EFFECTIVE, EventType.LIST_EFFECTIVE, effective);
        assertTaken(answer);
        assertThat(answer.get().about()).isEqualTo("JUDGE/" + entry.entryId());
        assertThat(answer.get().part()).isEqualTo(1);
        assertThat(answer.get().parts()).isEqualTo(4);
        Act later = ListActs.publish(entry.with().version(entry.version() + 1).build(), NOW_MS);
        assertThat(answer(later, Topic.LIST_EFFECTIVE, EventType.LIST_EFFECTIVE, effective))
                .as("of an earlier version")
                .isEmpty();
    }

    @Test
    void anAccountIsAnsweredByWhatChangesOfIt() {
        AccountStanding standing =
                GoldenEvent.of(EventType.ACCOUNT_STANDING, AccountStanding.class);
        Act waived = waived(standing.accountId());

        assertTaken(answer(waived, Topic.ACCOUNT_STANDINGS, EventType.ACCOUNT_STANDING, standing));
        assertThat(
                        answer(
                                waived("account-2"),
                                Topic.ACCOUNT_STANDINGS,
                                EventType.ACCOUNT_STANDING,
                                standing))
                .isEmpty();
        assertThat(ActAnswer.topics(waived)).contains(Topic.WARNINGS, Topic.LEDGER_DEAD_LETTERS);
    }

    private static Act waived(String accountId) {
        return AccountActs.waive(new OffenceWaived("item:1", accountId, "oidc:li", "why", NOW_MS));
    }

    @Test
    void aClaimIsAnsweredByItsReceipt() {
        RegistrationReceipt receipt =
                GoldenEvent.of(EventType.REGISTRATION_RECEIPT, RegistrationReceipt.class);
        WorkClaim claim = GoldenEvent.of(EventType.WORK_CLAIMED, WorkClaim.class);
        Act claimed = claimed(claim);

        assertTaken(receipt(claimed, receipt));
        assertThat(receipt(claimed(claim.with().version(3).build()), receipt)).isEmpty();
        assertThat(receipt(claimed(claim.with().claimant("pacific").build()), receipt)).isEmpty();
        RegistrationReceipt refused =
                receipt.with()
                        .state(RegistrationState.REFUSED)
                        .position(place(claimed).toString())
                        .build();
        assertRefused(receipt(claimed, refused));
        assertThat(receipt(claimed, refused.with().position("claims/1/41").build()))
                .as("of another record of the party")
                .isEmpty();
    }

    private static Act claimed(WorkClaim claim) {
        return Act.of(Topic.CLAIMS, EventType.WORK_CLAIMED, claim.key(), NOW_MS, claim);
    }

    private static Optional<ActAnswer> receipt(Act act, RegistrationReceipt receipt) {
        return answer(act, Topic.REGISTER, EventType.REGISTRATION_RECEIPT, receipt);
    }

    @Test
    void aRegisteredWorkIsAnsweredByAReceiptOfNoParty() {
        RegistrationReceipt receipt =
                GoldenEvent.of(EventType.REGISTRATION_RECEIPT, RegistrationReceipt.class);
        RegisteredWork work = GoldenEvent.of(EventType.WORK_REGISTERED, RegisteredWork.class);
        Act registered =
                Act.of(Topic.WORKS, EventType.WORK_REGISTERED, work.workId(), NOW_MS, work);

        assertThat(receipt(registered, receipt)).as("of a claim").isEmpty();
        assertTaken(receipt(registered, receipt.with().claimant(null).build()));
    }

    @Test
    void aDecisionIsAnsweredByItsConflict() {
        OwnershipConflict conflict =
                GoldenEvent.of(EventType.OWNERSHIP_CONFLICT, OwnershipConflict.class);
        ConflictDecided decided = GoldenEvent.of(EventType.CONFLICT_DECIDED, ConflictDecided.class);
        OwnershipConflict answered =
                conflict.with().workId(decided.workId()).conflictId(decided.conflictId()).build();
        Act act = RightsActs.decideConflict(decided);

        assertTaken(answer(act, Topic.REGISTER, EventType.OWNERSHIP_CONFLICT, answered));
        OwnershipConflict other = answered.with().conflictId("LIVE_RELAY-US").build();
        assertThat(answer(act, Topic.REGISTER, EventType.OWNERSHIP_CONFLICT, other)).isEmpty();
    }

    @Test
    void aSignalIsAnsweredByItsState() {
        SignalStatus status = GoldenEvent.of(EventType.SIGNAL_STATE, SignalStatus.class);
        SignalDecided decided = GoldenEvent.of(EventType.SIGNAL_DECIDED, SignalDecided.class);
        Act act =
                Act.of(
                        Topic.SIGNAL_DECISIONS,
                        EventType.SIGNAL_DECIDED,
                        status.signalId(),
                        NOW_MS,
                        decided);

        assertTaken(answer(act, Topic.SIGNAL_STATES, EventType.SIGNAL_STATE, status));
        SignalStatus other = status.with().signalId("west:film-1").build();
        assertThat(answer(act, Topic.SIGNAL_STATES, EventType.SIGNAL_STATE, other)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoAnswer() {
        Event broken = GoldenEvent.on(Topic.NOTICE_STATUS, EventType.NOTICE_STATUS, NOTICE, "[");
        assertThat(ActAnswer.of(WITHDRAWN, place(WITHDRAWN), broken)).isEmpty();
    }
}
