package dev.vigil.account;

import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.AccountCause;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountLinked;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealDecided;
import dev.vigil.schema.account.AppealFiled;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptAppealBuilder;
import dev.vigil.schema.account.KeptDecision;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.LiveWarning;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.OffenceWaived;
import dev.vigil.schema.account.WaitingDecision;
import dev.vigil.schema.account.WarningReceipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps a fact, decides nothing. Facts are a set: neither their order nor a repetition changes what
 * is kept in the end.
 */
public final class FactIntake {
    private static final int MAX_REASONS = 32;
    private static final int MAX_EDUCATED = 10;
    private static final int MAX_WAITING = 100;
    private static final int MAX_LINKED = 20;

    private FactIntake() {}

    /**
     * @param isLoading before the first watermark of a start: what the job has published comes back
     *     then; later it is known
     */
    public static void take(Account account, AccountFact fact, boolean isLoading) {
        Long erasedAt = account.book().erasedAt();
        if (erasedAt != null && happenedAt(fact) <= erasedAt && !isOwn(fact.kind())) {
            return;
        }
        switch (fact.kind()) {
            case OFFENCE -> offence(account, fact);
            case LIVE -> live(account, fact.live());
            case GROUND -> ground(account, fact.ground(), fact.time());
            case RECEIPT -> receipt(account, fact);
            case EDUCATION -> educated(account, fact.education().at());
            case APPEAL_FILED -> filed(account, fact);
            case APPEAL_DECIDED -> decided(account, fact);
            case DECIDED, REPORT_DECIDED, REPORT_DELIVERED -> waits(account, fact, isLoading);
            case WAIVED -> waived(account, fact);
            case OPENED ->
                    account.book(
                            account.book()
                                    .withOpenedAt(
                                            Moments.earlier(
                                                    account.book().openedAt(),
                                                    fact.opened().at())));
            case LINKED -> linked(account, fact.linked());
            case LINKED_STANDING -> offending(account, fact.standingPublished());
            case ERASED -> erased(account, fact.erased());
            case CONFIRMED -> MeasureBook.confirmed(account, fact.confirmed());
            case FAILED -> MeasureBook.failed(account, fact.failed());
            case STRIKE_PUBLISHED -> ReadBack.strike(account, fact.strikePublished());
            default -> {
                if (isLoading) {
                    ReadBack.take(account, fact);
                }
            }
        }
        cause(account, fact);
    }

    /** A case goes on to report what was before the erasure: it is of the erased account. */
    private static long happenedAt(AccountFact fact) {
        return switch (fact.kind()) {
            case OFFENCE -> happenedAt(fact.offence(), fact.time());
            case OFFENCE_PUBLISHED -> happenedAt(fact.offencePublished().offence(), fact.time());
            default -> fact.time();
        };
    }

    private static long happenedAt(Offence offence, long time) {
        Long at = offence.occurredAt() == null ? offence.establishedAt() : offence.occurredAt();
        return at == null ? time : at;
    }

    /**
     * A decision may be of the same step as the erasure: the fold takes it up first. A ground that
     * fell long ago may be one of an offence after it. A measure that was commanded before is still
     * to be lifted. A report is as old as the first record of its version, though it was sent
     * since.
     */
    private static boolean isOwn(AccountFact.Kind kind) {
        return kind == AccountFact.Kind.DECIDED
                || kind == AccountFact.Kind.GROUND
                || kind == AccountFact.Kind.COMMAND_PUBLISHED
                || kind == AccountFact.Kind.CONFIRMED
                || kind == AccountFact.Kind.FAILED
                || kind == AccountFact.Kind.STRIKE_PUBLISHED
                || kind == AccountFact.Kind.STANDING_PUBLISHED
                || kind == AccountFact.Kind.REPORT_PUBLISHED
                || kind == AccountFact.Kind.ERASED;
    }

    // What a change follows from ------------------------------------------------------------

