package dev.vigil.account;

import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.Forgotten;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptAppeal;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.KeptReport;
import dev.vigil.schema.account.KeptSending;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.StrikeCounts;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.input.RecordPosition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What leaves: an account that is erased, what is too much, what is over for longer than the ledger
 * remembers, and what waited a day for what it is about.
 */
final class Forgetting {
    /** As long as its case is kept. */
    private static final long UNESTABLISHED_MS = 100 * Moments.DAY_MS;

    private static final StrikeCounts ENDED = new StrikeCounts(0, 0, 0, LadderStep.ENDED);

    private final LedgerRules rules;
    private final Account account;
    private final FoldOutput published;
    private final long nowMs;
    private final boolean isFirst;

    Forgetting(LedgerRules rules, Account account, FoldOutput published, long nowMs) {
        this.rules = rules;
        this.account = account;
        this.published = published;
        this.nowMs = nowMs;
        this.isFirst = account.book().foldedAt() == null;
    }

    // Erased --------------------------------------------------------------------------------------

    /**
     * All that was before it goes, but for the fact that the service was ended; and measures until
     * the platform has ended them.
     */
    void erase() {
        AccountBook book = account.book();
        Long erasedAt = book.erasedAt();
        if (erasedAt == null) {
            return;
        }
        Long endedAt = endedAt(erasedAt);
        for (String id : account.offences().ids()) {
            if (happenedAt(account.offences().get(id)) <= erasedAt) {
                drop(id);
            }
        }
        for (String id : account.warnings().ids()) {
            eraseWarning(id, account.warnings().get(id), erasedAt);
        }
        dropIf(account.appeals(), one -> one.seenAt() <= erasedAt || isAboutGone(one));
        Set<String> grounds = Leaving.restedOn(account);
        dropIf(
                account.grounds(),
                one ->
                        !grounds.contains(one.ground())
                                && (Math.max(one.at(), one.seenAt()) <= erasedAt
                                        || isSeenLongAgo(one)));
        AccountBook left = account.book();
        account.book(
                left.with()
                        .endedAt(endedAt)
                        .counts(counts(left, erasedAt, endedAt))
                        .openedAt(after(left.openedAt(), erasedAt))
                        .linked(
                                after(left.linkedAt(), erasedAt) == null
                                        ? List.of()
                                        : left.linked())
                        .linkedAt(after(left.linkedAt(), erasedAt))
                        .offending(
                                after(left.linkedAt(), erasedAt) == null
                                        ? List.of()
                                        : left.offending())
                        .live(left.live().stream().filter(w -> w.at() > erasedAt).toList())
                        .educated(left.educated().stream().filter(at -> at > erasedAt).toList())
                        .decisions(
                                left.decisions().stream()
                                        .filter(d -> d.at() > erasedAt)
                                        .filter(d -> !isGone(anchor(d.proposalId())))
                                        .toList())
                        .measures(
                                left.measures().stream()
                                        .filter(m -> isAfter(m, erasedAt) || isToBeLifted(m))
                                        .toList())
                        .reports(left.reports().stream().filter(r -> isAfter(r, erasedAt)).toList())
                        .proposal(isAfter(left.proposal(), erasedAt) ? left.proposal() : null)
                        .build());
    }

    private boolean isGone(String offenceId) {
        return account.offences().get(offenceId) == null;
    }

    /** What was there when it was filed, and is not now. */
    private boolean isAboutGone(KeptAppeal one) {
        return one.measureId() == null
                ? one.known() && isGone(one.offenceId())
                : isGone(MeasureBook.anchor(account, one.measureId()));
    }

