package dev.vigil.figures;

import dev.vigil.notice.Completeness;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningReceipt;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureFactBuilder;
import dev.vigil.schema.figures.FigureKind;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.ItemOutcomeKind;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.reference.ReferenceReview;
import dev.vigil.schema.reference.ReviewOutcome;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.signal.SignalName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is counted of a record. A fact of it does not depend on any other record, so that records
 * may be read in any order and any number of times. What it is about is a digest: nothing of a
 * user, a notice or a session remains in a figure.
 */
public final class FigureFacts {
    private static final String NOTICE = "NOTICE/NOTICE";

    /** How a reason begins that is a list entry. */
    private static final String LISTED = "LISTED_";

    /** Bytes of a digest that are kept: no two of a billion things share them. */
    private static final int SUBJECT_BYTES = 16;

    private FigureFacts() {}

    // Notices --------------------------------------------------------------------------------

    public static List<FigureFact> of(NoticeReceived notice) {
        String id = notice.noticeId();
        long at = notice.receivedAt();
        List<FigureFact> facts = new ArrayList<>();
        if (notice.directive() != null) {
            String kind = notice.directive().kind().name();
            facts.add(counted(FigureKind.DIRECTIVES, kind, at, id));
            IntStream.rangeClosed(1, notice.directive().deliverables().size())
                    .mapToObj(n -> Directive.item(id, n))
                    .forEach(
                            item -> {
                                facts.add(began(FigureKind.DIRECTIVES_ANSWERED, kind, at, item));
                                facts.add(began(FigureKind.DIRECTIVE_TO_ANSWER, kind, at, item));
                            });
        } else {
            facts.add(counted(FigureKind.NOTICES_RECEIVED, track(notice), at, id));
            if (Completeness.missing(notice).isEmpty()) {
                facts.add(counted(FigureKind.NOTICES_COMPLETE, "", at, id));
            }
        }
        notice.items()
                .forEach(
                        item ->
                                facts.add(
                                        began(
                                                FigureKind.ITEM_TO_ACTION,
                                                track(notice),
                                                at,
                                                id,
                                                item.itemId())));
        return facts;
    }

    /** As its sender has it: whether a work is on the list is not in the notice. */
    private static String track(NoticeReceived notice) {
        return notice.directive() != null
                ? "DIRECTIVE"
                : Boolean.TRUE.equals(notice.live()) ? "LIVE" : "STANDARD";
    }

    public static List<FigureFact> of(NoticeSupplemented brought) {
        long at = brought.receivedAt();
        return List.of(
                counted(
                        FigureKind.NOTICES_SUPPLEMENTED,
                        "",
                        at,
                        brought.noticeId(),
                        String.valueOf(at)));
    }

    /** Of an item of a notice. */
    public static List<FigureFact> ofItem(ActionConfirmed confirmed) {
        String item = confirmed.itemId();
        long at = confirmed.effectiveAt();
        return confirmed.measure() == Measure.ANSWERED
                ? List.of(
                        ended(FigureKind.DIRECTIVES_ANSWERED, at, item),
                        ended(FigureKind.DIRECTIVE_TO_ANSWER, at, item))
                : List.of();
    }

    public static List<FigureFact> of(ItemOutcome outcome) {
        String notice = outcome.noticeId();
        String item = outcome.itemId();
        String run = String.valueOf(outcome.generation());
        ItemOutcomeKind kind = outcome.outcome();
        long at = outcome.at();
        List<FigureFact> facts = new ArrayList<>();
        facts.add(
                counted(FigureKind.ITEM_OUTCOMES, kind.name(), at, notice, item, run, kind.name()));
        if (outcome.effectiveAt() != null) {
            long effectiveAt = outcome.effectiveAt();
            facts.add(counted(FigureKind.MEASURES, NOTICE, effectiveAt, notice, item));
            facts.add(ended(FigureKind.ITEM_TO_ACTION, effectiveAt, notice, item));
            facts.add(
                    began(
                            FigureKind.OVERTURNED_BY_GROUND,
                            NOTICE,
                            effectiveAt,
                            CaseFact.ofItem(item)));
        }
        switch (kind) {
            case COUNTERED -> {
                facts.add(counted(FigureKind.COUNTER_NOTICES, "", at, notice, item, run));
                facts.add(began(FigureKind.COUNTER_NOTICE_TO_OUTCOME, "", at, notice, item, run));
            }
            case UPHELD, RESTORED -> {
                String how = kind.name();
                facts.add(counted(FigureKind.COUNTER_NOTICES_DECIDED, how, at, notice, item, run));
                facts.add(ended(FigureKind.COUNTER_NOTICE_TO_OUTCOME, at, notice, item, run));
            }
            case FORGED -> facts.add(counted(FigureKind.EVIDENCE_FORGED, "", at, notice, item));
            default -> {}
        }
        boolean isWrong =
                kind == ItemOutcomeKind.RESTORED
                        || kind == ItemOutcomeKind.UNFOUNDED
                        || kind == ItemOutcomeKind.FORGED;
        if (isWrong && outcome.effectiveAt() != null) {
            facts.add(counted(FigureKind.OVERTURNED, kind.name(), at, notice, item));
            facts.add(ended(FigureKind.OVERTURNED_BY_GROUND, at, CaseFact.ofItem(item)));
        }
        return facts;
    }