    private static void cause(Account account, AccountFact fact) {
        AccountCause cause = causeOf(fact);
        AccountCause known = account.book().cause();
        Long erasedAt = account.book().erasedAt();
        boolean isErased = cause != null && erasedAt != null && cause.at() < erasedAt;
        if (cause != null
                && !isErased
                && (known == null
                        || cause.at() > known.at()
                        || cause.at() == known.at() && cause.id().compareTo(known.id()) > 0)) {
            account.book(account.book().withCause(cause));
        }
    }

    private static AccountCause causeOf(AccountFact fact) {
        return switch (fact.kind()) {
            case OFFENCE -> cause(fact.offence().offenceId(), "OFFENCE", at(fact));
            case GROUND -> cause(fact.ground().ground(), "GROUND", fact.ground().at());
            case RECEIPT -> cause(fact.receipt().warningId(), "RECEIPT", fact.receipt().at());
            case EDUCATION -> cause(fact.education().course(), "EDUCATION", fact.education().at());
            case APPEAL_FILED -> cause(fact.appeal().appealId(), "APPEAL", fact.appeal().at());
            case APPEAL_DECIDED ->
                    cause(
                            fact.appealDecided().appealId(),
                            "APPEAL_DECIDED",
                            fact.appealDecided().at());
            case DECIDED -> cause(fact.decided().proposalId(), "DECISION", fact.decided().at());
            case WAIVED -> cause(fact.waived().offenceId(), "WAIVER", fact.waived().at());
            case ERASED -> cause(fact.erased().accountId(), "ERASURE", fact.erased().at());
            case LINKED -> cause(fact.linked().accountId(), "LINK", fact.linked().at());
            case CONFIRMED ->
                    cause(
                            String.valueOf(fact.confirmed().commandId()),
                            "CONFIRMATION",
                            fact.confirmed().effectiveAt());
            default -> null;
        };
    }

    /**
     * What establishes it may be read before what else its case has; what it is disputed by, after.
     */
    private static long at(AccountFact fact) {
        Long establishedAt = fact.offence().establishedAt();
        return establishedAt == null ? fact.time() : Math.max(fact.time(), establishedAt);
    }

    private static AccountCause cause(String id, String kind, long at) {
        return new AccountCause(id.length() <= 500 ? id : id.substring(0, 500), kind, at);
    }

    // Offences ------------------------------------------------------------------------------

    private static void offence(Account account, AccountFact fact) {
        Offence news = fact.offence();
        KeptOffence known = account.offences().get(news.offenceId());
        if (known == null && !count(account)) {
            return;
        }
        KeptOffence next =
                known == null || !known.known()
                        ? KeptOffence.of(news, fact.time())
                                .withWaived(known == null ? null : known.waived())
                        : merged(known, news);
        keep(account, news.offenceId(), known, next);
    }

    /** False where twice as many as are kept are there already: the fold has not come to it yet. */
    static boolean count(Account account) {
        AccountBook book = account.book();
        boolean hasRoom = book.offences() < 2 * AccountLimits.OFFENCES;
        if (hasRoom) {
            account.book(book.withOffences(book.offences() + 1));
        } else {
            account.leaveOut(1);
        }
        return hasRoom;
    }

    static void keep(Account account, String id, KeptOffence known, KeptOffence next) {
        if (!same(known, next)) {
            account.offences().put(id, next);
        }
    }

    private static boolean same(KeptOffence known, KeptOffence next) {
        return known != null
                && Arrays.equals(known.evidenceDigest(), next.evidenceDigest())
                && known.equals(next.withEvidenceDigest(known.evidenceDigest()));
    }

