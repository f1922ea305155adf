package dev.vigil.account;

import dev.vigil.account.Derived.InForce;
import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.AccountCause;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AccountStandingBuilder;
import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptOffence;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.OffenceChangedBuilder;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.StrikeChangedBuilder;
import dev.vigil.schema.account.StrikeCounts;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What all facts about an account come to, and what of it is not published yet. Order and
 * repetition of the facts don't matter: each fold derives everything anew.
 */
public final class Fold {
    private static final int MAX_UNREAD = 20;

    private static final int MAX_RESTRICTIONS = 8;
    private static final int MAX_UNLINKED = 20;

    /** A strike that was sent is looked for again, as after a start nothing else may happen. */
    private static final long UNREAD_MS = 60_000;

    private final LedgerRules rules;
    private final StrikeLadder ladder;

    public Fold(LedgerRules rules) {
        this.rules = rules;
        this.ladder = rules.ladder();
    }

    /**
     * @param account all that is kept of it; what changes is changed in it
     * @param nowMs event time (UTC epoch ms)
     * @param incarnation of the operator, another one after each start: a strike that an earlier
     *     one sent and that has not come back by now is lost
     */
    public FoldOutput at(Account account, long nowMs, long incarnation) {
        FoldOutput published = new FoldOutput(nowMs);
        Forgetting forgetting = new Forgetting(rules, account, published, nowMs);
        Decisions decisions = new Decisions(rules, account, published);
        if (account.book().erasedAt() != null) {
            decisions.takeUp(account.book().erasedAt());
        }
        forgetting.erase();
        forgetting.limit();
        forgetting.remember();
        sendAgain(account, incarnation, published);
        decisions.takeUp(Long.MAX_VALUE);
        Derived derived = Derived.of(ladder, account, nowMs);
        AccountCause fact = account.book().cause();
        AccountCause expiry = lastExpiry(account, derived);
        AccountCause other = new AccountCause(ladder.version(), "LADDER", nowMs);
        offences(account, derived, first(fact, expiry, other).at(), published);
        AccountCause cause = first(latest(fact, expiry), other);
        strikes(account, derived.counts(), cause, published);
        account.book(account.book().withProposal(derived.proposal()));
        new MeasureCommands(rules, account, derived, published).publish();
        new Warnings(rules, account, derived, published).publish();
        new Reports(rules, account, derived, published).publish();
        new Alerts(ladder, account, derived, published).publish();
        standing(account, derived, cause, published);
        boolean isUnread = !account.book().unread().isEmpty();
        if (isUnread) {
            published.lookForUnread(nowMs + UNREAD_MS);
        }
        account.book(
                account.book()
                        .with()
                        .cause(null)
                        .foldedAt(nowMs)
                        .reread(false)
                        .unreadBy(isUnread ? incarnation : null)
                        .build());
        forgetting.forget(derived.ended());
        return published;
    }

    private static void sendAgain(Account account, long incarnation, FoldOutput published) {
        AccountBook book = account.book();
        if (!Objects.equals(book.unreadBy(), incarnation)) {
            published.strikes().addAll(book.unread());
        }
    }

    // What a change follows from -----------------------------------------------------------

    private static AccountCause first(AccountCause... causes) {
        return Stream.of(causes).filter(Objects::nonNull).findFirst().orElseThrow();
    }

    /** After an outage both may be of one fold: a change is never earlier than the one before. */
    private static AccountCause latest(AccountCause fact, AccountCause expiry) {
        boolean isExpiry = fact == null || expiry != null && expiry.at() > fact.at();
        return isExpiry ? expiry : fact;
    }

    /** The last one since the last fold; null for none. */
    private AccountCause lastExpiry(Account account, Derived derived) {
        AccountBook book = account.book();
        return derived.offences().values().stream()
                .filter(one -> one.state() == OffenceState.EXPIRED)
                .filter(one -> book.foldedAt() == null || book.foldedAt() < expiry(one))
                .max(Comparator.comparingLong(this::expiry).thenComparing(JudgedOffence::id))
                .map(one -> new AccountCause(one.id(), "EXPIRY", expiry(one)))
                .orElse(null);
    }