    /** It may have been sent after the erasure, before that was read. */
    private void eraseWarning(String id, KeptWarning one, long erasedAt) {
        List<String> about =
                one.kind() == WarningKind.RELIEVED
                        ? List.of(MeasureBook.anchor(account, Warnings.relievedCommand(id)))
                        : one.offences();
        List<String> left = about.stream().filter(offence -> !isGone(offence)).toList();
        boolean isLive = one.kind() == WarningKind.LIVE;
        boolean isOfNone = left.isEmpty() && !about.isEmpty() && !isLive;
        if (one.since() <= erasedAt || isOfNone) {
            account.warnings().remove(id);
        } else if (left.size() < about.size() && !isLive) {
            account.warnings().put(id, one.naming(left, nowMs));
        }
    }

    private boolean isAfter(Proposal one, long erasedAt) {
        return one != null && one.openedAt() > erasedAt && !isGone(anchor(one.proposalId()));
    }

    private String anchor(String proposalId) {
        String prefix = account.id("proposal", "");
        return proposalId.startsWith(prefix) ? proposalId.substring(prefix.length()) : "";
    }

    private boolean isAfter(KeptReport one, long erasedAt) {
        boolean isOfNone = isGone(one.anchor()) && one.offences().stream().allMatch(this::isGone);
        return one.at() > erasedAt && !isOfNone;
    }

    /** One that only its confirmation names is as old as that. */
    private boolean isAfter(KeptMeasure one, long erasedAt) {
        if (isGone(MeasureBook.anchor(one))) {
            return false;
        }
        Long at = Moments.later(one.derivedAt(), one.from());
        if (at == null) {
            KeptSending command = MeasureBook.orNone(one.command());
            KeptSending lift = MeasureBook.orNone(one.lift());
            at =
                    Moments.later(
                            Moments.later(command.confirmedAt(), command.failedAt()),
                            Moments.later(lift.confirmedAt(), lift.failedAt()));
        }
        return at != null && at > erasedAt;
    }

    /** No other rule would end it. What the platform does not confirm ends with its time. */
    private boolean isToBeLifted(KeptMeasure one) {
        KeptSending lift = MeasureBook.orNone(one.lift());
        boolean isSent = MeasureBook.orNone(one.command()).isSent() || lift.isSent();
        if (!one.isKnown() || !isSent) {
            return false;
        }
        long until = one.until() == null ? one.from() + rules.memoryMs() : one.until().longValue();
        return !lift.isConfirmed() && (!MeasureCommands.isOverdue(lift, nowMs) || !isDue(until));
    }

    /**
     * An erasure is no change of strikes: what counts after it begins at nothing. One of its own
     * time is what it has left of strikes that are later and were read before it.
     */
    private static StrikeCounts counts(AccountBook book, long erasedAt, Long endedAt) {
        boolean isOfAfter = book.countsAt() != null && book.countsAt() >= erasedAt;
        return isOfAfter ? book.counts() : endedAt == null ? null : ENDED;
    }

    /**
     * An offence that rests on it may be read a little later: each is informed of its fall once.
     */
    private boolean isSeenLongAgo(GroundState one) {
        return isDue(one.seenAt() + Moments.DAY_MS);
    }

    private Long endedAt(long erasedAt) {
        AccountBook book = account.book();
        boolean isUndecided = book.decisions().isEmpty() && book.proposal() == null;
        if (book.endedAt() != null || isUndecided) {
            return book.endedAt();
        }
        StandingDecided ended = Derived.of(rules.ladder(), account, nowMs).ended();
        return ended == null || !isOfErased(ended, erasedAt) ? null : Long.valueOf(ended.at());
    }

    /** A person may have ended it before the erasure was read, for what was before that. */
    private boolean isOfErased(StandingDecided ended, long erasedAt) {
        KeptOffence anchor = account.offences().get(anchor(ended.proposalId()));
        return ended.at() <= erasedAt || anchor == null || happenedAt(anchor) <= erasedAt;
    }

    /** Whenever it was read: what was before the erasure is of the erased account. */
    private static long happenedAt(KeptOffence one) {
        Long at = one.occurredAt() == null ? one.establishedAt() : one.occurredAt();
        return at == null ? one.seenAt() : at;
    }

    private static Long after(Long at, long erasedAt) {
        return at != null && at > erasedAt ? at : null;
    }