    public static List<FigureFact> of(BreachRecord breach) {
        return List.of(
                counted(
                        FigureKind.BREACHES,
                        breach.track() + "/" + breach.causeCode(),
                        breach.dueAt(),
                        breach.breachId()));
    }

    public static List<FigureFact> of(BreachCorrection correction) {
        return correction.cleared()
                ? List.of(
                        counted(
                                FigureKind.BREACHES_CLEARED,
                                "",
                                correction.dueAt(),
                                correction.breachId()))
                : List.of();
    }

    public static List<FigureFact> of(NotifierStanding standing) {
        return standing.level().flagged()
                ? List.of(
                        counted(
                                FigureKind.NOTIFIERS_FLAGGED,
                                standing.level().name(),
                                standing.since(),
                                standing.notifier(),
                                standing.level().name(),
                                String.valueOf(standing.since())))
                : List.of();
    }

    public static List<FigureFact> of(ListReceipt receipt) {
        if (!receipt.complete() || receipt.effectiveAt() == null) {
            return List.of();
        }
        String reader = receipt.reader().name();
        return List.of(
                counted(FigureKind.LIST_BATCHES, "", receipt.publishedAt(), receipt.batch()),
                counted(
                                FigureKind.BATCH_TO_EFFECT,
                                reader,
                                receipt.effectiveAt(),
                                receipt.batch(),
                                reader)
                        .withTookMs(receipt.slowestMs()));
    }

    // Sessions -------------------------------------------------------------------------------

    public static List<FigureFact> of(Screened screened) {
        return List.of(
                counted(
                        FigureKind.UPLOADS_CHECKED,
                        screened.result().name(),
                        screened.endedAt(),
                        screened.screenedId()));
    }

    /** It counts once it is confirmed. */
    public static List<FigureFact> of(EnforcementCommand command) {
        long at = command.issuedAt();
        String id = command.commandId();
        if (command.measure() == Measure.LIFT) {
            return List.of(began(FigureKind.MEASURES_LIFTED, command.reasonCode(), at, id));
        }
        String ground = source(command) + "/" + command.reasonCode();
        String session = CaseFact.ofSession(command.sessionId());
        return List.of(
                began(FigureKind.MEASURES, ground, at, id),
                began(FigureKind.OVERTURNED_BY_GROUND, ground, at, session));
    }

    /** What led to a measure on a session. */
    private static String source(EnforcementCommand command) {
        String entry = command.listEntryId();
        if (entry != null && SignalName.signal(entry).isPresent()) {
            return "PEER";
        }
        return command.reasonCode().startsWith(LISTED) ? "LIST" : "OWNER";
    }

    /** Of a session. */
    public static List<FigureFact> ofSession(ActionConfirmed confirmed) {
        String command = confirmed.commandId();
        Measure measure = confirmed.measure();
        if (command == null || measure == Measure.NOT_FOUND || measure == Measure.ANSWERED) {
            return List.of();
        }
        long at = confirmed.effectiveAt();
        return measure == Measure.LIFT
                ? List.of(ended(FigureKind.MEASURES_LIFTED, at, command))
                : List.of(
                        ended(FigureKind.MEASURES, at, command),
                        counted(FigureKind.MEASURES_BY_TYPE, measure.name(), at, command));
    }

    public static List<FigureFact> of(ReferenceReview review) {
        if (review.outcome() != ReviewOutcome.OVERTURNED) {
            return List.of();
        }
        String reference = review.workId() + "/" + review.referenceId();
        String session = review.sessionId();
        return List.of(
                counted(FigureKind.OVERTURNED, "REVIEW", review.at(), session),
                ended(FigureKind.OVERTURNED_BY_GROUND, review.at(), CaseFact.ofSession(session)),
                counted(
                        FigureKind.OVERTURNED_BY_REFERENCE,
                        reference,
                        review.at(),
                        session,
                        reference));
    }

    // Accounts -------------------------------------------------------------------------------

    /** Of what people and platforms report, and of what was published and is read back. */
    public static List<FigureFact> of(AccountFact fact) {
        String account = fact.accountId();
        return switch (fact.kind()) {
            case RECEIPT -> of(fact.receipt());
            case APPEAL_FILED -> {
                String appeal = fact.appeal().appealId();
                long at = fact.appeal().at();
                yield List.of(
                        counted(FigureKind.APPEALS, "", at, account, appeal),
                        began(FigureKind.APPEAL_TO_DECISION, "", at, account, appeal));
            }
            case APPEAL_DECIDED -> decided(fact);
            case DECIDED ->
                    List.of(
                            counted(
                                    FigureKind.PROPOSALS_DECIDED,
                                    fact.decided().decision().name(),
                                    fact.decided().at(),
                                    account,
                                    fact.decided().proposalId(),
                                    String.valueOf(fact.decided().at())));
            case WAIVED -> waived(fact.waived());
            case CONFIRMED -> measured(fact.confirmed(), account);
            case STRIKE_PUBLISHED -> of(fact.strikePublished());
            case WARNING_PUBLISHED -> of(fact.warningPublished());
            default -> List.of();
        };
    }

