package dev.vigil.account;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiledBuilder;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceBuilder;
import dev.vigil.schema.account.OffenceKind;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.TimeCode;
import dev.vigil.schema.account.UserWarningBuilder;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.enforcement.Measure;
import java.util.List;

/** Facts about one account, as tests need them. */
public final class TestingAccounts {
    public static final String ACCOUNT = "account-1";
    public static final long HOUR_MS = 3_600_000;
    public static final long DAY_MS = 24 * HOUR_MS;
    public static final long T0_MS = 1_800_000_000_000L;

    private TestingAccounts() {}

    public static OffenceReason listed(String entry, String... references) {
        return new OffenceReason(
                "list/" + entry,
                GroundKind.LISTED_PERMISSION_REQUIRED,
                1L,
                List.of(references),
                true);
    }

    public static OffenceReason notice(String id, boolean stands) {
        return new OffenceReason("notice/" + id, GroundKind.NOTICE, null, List.of(), stands);
    }

    public static Offence offence(
            String id, Long occurredAt, Long establishedAt, OffenceReason... reasons) {
        return OffenceBuilder.builder()
                .accountId(ACCOUNT)
                .offenceId(id)
                .kind(id.startsWith("item:") ? OffenceKind.ITEM : OffenceKind.SESSION)
                .occurredAt(occurredAt)
                .establishedAt(establishedAt)
                .reasons(List.of(reasons))
                .works(List.of("work-1"))
                .owners(List.of())
                .territories(List.of("*"))
                .timeCodes(List.of(new TimeCode("work-1", 0, 60_000)))
                .measure(Measure.STOP_STREAM)
                .aggravators(List.of())
                .evidenceDigest("ab".repeat(32))
                .verdictId(id.startsWith("session:") ? id.substring(8) + "/1" : null)
                .noticeIds(List.of())
                .disputed(List.of())
                .build();
    }

    public static AccountFact fact(Offence offence) {
        Long at = offence.establishedAt() == null ? offence.occurredAt() : offence.establishedAt();
        return AccountFact.of(Kind.OFFENCE, offence.accountId(), at == null ? T0_MS : at, offence);
    }

    /** One of the first that a ladder counts, an hour after it was captured. */
    public static AccountFact offence(String id, long occurredAt) {
        return fact(offence(id, occurredAt, occurredAt + 60_000, listed("entry-1")));
    }

    public static AccountFact ground(String ground, boolean stands, long version, long at) {
        return AccountFact.of(
                Kind.GROUND, ACCOUNT, at, new GroundState(ground, null, stands, version, at));
    }

    public static AccountFact receipt(String warning, ReceiptState state, long at) {
        return AccountFact.of(
                Kind.RECEIPT,
                ACCOUNT,
                at,
                new WarningReceipt(warning, ACCOUNT, state, at, "app", null));
    }

    public static AccountFact filed(String appeal, String offence, long at) {
        return AccountFact.of(
                Kind.APPEAL_FILED,
                ACCOUNT,
                at,
                AppealFiledBuilder.builder()
                        .appealId(appeal)
                        .accountId(ACCOUNT)
                        .offenceId(offence)
                        .at(at)
                        .reasonCode("FALSE_MATCH")
                        .build());
    }

    /** Against a measure alone. */
    public static AccountFact filedAgainst(String appeal, String measureId, long at) {
        return AccountFact.of(
                Kind.APPEAL_FILED,
                ACCOUNT,
                at,
                AppealFiledBuilder.builder()
                        .appealId(appeal)
                        .accountId(ACCOUNT)
                        .measureId(measureId)
                        .at(at)
                        .reasonCode("FALSE_MATCH")
                        .build());
    }

    public static AccountFact decided(String appeal, AppealOutcome outcome, long at) {
        return AccountFact.of(
                Kind.APPEAL_DECIDED,
                ACCOUNT,
                at,
                new AppealDecided(appeal, ACCOUNT, outcome, "person-1", "seen", at));
    }

    public static AccountFact waived(String offence, long at) {
        return AccountFact.of(
                Kind.WAIVED,
                ACCOUNT,
                at,
                new OffenceWaived(offence, ACCOUNT, "person-1", "first stream", at));
    }

    public static AccountFact decided(String proposal, ProposalDecision decision, long at) {
        return AccountFact.of(
                Kind.DECIDED,
                ACCOUNT,
                at,
                new StandingDecided(
                        proposal, ACCOUNT, decision, null, "person-1", "looked at", at));
    }

    /** A warning as the ledger has published it. */
    public static AccountFact warned(String id, WarningKind kind, long at, List<String> offences) {
        return AccountFact.of(
                Kind.WARNING_PUBLISHED,
                ACCOUNT,
                at,
                UserWarningBuilder.builder()
                        .warningId(id)
                        .accountId(ACCOUNT)
                        .kind(kind)
                        .revision(1)
                        .attempt(1)
                        .offences(offences)
                        .works(List.of())
                        .timeCodes(List.of())
                        .owners(List.of())
                        .zh(new WarningText("a", "b"))
                        .en(new WarningText("a", "b"))
                        .templateVersion("test")
                        .step(LadderStep.S0)
                        .issuedAt(at)
                        .build());
    }
}