    /**
     * Its case may have forgotten what it once knew: reasons that it does not name remain, and the
     * earliest times.
     */
    private static KeptOffence merged(KeptOffence known, Offence news) {
        return known.with()
                .occurredAt(Moments.earlier(known.occurredAt(), news.occurredAt()))
                .establishedAt(Moments.earlier(known.establishedAt(), news.establishedAt()))
                .reasons(merged(known.reasons(), news.reasons()))
                .disputed(disputed(known, news))
                .works(either(news.works(), known.works()))
                .owners(either(news.owners(), known.owners()))
                .territories(either(news.territories(), known.territories()))
                .spans(
                        news.timeCodes().isEmpty()
                                ? known.spans()
                                : KeptOffence.packed(news.timeCodes()))
                .measure(news.measure() == null ? known.measure() : news.measure())
                .aggravators(either(news.aggravators(), known.aggravators()))
                .evidenceDigest(
                        news.evidenceDigest() == null
                                ? known.evidenceDigest()
                                : KeptOffence.bytes(news.evidenceDigest()))
                .verdictId(
                        news.verdictId() == null ? known.verdictId() : KeptOffence.verdictId(news))
                .noticeIds(either(news.noticeIds(), known.noticeIds()))
                .build();
    }

    static <T> List<T> either(List<T> first, List<T> second) {
        return first.isEmpty() ? second : first;
    }

    static List<OffenceReason> merged(List<OffenceReason> known, List<OffenceReason> news) {
        Map<String, OffenceReason> all = new LinkedHashMap<>();
        news.forEach(reason -> all.put(reason.ground(), reason));
        known.forEach(reason -> all.putIfAbsent(reason.ground(), reason));
        return Episodes.few(
                all.values().stream()
                        .limit(MAX_REASONS)
                        .sorted(Comparator.comparing(OffenceReason::ground))
                        .toList());
    }

    private static List<String> disputed(KeptOffence known, Offence news) {
        List<String> named = news.reasons().stream().map(OffenceReason::ground).toList();
        return Stream.concat(
                        news.disputed().stream(),
                        known.disputed().stream().filter(ground -> !named.contains(ground)))
                .distinct()
                .sorted()
                .limit(MAX_REASONS)
                .toList();
    }

    private static void waived(Account account, AccountFact fact) {
        OffenceWaived waiver = fact.waived();
        KeptOffence known = account.offences().get(waiver.offenceId());
        if (known == null && !count(account)) {
            return;
        }
        KeptOffence base = known == null ? KeptOffence.named(fact.time(), fact.position()) : known;
        OffenceWaived before = base.waived();
        boolean isEarlier =
                before == null
                        || waiver.at() < before.at()
                        || waiver.at() == before.at() && waiver.by().compareTo(before.by()) < 0;
        if (isEarlier) {
            account.offences().put(waiver.offenceId(), base.withWaived(waiver));
        }
    }

    private static void ground(Account account, GroundState news, long time) {
        String key = Account.groundKey(news.ground(), news.offenceId());
        GroundState known = account.grounds().get(key);
        if (known == null || news.version() >= known.version()) {
            account.grounds().put(key, news.seen(time));
        }
    }

    private static void live(Account account, LiveWarning news) {
        KeptWarning known = account.warnings().get(LiveWarnings.id(account, news));
        if (LiveWarnings.isNews(known, news)) {
            AccountBook book = account.book();
            account.book(book.withLive(LiveWarnings.and(book.live(), news)));
        }
    }

    // Warnings and appeals --------------------------------------------------------------------

    private static void receipt(Account account, AccountFact fact) {
        WarningReceipt receipt = fact.receipt();
        KeptWarning known = account.warnings().get(receipt.warningId());
        KeptWarning base = known == null ? WarningBook.named(fact.time(), fact.position()) : known;
        KeptWarning next = WarningBook.with(base, receipt);
        if (!next.equals(known)) {
            account.warnings().put(receipt.warningId(), next);
        }
    }

    private static KeptAppeal appeal(Account account, String id, AccountFact fact) {
        KeptAppeal known = account.appeals().get(id);
        return known == null
                ? KeptAppealBuilder.builder().seenAt(fact.time()).position(fact.position()).build()
                : known;
    }

    private static void filed(Account account, AccountFact fact) {
        AppealFiled filed = fact.appeal();
        KeptAppeal known = appeal(account, filed.appealId(), fact);
        if (known.filedAt() == null || filed.at() < known.filedAt()) {
            account.appeals()
                    .put(
                            filed.appealId(),
                            known.with()
                                    .offenceId(filed.offenceId())
                                    .measureId(filed.measureId())
                                    .filedAt(filed.at())
                                    .build());
        }
    }