    private void drop(String offenceId) {
        KeptOffence kept = account.offences().get(offenceId);
        account.offences().remove(offenceId);
        AccountBook book = account.book();
        account.book(book.withOffences(Math.max(0, book.offences() - 1)));
        if (kept.published() != 0) {
            published.forgotten().add(new Forgotten(account.accountId(), offenceId, nowMs));
        }
    }

    private static <V> void dropIf(KeptMap<V> shelf, Predicate<V> isOver) {
        for (String id : shelf.ids()) {
            if (isOver.test(shelf.get(id))) {
                shelf.remove(id);
            }
        }
    }

    // Too much --------------------------------------------------------------------------------

    /** Offences that are over leave first, then the oldest; and they are counted. */
    void limit() {
        int many = account.offences().size() - AccountLimits.OFFENCES;
        if (many > 0) {
            Map<String, JudgedOffence> judged = Offences.at(rules.ladder(), account, nowMs);
            Set<String> admonishing = admonishing();
            List<String> leaving =
                    account.offences().ids().stream()
                            .sorted(
                                    Comparator.comparing(this::isDecidedOn)
                                            .thenComparing(
                                                    id ->
                                                            admonishing.contains(id)
                                                                    && !isFallen(judged.get(id)))
                                            .thenComparing(id -> !isOver(judged.get(id)))
                                            .thenComparing(this::isWaived)
                                            .thenComparingLong(
                                                    id -> time(account.offences().get(id)))
                                            .thenComparing(Comparator.naturalOrder()))
                            .limit(many)
                            .toList();
            leaving.forEach(this::drop);
            account.leaveOut(many);
        }
        oldest(account.warnings(), AccountLimits.WARNINGS, Forgetting::leaving);
        Leaving others = new Leaving(account);
        others.appeals();
        others.grounds();
    }

    /** Receipts alone leave first, then LIVE warnings, then the oldest. */
    private static long leaving(KeptWarning one) {
        if (!one.isKnown()) {
            return Long.MIN_VALUE;
        }
        return one.kind() == WarningKind.LIVE ? one.since() - Long.MAX_VALUE / 2 : one.since();
    }

    /** A first warning admonishes by them: without them no later offence is a strike. */
    private Set<String> admonishing() {
        return account.warnings().values().stream()
                .filter(one -> one.kind() == WarningKind.FIRST)
                .filter(one -> WarningBook.isDelivered(one) || !one.announced().isEmpty())
                .flatMap(one -> one.offences().stream())
                .collect(Collectors.toSet());
    }

    /** A service was ended for it: the decision needs it. */
    private boolean isDecidedOn(String id) {
        return account.book().decisions().stream()
                .filter(one -> one.decision() == ProposalDecision.CARRY_OUT)
                .anyMatch(one -> time(account.offences().get(id)) <= one.at());
    }

    /** Without it the offence might come back as one that was never waived. */
    private boolean isWaived(String id) {
        return account.offences().get(id).waived() != null;
    }

    private static boolean isFallen(JudgedOffence one) {
        return one != null && one.state() == OffenceState.FALLEN;
    }

    private static boolean isOver(JudgedOffence one) {
        return one != null
                && (one.state() == OffenceState.FALLEN || one.state() == OffenceState.EXPIRED);
    }

    static long time(KeptOffence one) {
        Long at = Moments.earlier(one.occurredAt(), one.establishedAt());
        return at == null ? one.seenAt() : at;
    }

    private static <V> void oldest(KeptMap<V> shelf, int most, ToLongFunction<V> time) {
        int many = shelf.size() - most;
        if (many > 0) {
            shelf.ids().stream()
                    .sorted(
                            Comparator.comparingLong((String id) -> time.applyAsLong(shelf.get(id)))
                                    .thenComparing(Comparator.naturalOrder()))
                    .limit(many)
                    .toList()
                    .forEach(shelf::remove);
        }
    }