    private static List<FigureFact> decided(AccountFact fact) {
        String appeal = fact.appealDecided().appealId();
        AppealOutcome outcome = fact.appealDecided().outcome();
        long at = fact.appealDecided().at();
        String account = fact.accountId();
        List<FigureFact> facts = new ArrayList<>();
        facts.add(counted(FigureKind.APPEALS_DECIDED, outcome.name(), at, account, appeal));
        facts.add(ended(FigureKind.APPEAL_TO_DECISION, at, account, appeal));
        if (outcome == AppealOutcome.OVERTURN) {
            facts.add(counted(FigureKind.OVERTURNED, "APPEAL", at, account, appeal));
        }
        return facts;
    }

    private static List<FigureFact> waived(OffenceWaived waived) {
        return List.of(
                counted(
                        FigureKind.OVERTURNED,
                        "WAIVER",
                        waived.at(),
                        waived.accountId(),
                        waived.offenceId()),
                ended(FigureKind.OVERTURNED_BY_GROUND, waived.at(), waived.offenceId()));
    }

    private static List<FigureFact> measured(ActionConfirmed confirmed, String account) {
        boolean isMeasure = confirmed.measure().isOfAccount() && confirmed.commandId() != null;
        return isMeasure
                ? List.of(
                        counted(
                                FigureKind.ACCOUNT_MEASURES,
                                confirmed.measure().name(),
                                confirmed.effectiveAt(),
                                account,
                                confirmed.commandId()))
                : List.of();
    }

    private static List<FigureFact> of(WarningReceipt receipt) {
        boolean isDelivered =
                receipt.state().compareTo(ReceiptState.DELIVERED) >= 0 && !receipt.inPublic();
        return isDelivered
                ? List.of(
                        counted(
                                FigureKind.WARNINGS_DELIVERED,
                                "",
                                receipt.at(),
                                receipt.warningId()))
                : List.of();
    }

    public static List<FigureFact> of(UserWarning warning) {
        String kind = warning.kind().name();
        FigureFact issued =
                counted(FigureKind.WARNINGS, kind, warning.issuedAt(), warning.warningId());
        boolean isFallback =
                WarningReceipt.PUBLIC.equals(warning.channel())
                        && warning.kind() != WarningKind.LIFTED;
        return isFallback
                ? List.of(
                        issued,
                        counted(
                                FigureKind.WARNINGS_UNDELIVERED,
                                kind,
                                warning.issuedAt(),
                                warning.warningId()))
                : List.of(issued);
    }

    public static List<FigureFact> of(StrikeChanged change) {
        if (Boolean.TRUE.equals(change.shadow())) {
            return List.of();
        }
        List<FigureFact> facts = new ArrayList<>();
        int more = change.strikesAfter() - change.strikesBefore();
        if (more > 0) {
            facts.add(strikes(change, FigureKind.STRIKES, "", more));
        } else if (more < 0) {
            facts.add(strikes(change, FigureKind.STRIKES_ENDED, change.causeKind(), -more));
        }
        LadderStep before = change.stepBefore();
        LadderStep after = change.stepAfter();
        if (after.compareTo(before) > 0) {
            facts.add(strikes(change, FigureKind.STEPS_REACHED, after.name(), 1));
        } else if (after.compareTo(before) < 0) {
            facts.add(strikes(change, FigureKind.STEPS_LEFT, before.name(), 1));
        }
        return facts;
    }

    private static FigureFact strikes(
            StrikeChanged change, FigureKind what, String dimension, int times) {
        String seq = String.valueOf(change.seq());
        return counted(what, dimension, change.at(), change.accountId(), seq).withTimes(times);
    }

    // Facts ----------------------------------------------------------------------------------

    private static FigureFact counted(
            FigureKind what, String dimension, long at, String... subject) {
        return of(FigureFact.Kind.COUNTED, what, at, subject).dimension(dimension).build();
    }

    private static FigureFact began(FigureKind what, String dimension, long at, String... subject) {
        return of(FigureFact.Kind.BEGAN, what, at, subject).dimension(dimension).build();
    }

    private static FigureFact ended(FigureKind what, long at, String... subject) {
        return of(FigureFact.Kind.ENDED, what, at, subject).build();
    }

    private static FigureFactBuilder of(
            FigureFact.Kind kind, FigureKind what, long at, String... subject) {
        return FigureFactBuilder.builder()
                .kind(kind)
                .what(what)
                .subject(subject(what, subject))
                .at(at)
                .times(1);
    }

    /** Each part with its length, so that no two subjects are written alike. */
    private static String subject(FigureKind what, String... parts) {
        StringBuilder text = new StringBuilder(what.name());
        for (String part : parts) {
            text.append('\n').append(part.length()).append(':').append(part);
        }
        byte[] digest = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(digest, SUBJECT_BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: expected in every Java, got none", e);
        }
    }
}