    /** A later decision corrects an earlier one, which was in force until then. */
    private static void decided(Account account, AccountFact fact) {
        AppealDecided news = fact.appealDecided();
        KeptAppeal known = appeal(account, news.appealId(), fact);
        KeptAppeal next = known.and(new KeptDecision(news.outcome(), news.by(), news.at()));
        if (!next.equals(known)) {
            account.appeals().put(news.appealId(), next);
        }
    }

    // What is in the book -----------------------------------------------------------------------

    private static void educated(Account account, long at) {
        List<Long> known = account.book().educated();
        if (!known.contains(at)) {
            account.book(
                    account.book()
                            .withEducated(
                                    Stream.concat(known.stream(), Stream.of(at))
                                            .sorted(Comparator.reverseOrder())
                                            .limit(MAX_EDUCATED)
                                            .toList()));
        }
    }

    /** The record names all accounts that are linked: the last one counts. */
    private static void linked(Account account, AccountLinked news) {
        Long before = account.book().linkedAt();
        if (before == null || news.at() >= before) {
            account.book(
                    account.book()
                            .with()
                            .linked(news.accountIds().stream().sorted().toList())
                            .linkedAt(news.at())
                            .build());
        }
    }

    /**
     * Whether another account has offences, by its last standing; kept before the link is known,
     * until that one is linked no longer. One that was erased is named no more.
     */
    private static void offending(Account account, AccountStanding other) {
        List<String> known = account.book().offending();
        boolean isKnown = known.contains(other.accountId());
        boolean offends = other.offences() > 0 && !other.unlinked().contains(account.accountId());
        if (other.erasedAt() != null && !account.book().linked().contains(other.accountId())) {
            account.book(
                    account.book().withNamed(without(account.book().named(), other.accountId())));
        }
        if (offends != isKnown && (isKnown || known.size() < MAX_LINKED)) {
            List<String> next =
                    isKnown
                            ? without(known, other.accountId())
                            : Stream.concat(known.stream(), Stream.of(other.accountId()))
                                    .sorted()
                                    .toList();
            account.book(account.book().withOffending(next));
        }
    }

    private static List<String> without(List<String> ids, String id) {
        return ids.stream().filter(one -> !one.equals(id)).toList();
    }

    private static void erased(Account account, AccountErased news) {
        AccountBook book = account.book();
        if (book.erasedAt() == null || news.at() > book.erasedAt()) {
            AccountCause cause = book.cause();
            boolean isOfAfter = cause != null && cause.at() > news.at();
            account.book(
                    book.with()
                            .erasedAt(news.at())
                            .cause(isOfAfter ? cause : null)
                            .leftOut(0)
                            .build());
        }
    }

    private static void waits(Account account, AccountFact fact, boolean isLoading) {
        AccountBook book = account.book();
        WaitingDecision waiting =
                new WaitingDecision(
                        fact.decided(),
                        fact.reportDecided(),
                        fact.reportDelivered(),
                        isLoading,
                        Boolean.TRUE.equals(fact.alone()),
                        fact.position());
        boolean isKnown =
                fact.decided() != null && book.decisions().contains(fact.decided())
                        || book.waiting().stream().anyMatch(one -> isSame(one, waiting));
        if (!isKnown && book.waiting().size() < MAX_WAITING) {
            List<WaitingDecision> all = new ArrayList<>(book.waiting());
            all.add(waiting);
            account.book(book.withWaiting(List.copyOf(all)));
        }
    }

    private static boolean isSame(WaitingDecision one, WaitingDecision other) {
        return java.util.Objects.equals(one.decided(), other.decided())
                && java.util.Objects.equals(one.reportDecided(), other.reportDecided())
                && java.util.Objects.equals(one.reportDelivered(), other.reportDelivered());
    }
}
