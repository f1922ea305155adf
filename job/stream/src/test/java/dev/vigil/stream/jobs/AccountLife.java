package dev.vigil.stream.jobs;

import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ActionConfirmedBuilder;
import dev.vigil.schema.enforcement.EnforcementCommandBuilder;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.List;

/** What happens to one account, as the other jobs, its platform and people put it on the topics. */
record AccountLife(Site site, String account) {
    /** After the capture, a command confirmed. */
    static final long EFFECT_MS = 30_000;

    /** A session that is blocked by a list entry, and whose measure took effect. */
    void blocked(String session, String entry, long captureMs) throws Exception {
        judged(session, entry, captureMs);
        tookEffect(session, captureMs);
    }

    /** The same, before its measure took effect. */
    void judged(String session, String entry, long captureMs) throws Exception {
        long judgedMs = captureMs + 5_000;
        site.send(
                Topic.VERDICTS,
                EventType.VERDICT,
                session,
                judgedMs,
                verdict(session, entry, captureMs, judgedMs));
        site.send(
                Topic.COMMANDS,
                EventType.COMMAND,
                session,
                judgedMs,
                EnforcementCommandBuilder.builder()
                        .commandId(commandId(session))
                        .sessionId(session)
                        .accountId(account)
                        .measure(Measure.STOP_STREAM)
                        .territories(List.of())
                        .issuedAt(judgedMs)
                        .deadline(judgedMs + 10_000)
                        .reasonCode("LISTED_FORBIDDEN")
                        .verdictId(session + "/1")
                        .workId("work-" + entry)
                        .build());
    }

    void tookEffect(String session, long captureMs) throws Exception {
        long effectMs = captureMs + EFFECT_MS;
        site.send(
                Topic.SESSION_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                session,
                effectMs,
                confirmed(session, Measure.STOP_STREAM, commandId(session), effectMs));
    }

    private static String commandId(String session) {
        return session + "/command/1";
    }

    private Verdict verdict(String session, String entry, long captureMs, long judgedMs) {
        String work = "work-" + entry;
        Evidence match =
                EvidenceBuilder.builder()
                        .matchId("m-1")
                        .workId(work)
                        .referenceId("r-1")
                        .queryStartMs(1_000)
                        .queryEndMs(9_000)
                        .tempo(1)
                        .captureStart(captureMs)
                        .captureEnd(captureMs + 8_000)
                        .build();
        WorkRuling ruling =
                WorkRulingBuilder.builder()
                        .workId(work)
                        .matchIds(List.of("m-1"))
                        .territories(List.of("*"))
                        .action(Action.BLOCK)
                        .step(1)
                        .reasonCode("LISTED_FORBIDDEN")
                        .listEntryId(entry)
                        .listEntryVersion(1L)
                        .build();
        return VerdictBuilder.builder()
                .verdictId(session + "/1")
                .revision(1)
                .state(VerdictState.CLOSED)
                .sessionId(session)
                .accountId(account)
                .action(Action.BLOCK)
                .reasonCode("LISTED_FORBIDDEN")
                .ruleVersion("1")
                .decisions(List.of())
                .evidence(List.of(match))
                .rulings(List.of(ruling))
                .firstMatchCaptureTime(captureMs)
                .judgedAt(judgedMs)
                .build();
    }

    /** A stream goes on with a work whose owner wishes a warning. */
    void warned(String session, String work, long receivedMs) throws Exception {
        goesOn(session, work, null, receivedMs);
    }

    /** The same, and its owner offers a license. */
    void offered(String session, String work, long receivedMs) throws Exception {
        goesOn(session, work, "https://owner.example/license", receivedMs);
    }

    private void goesOn(String session, String work, String offerRef, long receivedMs)
            throws Exception {
        Evidence match =
                EvidenceBuilder.builder()
                        .matchId("m-1")
                        .workId(work)
                        .referenceId("r-1")
                        .queryEndMs(8_000)
                        .tempo(1)
                        .captureStart(receivedMs - 9_000)
                        .captureEnd(receivedMs - 1_000)
                        .receivedAt(receivedMs)
                        .open(true)
                        .build();
        WorkRuling ruling =
                WorkRulingBuilder.builder()
                        .workId(work)
                        .matchIds(List.of("m-1"))
                        .territories(List.of("*"))
                        .action(Action.WARN)
                        .step(7)
                        .reasonCode("OWNER_POLICY")
                        .policyOwnerId("owner-1")
                        .policyVersion(1L)
                        .offerRef(offerRef)
                        .build();
        Verdict verdict =
                VerdictBuilder.builder()
                        .verdictId(session + "/1")
                        .revision(1)
                        .state(VerdictState.OPEN)
                        .sessionId(session)
                        .sessionKind(SessionKind.LIVE)
                        .accountId(account)
                        .action(Action.WARN)
                        .reasonCode("OWNER_POLICY")
                        .ruleVersion("1")
                        .decisions(List.of())
                        .evidence(List.of(match))
                        .rulings(List.of(ruling))
                        .firstMatchCaptureTime(receivedMs - 9_000)
                        .judgedAt(receivedMs)
                        .build();
        site.send(Topic.VERDICTS, EventType.VERDICT, session, receivedMs, verdict);
    }

