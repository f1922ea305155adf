package dev.vigil.bench.accounts;

import dev.vigil.bench.accounts.AccountPlan.Fate;
import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.WarningReceipt;
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
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.VerdictBuilder;
import dev.vigil.schema.verdict.VerdictState;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;

/**
 * Sends what the media job, the notice job and the platform say of accounts. One record in sixteen
 * is sent again, some hundred records later.
 */
final class AccountFeed implements AutoCloseable {
    private static final String SOURCE = "/vigil/bench";
    private static final int BAD_ENTRY = -1;
    private static final int ONE_IN = 16;
    private static final int LATER = 500;
    private static final long HEARD_MS = 40_000;

    private final ScriptFeed feed;
    private final SplittableRandom random;
    private final ArrayDeque<Repeat> repeats = new ArrayDeque<>();
    private long sent;
    private long repeated;

    private record Repeat(
            long afterSent, Topic topic, String key, Envelope envelope, Object data) {}

    AccountFeed(Properties clients, long seed) {
        feed = new ScriptFeed(clients);
        random = new SplittableRandom(seed);
    }

    /** Records so far, those that were sent again too. */
    long sent() {
        return sent;
    }

    long repeated() {
        return repeated;
    }

    // The list ------------------------------------------------------------------------------

    /** Entries that sessions rest on, the bad one among them. */
    void list(long nowMs) {
        for (int entry = BAD_ENTRY; entry < AccountPlan.ENTRIES; entry++) {
            list(EventType.LIST_UPSERTED, entry(entry, nowMs));
        }
        flush();
    }

    /** The bad entry was a mistake. */
    void withdraw(long nowMs) {
        list(EventType.LIST_WITHDRAWN, entry(BAD_ENTRY, nowMs).withdrawn(nowMs));
        flush();
    }

    private void list(EventType type, ListEntry entry) {
        String id = entry.entryId() + "/" + entry.version();
        send(Topic.LIST, type, entry.entryId(), id, entry.issuedAt(), entry);
    }

    private static ListEntry entry(int number, long atMs) {
        return ListEntryBuilder.builder()
                .entryId(entryId(number))
                .version(1)
                .listClass(ListClass.PERMISSION_REQUIRED)
                .authority("bench")
                .batchNo("bench")
                .workId(workId(number))
                .issuedAt(atMs)
                .build();
    }

    private static String entryId(int number) {
        return number == BAD_ENTRY ? "e-bad" : "e-" + number;
    }

    private static String workId(int number) {
        return number == BAD_ENTRY ? "w-bad" : "w-" + number;
    }

    // Accounts of the plan --------------------------------------------------------------------

    /** What becomes known of an account in a round; in round n its offence n. */
    void send(AccountPlan plan, int round) {
        switch (round) {
            case 0 -> session(plan, 0);
            case 1 -> {
                if (plan.fate().isWarnedInTime()) {
                    receipt(plan, 0);
                }
                session(plan, 1);
            }
            default -> {
                if (plan.fate() == Fate.WARNED_LATE) {
                    receipt(plan, 0);
                }
                if (plan.fate().strikesAtSecond()) {
                    receipt(plan, 1);
                }
                if (plan.fate() == Fate.REVERSED) {
                    reverse(plan);
                }
                item(plan);
            }
        }
    }

    private void session(AccountPlan plan, int offence) {
        int account = plan.index();
        boolean isOwners = offence == 1 && plan.fate() == Fate.OWNERS_WISH;
        boolean isBad = offence == 1 && plan.fate() == Fate.ON_BAD_ENTRY;
        int entry = isBad ? BAD_ENTRY : (plan.entry() + offence) % AccountPlan.ENTRIES;
        long occurredAt = plan.occurredAt()[offence];
        verdict(account, offence, entry, isOwners, occurredAt);
        command(account, offence, 1, Measure.STOP_STREAM, occurredAt + 500);
        if (plan.isPublished(offence)) {
            confirm(account, offence, plan.effectiveAt()[offence]);
        }
    }

    /** A session of long ago, and the measure that took effect on it. */
    void old(int account, long occurredAt) {
        verdict(account, 0, account % AccountPlan.ENTRIES, false, occurredAt);
        command(account, 0, 1, Measure.STOP_STREAM, occurredAt + 500);
        confirm(account, 0, occurredAt + 1_000);
    }

    private void reverse(AccountPlan plan) {
        long atMs = plan.effectiveAt()[1] + HEARD_MS;
        judged(plan.index(), 1, 2, plan.occurredAt()[1], atMs, List.of(), null);
        command(plan.index(), 1, 2, Measure.LIFT, atMs);
    }

    private void item(AccountPlan plan) {
        int account = plan.index();
        String id = AccountPlan.itemId(account);
        long effectiveAt = plan.effectiveAt()[AccountPlan.ITEM];
        ItemOutcome acted =
                new ItemOutcome(
                        AccountPlan.noticeId(account),
                        id,
                        plan.accountId(),
                        plan.occurredAt()[AccountPlan.ITEM],
                        "video",
                        workId(plan.entry()),
                        plan.fate() == Fate.DISPUTED
                                ? ItemOutcomeKind.COUNTERED
                                : ItemOutcomeKind.ACTED,
                        effectiveAt,
                        effectiveAt,
                        1);
        send(Topic.OUTCOMES, EventType.NOTICE_OUTCOME, id, id + "/1", effectiveAt, acted);
    }

    private void receipt(AccountPlan plan, int warning) {
        receipt(plan.index(), plan.warningId(warning), plan.deliveredAt()[warning]);
    }

    // Facts about an account --------------------------------------------------------------------