    /** So long after, nothing is left to judge it by: what was published is believed. */
    void remember() {
        Proposal known = account.book().proposal();
        boolean isEnded = known != null && known.state() == ProposalState.CARRIED_OUT;
        if (isEnded && nowMs >= known.decidedAt() + rules.memoryMs()) {
            account.book(account.book().withEndedAt(known.decidedAt()));
        }
    }

    // Over ------------------------------------------------------------------------------------

    /**
     * What is over, and what waited a day; nothing is left once all of it is gone. Of an account
     * that was ended the facts remain as long as the decision, and then that it was ended.
     */
    void forget(StandingDecided ended) {
        rooms();
        if (ended != null && !isDue(ended.at() + rules.memoryMs())) {
            return;
        }
        if (ended != null) {
            account.book(account.book().withEndedAt(ended.at()));
        }
        for (String id : account.offences().ids()) {
            offence(id, account.offences().get(id));
        }
        for (String id : account.warnings().ids()) {
            warning(id, account.warnings().get(id));
        }
        for (String id : account.appeals().ids()) {
            appeal(id, account.appeals().get(id));
        }
        grounds();
        book();
        if (isNothingLeft()) {
            if (account.book().published() != 0) {
                published.forgotten().add(new Forgotten(account.accountId(), null, nowMs));
            }
            leaveNumber();
        }
    }

    /** Music plays on for ever: of streams that are no offence the latest rooms are kept. */
    private void rooms() {
        List<String> ofNoOffence =
                account.warnings().entries().stream()
                        .filter(one -> one.getValue().kind() == WarningKind.LIVE)
                        .filter(one -> one.getValue().offences().stream().allMatch(this::isGone))
                        .sorted(
                                Comparator.comparingLong(
                                                (Map.Entry<String, KeptWarning> one) ->
                                                        one.getValue().since())
                                        .thenComparing(Map.Entry::getKey))
                        .map(Map.Entry::getKey)
                        .toList();
        int many = Math.max(0, ofNoOffence.size() - AccountLimits.ROOMS);
        ofNoOffence.subList(0, many).forEach(account.warnings()::remove);
    }

    private boolean isDue(long atMs) {
        published.again(atMs);
        return nowMs >= atMs;
    }

    /** Without a ground that has fallen what rests on it would accuse again. */
    private void grounds() {
        Set<String> restedOn = account.grounds().size() == 0 ? Set.of() : Leaving.restedOn(account);
        for (String id : account.grounds().ids()) {
            GroundState one = account.grounds().get(id);
            if (isDue(one.at() + rules.memoryMs())
                    && !Leaving.isNeeded(account, one, restedOn)
                    && isSeenLongAgo(one)) {
                account.grounds().remove(id);
            }
        }
    }

    private void offence(String id, KeptOffence kept) {
        if (kept.known()) {
            boolean isOne =
                    kept.establishedAt() != null
                            || rules.ladder().establish() == StrikeLadder.Establish.VERDICT;
            Long last = Moments.later(kept.occurredAt(), kept.establishedAt());
            last = isOne && last != null ? last : kept.seenAt();
            if (isDue(last + (isOne ? rules.memoryMs() : UNESTABLISHED_MS))) {
                drop(id);
            }
        } else if (isDue(kept.seenAt() + Moments.DAY_MS)) {
            refuse(
                    "OFFENCE_UNKNOWN",
                    "offenceId: expected an offence of the account, got '"
                            + id
                            + "' and nothing about it for a day; look at the account's offences",
                    id,
                    kept.position(),
                    kept.seenAt());
            drop(id);
        }
    }