    /** A person finds that both are of one user. */
    void linked(String other, String person, long atMs) throws Exception {
        site.sendBy(
                person,
                Topic.ACCOUNTS,
                EventType.ACCOUNT_LINKED,
                account + "/linked",
                atMs,
                new AccountLinked(account, List.of(other), "same device", person, atMs));
    }

    private static ActionConfirmed confirmed(
            String item, Measure measure, String commandId, long effectMs) {
        return ActionConfirmedBuilder.builder()
                .confirmationId("c-" + commandId.hashCode())
                .itemId(item)
                .measure(measure)
                .effectiveAt(effectMs)
                .commandId(commandId)
                .build();
    }

    void carriedOut(String commandId, Measure measure, long effectMs) throws Exception {
        site.send(
                Topic.ACCOUNT_CONFIRMATIONS,
                EventType.ACTION_CONFIRMED,
                account,
                effectMs,
                confirmed(account, measure, commandId, effectMs));
    }

    /** What became of an item that was published and taken down at the same moments each time. */
    void outcome(String item, ItemOutcomeKind kind, long publishedMs, long atMs) throws Exception {
        site.send(
                Topic.OUTCOMES,
                EventType.NOTICE_OUTCOME,
                item,
                atMs,
                new ItemOutcome(
                        "notice-of-" + item,
                        item,
                        account,
                        publishedMs,
                        "video",
                        "work-1",
                        kind,
                        atMs,
                        publishedMs + EFFECT_MS,
                        1));
    }

    void delivered(String warningId, long atMs) throws Exception {
        site.send(
                Topic.RECEIPTS,
                EventType.WARNING_RECEIPT,
                account,
                atMs,
                new WarningReceipt(
                        warningId, account, ReceiptState.DELIVERED, atMs, "inbox", null));
    }

    /** A person finds that the session was blocked by mistake. */
    void cleared(String session, String entry, long atMs) throws Exception {
        String work = "work-" + entry;
        site.send(
                Topic.REVIEWS,
                EventType.REFERENCE_REVIEWED,
                work,
                atMs,
                new ReferenceReview(work, "r-1", ReviewOutcome.OVERTURNED, session, null, atMs));
    }

    void listed(String entry, long version, long atMs, Long withdrawnAt) throws Exception {
        ListEntry listed =
                ListEntryBuilder.builder()
                        .entryId(entry)
                        .version(version)
                        .listClass(ListClass.FORBIDDEN)
                        .workId("work-" + entry)
                        .issuedAt(atMs)
                        .withdrawnAt(withdrawnAt)
                        .build();
        site.send(
                Topic.LIST,
                withdrawnAt == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN,
                entry,
                atMs,
                listed);
    }

    void declined(String proposalId, String person, long atMs) throws Exception {
        site.decide(
                EventType.STANDING_DECIDED,
                account,
                atMs,
                decided(proposalId, ProposalDecision.DECLINE, person, atMs),
                person,
                null);
    }

    /**
     * @param approver null for none
     */
    void carriedOut(String proposalId, String person, String approver, long atMs) throws Exception {
        site.decide(
                EventType.STANDING_DECIDED,
                account,
                atMs,
                decided(proposalId, ProposalDecision.CARRY_OUT, person, atMs),
                person,
                approver);
    }

    private StandingDecided decided(
            String proposalId, ProposalDecision decision, String person, long atMs) {
        return new StandingDecided(
                proposalId, account, decision, null, person, "as in the file", atMs);
    }

    void appealed(String appealId, String offence, long atMs) throws Exception {
        site.send(
                Topic.APPEALS,
                EventType.APPEAL_FILED,
                account,
                atMs,
                AppealFiledBuilder.builder()
                        .appealId(appealId)
                        .accountId(account)
                        .offenceId(offence)
                        .reasonCode("OWNER")
                        .at(atMs)
                        .build());
    }

    void overturned(String appealId, String person, long atMs) throws Exception {
        site.decide(
                EventType.APPEAL_DECIDED,
                account,
                atMs,
                new AppealDecided(
                        appealId, account, AppealOutcome.OVERTURN, person, "it is theirs", atMs),
                person,
                null);
    }

    void erased(long atMs) throws Exception {
        site.send(
                Topic.ACCOUNTS,
                EventType.ACCOUNT_ERASED,
                account + "/erased",
                atMs,
                new AccountErased(account, "the user asked", atMs));
    }
}