    void verdict(int account, int offence, int entry, boolean isOwners, long occurredAt) {
        Evidence match =
                EvidenceBuilder.builder()
                        .matchId("m-1")
                        .workId(workId(entry))
                        .referenceId("r-1")
                        .queryStartMs(1_000)
                        .queryEndMs(9_000)
                        .score(40)
                        .tempo(1)
                        .captureStart(occurredAt)
                        .captureEnd(occurredAt + 8_000)
                        .build();
        WorkRulingBuilder ruling =
                WorkRulingBuilder.builder()
                        .workId(workId(entry))
                        .matchIds(List.of("m-1"))
                        .territories(List.of("*"))
                        .action(Action.BLOCK)
                        .step(4);
        WorkRuling ruled =
                isOwners
                        ? ruling.reasonCode("OWNER_POLICY")
                                .policyOwnerId("studio-" + entry % 50)
                                .policyVersion(1L)
                                .build()
                        : ruling.reasonCode("LISTED_PERMISSION_REQUIRED")
                                .listEntryId(entryId(entry))
                                .listEntryVersion(1L)
                                .build();
        judged(account, offence, 1, occurredAt, occurredAt + 400, List.of(match), List.of(ruled));
    }

    private void judged(
            int account,
            int offence,
            int revision,
            long occurredAt,
            long judgedAt,
            List<Evidence> evidence,
            List<WorkRuling> rulings) {
        String session = AccountPlan.sessionId(account, offence);
        String id = session + "/1";
        send(
                Topic.VERDICTS,
                EventType.VERDICT,
                session,
                id + "/" + revision,
                judgedAt,
                VerdictBuilder.builder()
                        .verdictId(id)
                        .revision(revision)
                        .state(VerdictState.CLOSED)
                        .sessionId(session)
                        .sessionKind(SessionKind.LIVE)
                        .accountId(AccountPlan.accountId(account))
                        .action(rulings == null ? Action.OBSERVE : Action.BLOCK)
                        .reasonCode(rulings == null ? "MATCH_ONLY" : rulings.get(0).reasonCode())
                        .ruleVersion("rules-3")
                        .decisions(List.of())
                        .evidence(evidence)
                        .rulings(rulings)
                        .firstMatchCaptureTime(occurredAt)
                        .judgedAt(judgedAt)
                        .detectionLatencyMs(400)
                        .build());
    }

    void command(int account, int offence, int number, Measure measure, long atMs) {
        String session = AccountPlan.sessionId(account, offence);
        String id = commandId(account, offence, number);
        send(
                Topic.COMMANDS,
                EventType.COMMAND,
                session,
                id,
                atMs,
                EnforcementCommandBuilder.builder()
                        .commandId(id)
                        .sessionId(session)
                        .accountId(AccountPlan.accountId(account))
                        .measure(measure)
                        .territories(List.of())
                        .issuedAt(atMs)
                        .deadline(atMs + 10_000)
                        .reasonCode("LISTED_PERMISSION_REQUIRED")
                        .verdictId(session + "/1")
                        .workId(workId(account % AccountPlan.ENTRIES))
                        .build());
    }

    void confirm(int account, int offence, long effectiveAt) {
        String session = AccountPlan.sessionId(account, offence);
        confirm(
                Topic.SESSION_CONFIRMATIONS,
                session,
                commandId(account, offence, 1),
                Measure.STOP_STREAM,
                effectiveAt);
    }

    /** A command on the account itself. */
    void confirm(String accountId, String commandId, Measure measure, long effectiveAt) {
        confirm(Topic.ACCOUNT_CONFIRMATIONS, accountId, commandId, measure, effectiveAt);
    }

    private void confirm(
            Topic topic, String item, String commandId, Measure measure, long effectiveAt) {
        String id = "c-" + Long.toHexString(commandId.hashCode() & 0xFFFFFFFFL) + "-" + item;
        send(
                topic,
                EventType.ACTION_CONFIRMED,
                item,
                id,
                effectiveAt,
                ActionConfirmedBuilder.builder()
                        .confirmationId(id)
                        .itemId(item)
                        .measure(measure)
                        .effectiveAt(effectiveAt)
                        .commandId(commandId)
                        .build());
    }

    void receipt(int account, String warningId, long atMs) {
        String accountId = AccountPlan.accountId(account);
        send(
                Topic.RECEIPTS,
                EventType.WARNING_RECEIPT,
                accountId,
                warningId + "/" + atMs,
                atMs,
                new WarningReceipt(
                        warningId, accountId, ReceiptState.DELIVERED, atMs, "app", null));
    }

    private static String commandId(int account, int offence, int number) {
        return AccountPlan.sessionId(account, offence) + "/command/" + number;
    }

    // Sending -------------------------------------------------------------------------------

    private void send(Topic topic, EventType type, String key, String id, long atMs, Object data) {
        Envelope envelope = Envelope.json(type, SOURCE, id, key, atMs);
        send(topic, key, envelope, data);
        if (random.nextInt(ONE_IN) == 0) {
            repeats.add(new Repeat(sent + random.nextInt(LATER), topic, key, envelope, data));
        }
        while (!repeats.isEmpty() && repeats.peek().afterSent() <= sent) {
            repeat();
        }
    }

    private void repeat() {
        Repeat next = repeats.remove();
        send(next.topic(), next.key(), next.envelope(), next.data());
        repeated++;
    }

    private void send(Topic topic, String key, Envelope envelope, Object data) {
        feed.send(topic, key, System.currentTimeMillis(), envelope, data);
        sent++;
    }

    /** Sends what is still to be repeated, and returns when Kafka has all of it. */
    void flush() {
        while (!repeats.isEmpty()) {
            repeat();
        }
        feed.flush();
    }

    /** Throws what sending has failed with so far. */
    void check() {
        feed.check();
    }

    @Override
    public void close() {
        feed.close();
    }
}