    private void warning(String id, KeptWarning kept) {
        if (kept.isKnown()) {
            boolean isOfOffence =
                    kept.kind() != WarningKind.LIVE
                            || kept.offences().stream().noneMatch(this::isGone);
            if (isDue(kept.issuedAt() + (isOfOffence ? rules.memoryMs() : UNESTABLISHED_MS))) {
                account.warnings().remove(id);
            }
        } else if (isDue(kept.seenAt() + Moments.DAY_MS)) {
            refuse(
                    "WARNING_UNKNOWN",
                    "warningId: expected a warning of the account, got '"
                            + id
                            + "' and no such warning for a day; send the id of the warning as it"
                            + " was published",
                    id,
                    kept.position(),
                    kept.seenAt());
            account.warnings().remove(id);
        }
    }

    private void appeal(String id, KeptAppeal kept) {
        boolean isKnown =
                kept.filedAt() != null
                        && (kept.offenceId() == null
                                || account.offences().get(kept.offenceId()) != null);
        if (isDue(kept.seenAt() + rules.memoryMs())) {
            account.appeals().remove(id);
        } else if (isKnown && !kept.known()) {
            account.appeals().put(id, kept.with().known(true).position(null).build());
        } else if (!isKnown && !kept.known() && isDue(kept.seenAt() + Moments.DAY_MS)) {
            boolean isFiled = kept.filedAt() != null;
            refuse(
                    isFiled ? "OFFENCE_UNKNOWN" : "APPEAL_UNKNOWN",
                    isFiled
                            ? "offenceId: expected an offence of the account, got '"
                                    + kept.offenceId()
                                    + "' and nothing about it for a day; file the appeal with the"
                                    + " id of the offence as it was published"
                            : "appealId: expected an appeal of the account, got '"
                                    + id
                                    + "' and no such appeal for a day; decide one that was filed",
                    id,
                    kept.position(),
                    kept.seenAt());
            account.appeals().remove(id);
        }
    }

    /**
     * What is overdue at the first fold of an account was read again at a start without state, and
     * answered in its time: what it is about may be forgotten. What was named about the time of an
     * erasure may be of before it: nothing is kept that it could be judged by.
     */
    private void refuse(
            String reason, String message, String key, RecordPosition position, long seenAt) {
        Long erasedAt = account.book().erasedAt();
        if (isFirst || erasedAt != null && seenAt <= erasedAt + Moments.DAY_MS) {
            return;
        }
        published.refused().add(new FoldOutput.Refused(reason, message, key, position));
    }

    private void book() {
        AccountBook book = account.book();
        account.book(
                book.with()
                        .decisions(
                                book.decisions().stream()
                                        .filter(one -> !isDue(one.at() + rules.memoryMs()))
                                        .toList())
                        .educated(
                                book.educated().stream()
                                        .filter(at -> !isDue(at + rules.memoryMs()))
                                        .toList())
                        .build());
        if (rules.ladder().educationForgives() > 0) {
            book.educated().forEach(at -> published.again(at + Moments.YEAR_MS));
        }
    }

    /** Numbers of strike.changed never begin anew: of an account that had one the last remains. */
    private void leaveNumber() {
        AccountBook book = account.book();
        if (book.seq() == 0) {
            published.nothingLeft();
        } else {
            account.book(
                    AccountBook.EMPTY
                            .with()
                            .seq(book.seq())
                            .foldedAt(book.foldedAt())
                            .foldAt(book.foldAt())
                            .timerAt(book.timerAt())
                            .build());
            published.nothingEnds();
        }
    }

    private boolean isNothingLeft() {
        AccountBook book = account.book();
        boolean isKept =
                book.endedAt() != null
                        || book.openedAt() != null
                        || !book.offending().isEmpty()
                        || book.erasedAt() != null && !isDue(book.erasedAt() + rules.memoryMs())
                        || book.linkedAt() != null && !isDue(book.linkedAt() + rules.memoryMs());
        return !isKept
                && account.offences().size() == 0
                && account.warnings().size() == 0
                && account.appeals().size() == 0
                && account.grounds().size() == 0
                && book.decisions().isEmpty()
                && book.educated().isEmpty()
                && book.measures().isEmpty()
                && book.reports().isEmpty()
                && book.unread().isEmpty()
                && StrikeCounts.NONE.equals(book.lastCounts());
    }
}
