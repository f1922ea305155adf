package dev.vigil.account;

import static dev.vigil.account.TestingAccounts.ACCOUNT;

import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.EducationCompleted;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.WarningReceipt;

/** A fact about another account, at another time. */
public final class MovedFact {
    private final String account;
    private final long byMs;

    private MovedFact(String account, long byMs) {
        this.account = account;
        this.byMs = byMs;
    }

    public static AccountFact of(AccountFact fact, String account, long byMs) {
        return AccountFact.of(
                fact.kind(), account, fact.time() + byMs, new MovedFact(account, byMs).moved(fact));
    }

    private Object moved(AccountFact fact) {
        return switch (fact.kind()) {
            case OFFENCE ->
                    fact.offence()
                            .with()
                            .accountId(account)
                            .occurredAt(moved(fact.offence().occurredAt()))
                            .establishedAt(moved(fact.offence().establishedAt()))
                            .build();
            case GROUND ->
                    new GroundState(
                            fact.ground().ground(),
                            fact.ground().offenceId(),
                            fact.ground().stands(),
                            fact.ground().version(),
                            fact.ground().at() + byMs);
            case WARNING_PUBLISHED ->
                    fact.warningPublished()
                            .with()
                            .accountId(account)
                            .warningId(named(fact.warningPublished().warningId()))
                            .issuedAt(fact.warningPublished().issuedAt() + byMs)
                            .build();
            case RECEIPT ->
                    new WarningReceipt(
                            named(fact.receipt().warningId()),
                            account,
                            fact.receipt().state(),
                            fact.receipt().at() + byMs,
                            fact.receipt().channel(),
                            fact.receipt().reason());
            case APPEAL_FILED ->
                    fact.appeal()
                            .with()
                            .accountId(account)
                            .measureId(named(fact.appeal().measureId()))
                            .at(fact.appeal().at() + byMs)
                            .build();
            default -> said(fact);
        };
    }

    private Object said(AccountFact fact) {
        return switch (fact.kind()) {
            case APPEAL_DECIDED ->
                    new AppealDecided(
                            fact.appealDecided().appealId(),
                            account,
                            fact.appealDecided().outcome(),
                            fact.appealDecided().by(),
                            fact.appealDecided().reason(),
                            fact.appealDecided().at() + byMs);
            case WAIVED ->
                    new OffenceWaived(
                            fact.waived().offenceId(),
                            account,
                            fact.waived().by(),
                            fact.waived().reason(),
                            fact.waived().at() + byMs);
            case DECIDED ->
                    fact.decided()
                            .with()
                            .accountId(account)
                            .proposalId(named(fact.decided().proposalId()))
                            .until(moved(fact.decided().until()))
                            .at(fact.decided().at() + byMs)
                            .build();
            case EDUCATION ->
                    new EducationCompleted(
                            account, fact.education().course(), fact.education().at() + byMs);
            case ERASED ->
                    new AccountErased(account, fact.erased().basis(), fact.erased().at() + byMs);
            default ->
                    throw new IllegalArgumentException(
                            "kind: expected one of a history, got " + fact.kind());
        };
    }

    private Long moved(Long at) {
        return at == null ? null : Long.valueOf(at + byMs);
    }

    private String named(String id) {
        return id == null ? null : id.replace(ACCOUNT + "/", account + "/");
    }
}