    private long expiry(JudgedOffence offence) {
        return offence.establishedAt() + ladder.strikeMs();
    }

    // The difference ------------------------------------------------------------------------

    /**
     * @param factAt what falls is of a fact, whatever expires meanwhile
     */
    private void offences(Account account, Derived derived, long factAt, FoldOutput published) {
        for (JudgedOffence one : derived.offences().values()) {
            KeptOffence kept = one.kept();
            boolean isPublic = one.state() != OffenceState.SEEN && one.establishedAt() != null;
            if (!isPublic && kept.published() == 0) {
                continue;
            }
            long digest = one.digest();
            if (digest != kept.published()) {
                long at = changedAt(one, factAt);
                published.offences().add(changed(account, one, at));
                account.offences().put(one.id(), kept(one, digest, at));
            }
            if (one.establishedAt() != null && one.state() != OffenceState.FALLEN) {
                published.again(expiry(one));
            }
        }
    }

    private long changedAt(JudgedOffence one, long factAt) {
        if (one.state() == OffenceState.EXPIRED) {
            return expiry(one);
        }
        // News of one that has fallen are no other fall.
        boolean hadFallen = one.state() == OffenceState.FALLEN && one.kept().changedAt() != null;
        return hadFallen ? one.kept().changedAt() : factAt;
    }

    private static OffenceChanged changed(Account account, JudgedOffence one, long at) {
        return OffenceChangedBuilder.builder()
                .offence(one.whole(account.accountId()))
                .state(one.state())
                .fallen(one.fallen())
                .overturned(one.overturned())
                .disputed(one.disputed().stream().limit(64).toList())
                .waivedBy(one.waivedBy())
                .changedAt(at)
                .build();
    }

    private static KeptOffence kept(JudgedOffence one, long digest, long at) {
        return one.kept()
                .with()
                .published(digest)
                .changedAt(one.state() == OffenceState.FALLEN ? at : null)
                .build();
    }

    private void strikes(
            Account account, StrikeCounts counts, AccountCause cause, FoldOutput published) {
        AccountBook book = account.book();
        StrikeCounts before = book.lastCounts();
        if (counts.equals(before)) {
            return;
        }
        // A receipt may be read late: a change is never earlier than the one before.
        long at = Math.max(cause.at(), book.countsAt() == null ? 0 : book.countsAt());
        StrikeChanged strike =
                StrikeChangedBuilder.builder()
                        .accountId(account.accountId())
                        .seq(book.seq() + 1)
                        .causeId(cause.id())
                        .causeKind(cause.kind())
                        .offencesBefore(before.offences())
                        .offencesAfter(counts.offences())
                        .strikesBefore(before.strikes())
                        .strikesAfter(counts.strikes())
                        .pending(counts.pending())
                        .stepBefore(before.step())
                        .stepAfter(counts.step())
                        .ladderVersion(ladder.version())
                        .shadow(ladder.shadow() ? true : null)
                        .at(at)
                        .build();
        published.strikes().add(strike);
        List<StrikeChanged> unread = new ArrayList<>(book.unread());
        unread.add(strike);
        account.book(
                book.with()
                        .seq(strike.seq())
                        .counts(counts)
                        .countsAt(strike.at())
                        .unread(
                                List.copyOf(
                                        unread.subList(
                                                Math.max(0, unread.size() - MAX_UNREAD),
                                                unread.size())))
                        .build());
    }

    private void standing(
            Account account, Derived derived, AccountCause cause, FoldOutput published) {
        AccountStanding standing = standing(account, derived, cause.at(), published);
        long digest = Digest.of(standing);
        AccountBook book = account.book();
        boolean isPlain = book.published() == 0 && isPlain(standing);
        if (digest != book.published() && !isPlain) {
            published.standings().add(standing);
            account.book(
                    book.with()
                            .published(digest)
                            .named(both(standing.linked(), standing.unlinked()))
                            .build());
        }
    }

    static List<String> both(List<String> linked, List<String> unlinked) {
        return Stream.concat(linked.stream(), unlinked.stream()).sorted().toList();
    }

    /** Nothing to publish of an account of which nothing was ever published. */
    private static boolean isPlain(AccountStanding standing) {
        return standing.offences() == 0
                && standing.pending() == 0
                && standing.linked().isEmpty()
                && standing.erasedAt() == null
                && standing.proposal() == null
                && standing.leftOut() == null;
    }

    private AccountStanding standing(
            Account account, Derived derived, long at, FoldOutput published) {
        AccountBook book = account.book();
        List<JudgedOffence> standing =
                derived.offences().values().stream().filter(JudgedOffence::isStanding).toList();
        return AccountStandingBuilder.builder()
                .accountId(account.accountId())
                .seq(book.seq())
                .step(derived.counts().step())
                .strikes(strikes(account, derived))
                .pending(derived.counts().pending())
                .offences(standing.size())
                .warnings(derived.warnings())
                .restrictions(restrictions(account, derived))
                .proposal(derived.proposal())
                .nextChangeAt(nextChange(derived, published))
                .endedAt(
                        derived.ended() == null
                                ? book.endedAt()
                                : Long.valueOf(derived.ended().at()))
                .erasedAt(book.erasedAt())
                .linked(book.linked())
                .unlinked(
                        book.named().stream()
                                .filter(id -> !book.linked().contains(id))
                                .limit(MAX_UNLINKED)
                                .toList())
                .leftOut(book.leftOut() == 0 ? null : book.leftOut())
                .ladderVersion(ladder.version())
                .shadow(ladder.shadow() ? true : null)
                .at(at)
                .build();
    }

    private static List<Strike> strikes(Account account, Derived derived) {
        return Incident.strikes(
                account,
                derived.strikes().stream()
                        .sorted(
                                Comparator.comparingLong(
                                        incident ->
                                                derived.offence(incident.anchor())
                                                        .kept()
                                                        .occurredAt()))
                        .toList());
    }

    private static List<Restriction> restrictions(Account account, Derived derived) {
        List<KeptMeasure> known = account.book().measures();
        return shown(derived.measures()).stream()
                .map(
                        one ->
                                one.restriction(
                                        account.accountId(),
                                        MeasureCommands.latest(known, one.id())))
                .toList();
    }

    /** Those that end first are left out, but for the last of each measure. */
    private static List<InForce> shown(List<InForce> measures) {
        if (measures.size() <= MAX_RESTRICTIONS) {
            return measures;
        }
        Set<Measure> kinds = EnumSet.noneOf(Measure.class);
        List<InForce> first = new ArrayList<>();
        List<InForce> others = new ArrayList<>();
        measures.forEach(one -> (kinds.add(one.measure()) ? first : others).add(one));
        first.addAll(others);
        return first.subList(0, MAX_RESTRICTIONS);
    }

    /** Also of measures that the standing leaves out. */
    private Long nextChange(Derived derived, FoldOutput published) {
        Long next = derived.warningEndsAt();
        for (JudgedOffence one : derived.offences().values()) {
            boolean ends =
                    one.state() == OffenceState.STANDING || one.state() == OffenceState.SUSPENDED;
            next = ends ? Moments.earlier(next, expiry(one)) : next;
        }
        for (InForce one : derived.measures()) {
            next = Moments.earlier(next, one.until());
        }
        Long decideBy = derived.proposal() == null ? null : derived.proposal().decideBy();
        if (decideBy != null && decideBy > derived.nowMs()) {
            next = Moments.earlier(next, decideBy);
        }
        published.again(next);
        return next;
    }
}
