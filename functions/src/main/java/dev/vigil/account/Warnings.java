package dev.vigil.account;

import dev.vigil.schema.account.KeptMeasure;
import dev.vigil.schema.account.KeptWarning;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.LiveWarning;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.ProposalState;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which warnings are due. Each offence that stands is named by one; offences that come later join
 * it as a revision. One whose offences have all fallen is void, and the user is informed.
 */
final class Warnings {
    private static final int MAX_OFFENCES = 100;
    private static final String RELIEVED = "/RELIEVED";

    private final LedgerRules rules;
    private final Account account;
    private final Derived derived;
    private final FoldOutput published;
    private final WarningLetter letter;
    private final long nowMs;

    Warnings(LedgerRules rules, Account account, Derived derived, FoldOutput published) {
        this.rules = rules;
        this.account = account;
        this.derived = derived;
        this.published = published;
        this.letter = new WarningLetter(rules, account, derived);
        this.nowMs = derived.nowMs();
    }

    void publish() {
        voidFallen();
        remind();
        inRooms();
        // A ladder that is only tried sends no warning; what was sent before is taken back all the
        // same.
        if (!rules.ladder().shadow()) {
            ofStrikes();
            first();
            proposal();
            ended();
        }
        relieve();
        repeat();
    }

    // Issuing -----------------------------------------------------------------------------------

    private void issue(String id, WarningKind kind, Collection<String> offences) {
        KeptWarning next = issued(id, kind, offences);
        published.warnings().add(letter.of(id, next));
    }

    private KeptWarning issued(String id, WarningKind kind, Collection<String> offences) {
        KeptWarning known = account.warnings().get(id);
        KeptWarning base = known == null ? WarningBook.named(nowMs, null) : known;
        KeptWarning next =
                base.naming(withThoseOfBefore(kind, base, offences), nowMs)
                        .with()
                        .kind(kind)
                        .revision(base.revision() + 1)
                        .attempt(1)
                        .issuedAt(nowMs)
                        .failed(List.of())
                        .position(null)
                        .build();
        account.warnings().put(id, next);
        return next;
    }

    /**
     * One that is issued again after it was void still names what it named: the user had that, and
     * it may stand again.
     */
    private List<String> withThoseOfBefore(
            WarningKind kind, KeptWarning before, Collection<String> offences) {
        boolean isUnited = kind == WarningKind.FIRST || kind == WarningKind.STRIKE;
        Stream<String> left =
                before.offences().stream().filter(id -> isUnited && derived.offence(id) != null);
        return Stream.concat(offences.stream(), left).distinct().limit(MAX_OFFENCES).toList();
    }

    /**
     * A stream and a work are named once while the work goes on, and once more where a time is
     * given; whatever the ladder is.
     */
    private void inRooms() {
        for (LiveWarning one : account.book().live()) {
            String id = LiveWarnings.id(account, one);
            KeptWarning known = account.warnings().get(id);
            if (LiveWarnings.isNews(known, one) && nowMs < one.at() + LiveWarnings.LATE_MS) {
                KeptWarning next =
                        issued(id, WarningKind.LIVE, List.of(one.offenceId()))
                                .withRevision(LiveWarnings.revision(one));
                account.warnings().put(id, next);
                published.warnings().add(letter.of(id, next, one));
            }
        }
        account.book(account.book().withLive(List.of()));
    }

    private List<Map.Entry<String, KeptWarning>> standing(WarningKind kind) {
        return account.warnings().entries().stream()
                .filter(one -> one.getValue().kind() == kind)
                .filter(one -> !isVoid(one.getKey(), one.getValue()))
                .toList();
    }

    static String liftedId(String warningId) {
        return warningId + "/LIFTED";
    }

    private boolean isVoid(String id, KeptWarning warning) {
        return isVoid(account, id, warning);
    }

    /** It was lifted, and not issued again since. */
    static boolean isVoid(Account account, String id, KeptWarning warning) {
        KeptWarning lifted = account.warnings().get(liftedId(id));
        return lifted != null && lifted.isKnown() && lifted.issuedAt() >= warning.issuedAt();
    }

    /** A year that was missed is not made up for. */
    private void remind() {
        Long openedAt = account.book().openedAt();
        if (openedAt == null || derived.ended() != null || account.book().endedAt() != null) {
            return;
        }
        long year = Math.max(0, nowMs - openedAt) / Moments.YEAR_MS + 1;
        String prefix = reminders();
        String id = prefix + year;
        KeptWarning known = account.warnings().get(id);
        if (known == null || !known.isKnown()) {
            issue(id, WarningKind.REMINDER, List.of());
        }
        for (String other : account.warnings().ids()) {
            if (other.startsWith(prefix) && !other.equals(id)) {
                account.warnings().remove(other);
            }
        }
        published.again(openedAt + year * Moments.YEAR_MS);
    }

    /**
     * The platform's clock may be ahead of the watermark: a letter is not issued before the measure
     * that it reports.
     */
    private boolean hasBegun(String offenceId) {
        long at = derived.offence(offenceId).establishedAt();
        published.again(at);
        return at <= nowMs;
    }

    private void ofStrikes() {
        Map<String, Map.Entry<String, KeptWarning>> naming = new HashMap<>();
        for (Map.Entry<String, KeptWarning> one : standing(WarningKind.STRIKE)) {
            named(one).forEach(id -> naming.putIfAbsent(id, one));
        }
        for (Incident strike : derived.strikes()) {
            List<String> missing =
                    strike.offences().stream()
                            .filter(id -> !naming.containsKey(id))
                            .filter(this::hasBegun)
                            .toList();
            if (missing.isEmpty()) {
                continue;
            }
            if (strike.offences().stream().noneMatch(naming::containsKey)) {
                issue(account.id(WarningKind.STRIKE, strike.anchor()), WarningKind.STRIKE, missing);
            } else {
                Map.Entry<String, KeptWarning> first =
                        strike.offences().stream()
                                .map(naming::get)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow();
                join(first.getKey(), first.getValue(), missing);
            }
        }
    }

    /** But for those that come back after the user was informed that they are void. */
    private List<String> named(Map.Entry<String, KeptWarning> one) {
        KeptWarning lifted = account.warnings().get(liftedId(one.getKey()));
        List<String> all = one.getValue().offences();
        return lifted == null || !lifted.isKnown()
                ? all
                : all.stream().filter(id -> !isBack(id, lifted.issuedAt())).toList();
    }

    /** By what was published it had fallen then, and until now. */
    private boolean isBack(String offenceId, long liftedAt) {
        JudgedOffence offence = derived.offence(offenceId);
        return offence != null && offence.isStanding() && offence.hadFallen(liftedAt);
    }

    private static boolean names(KeptWarning warning, List<String> offences) {
        return warning.offences().stream().anyMatch(offences::contains);
    }

    private void join(String id, KeptWarning warning, List<String> more) {
        if (!more.isEmpty() && warning.offences().size() < MAX_OFFENCES) {
            Set<String> all = new LinkedHashSet<>(warning.offences());
            all.addAll(more);
            issue(id, warning.kind(), all);
        }
    }

    /**
     * One at a time; those before it are void, or full. Its id names the earliest offence that it
     * began with: that never comes again, as a number would once the account is forgotten.
     */
    private void first() {
        Set<String> named = new HashSet<>();
        standing(WarningKind.FIRST).forEach(one -> named.addAll(named(one)));
        standing(WarningKind.STRIKE).forEach(one -> named.addAll(named(one)));
        List<String> unnamed =
                derived.offences().values().stream()
                        .filter(JudgedOffence::isStanding)
                        .map(JudgedOffence::id)
                        .filter(id -> !named.contains(id))
                        .filter(this::hasBegun)
                        .toList();
        List<String> left = new ArrayList<>(unnamed);
        for (Map.Entry<String, KeptWarning> open : standing(WarningKind.FIRST)) {
            int room = MAX_OFFENCES - open.getValue().offences().size();
            List<String> joining = left.subList(0, Math.min(room, left.size()));
            join(open.getKey(), open.getValue(), List.copyOf(joining));
            joining.clear();
        }
        while (!left.isEmpty()) {
            List<String> next = left.subList(0, Math.min(MAX_OFFENCES, left.size()));
            String earliest =
                    next.stream()
                            .min(
                                    Comparator.comparingLong(this::time)
                                            .thenComparing(Comparator.naturalOrder()))
                            .orElseThrow();
            issue(account.id(WarningKind.FIRST, earliest), WarningKind.FIRST, List.copyOf(next));
            next.clear();
        }
    }

    private long time(String offenceId) {
        return Forgetting.time(derived.offence(offenceId).kept());
    }

    /** After an erasure years begin anew: its time keeps them from those before. */
    private String reminders() {
        Long erasedAt = account.book().erasedAt();
        return account.id(WarningKind.REMINDER, erasedAt == null ? "" : erasedAt + "-");
    }

    private void proposal() {
        Incident open = derived.open();
        boolean isToldOf =
                open == null
                        || standing(WarningKind.PROPOSAL).stream()
                                .anyMatch(one -> names(one.getValue(), open.offences()));
        if (!isToldOf && open.offences().stream().allMatch(this::hasBegun)) {
            issue(
                    account.id(WarningKind.PROPOSAL, open.anchor()),
                    WarningKind.PROPOSAL,
                    open.offences());
        }
    }

    private void ended() {
        if (derived.ended() == null) {
            return;
        }
        String proposalId = derived.ended().proposalId();
        String anchor = proposalId.substring(account.id("proposal", "").length());
        String id = account.id(WarningKind.ENDED, anchor);
        KeptWarning known = account.warnings().get(id);
        if (known == null || !known.isKnown() || isVoid(id, known)) {
            issue(id, WarningKind.ENDED, List.of(anchor));
        }
    }

    // Void and repeated ---------------------------------------------------------------------------

    private void voidFallen() {
        for (String id : account.warnings().ids()) {
            KeptWarning warning = account.warnings().get(id);
            if (warning.isKnown() && hasFallen(warning) && !isVoid(id, warning)) {
                issue(liftedId(id), WarningKind.LIFTED, warning.offences());
            }
        }
    }

    private boolean hasFallen(KeptWarning warning) {
        return switch (warning.kind()) {
            case FIRST -> warning.offences().stream().allMatch(this::hasFallen);
            case STRIKE -> warning.offences().stream().allMatch(this::isNoStrike);
            case PROPOSAL ->
                    isOver(derived.proposal())
                            && derived.offences().values().stream()
                                    .filter(one -> one.establishedAt() != null)
                                    .filter(one -> one.establishedAt() <= warning.issuedAt())
                                    .filter(one -> !one.hadFallen(warning.issuedAt()))
                                    .anyMatch(one -> hasFallen(one.id()));
            case ENDED -> derived.ended() == null && account.book().endedAt() == null;
            case REMINDER, LIFTED, RELIEVED, LIVE -> false;
        };
    }

    /**
     * Of an appeal against a measure: the warning of its strike remains, and the user is informed.
     */
    private void relieve() {
        Set<String> overturned = Measures.overturned(account);
        for (KeptMeasure one : account.book().measures()) {
            String id = one.commandId(account.accountId()) + RELIEVED;
            boolean isRelieved =
                    one.isKnown()
                            && one.measure() != Measure.SERVICE_ENDED
                            && overturned.contains(one.id())
                            && MeasureBook.orNone(one.lift()).isSent()
                            && (one.until() == null || one.lift().issuedAt() < one.until());
            KeptWarning known = account.warnings().get(id);
            if (isRelieved && (known == null || !known.isKnown())) {
                issue(id, WarningKind.RELIEVED, List.of());
            }
        }
    }

    /** The command of the measure that is over, of the id of such a warning. */
    static String relievedCommand(String id) {
        return id.substring(0, id.length() - RELIEVED.length());
    }

    static String relieved(String id) {
        String measure = relievedCommand(id).replaceFirst("/[0-9]+$", "");
        return measure.substring(measure.lastIndexOf('/') + 1);
    }

    private static boolean isOver(Proposal proposal) {
        return proposal == null || proposal.state() == ProposalState.VOID;
    }

    /** One that is no longer kept has not fallen: it was dropped for want of room. */
    private boolean hasFallen(String offenceId) {
        JudgedOffence offence = derived.offence(offenceId);
        return offence != null && offence.state() == OffenceState.FALLEN;
    }

    /** It has fallen, or what admonished before it has. */
    private boolean isNoStrike(String offenceId) {
        JudgedOffence offence = derived.offence(offenceId);
        return offence != null
                && offence.state() != OffenceState.EXPIRED
                && !derived.ifUpheld().contains(offenceId);
    }

    /**
     * What is disputed has reached the user; what is declined, expired or has fallen is no longer
     * to: neither is sent again or announced, and no person is called for it.
     */
    static boolean isStill(Derived derived, KeptWarning warning) {
        return switch (warning.kind()) {
            case FIRST ->
                    warning.offences().stream()
                            .map(derived::offence)
                            .anyMatch(one -> one != null && one.isStanding());
            case STRIKE ->
                    derived.strikes().stream().anyMatch(one -> names(warning, one.offences()));
            case PROPOSAL -> derived.open() != null && names(warning, derived.open().offences());
            case ENDED -> derived.counts().step() == LadderStep.ENDED;
            case REMINDER, LIFTED, RELIEVED, LIVE -> true;
        };
    }

    private void repeat() {
        boolean isWithoutState = account.book().foldedAt() == null;
        for (String id : account.warnings().ids()) {
            KeptWarning known = account.warnings().get(id);
            KeptWarning warning =
                    WarningBook.thinned(isWithoutState ? WarningBook.ofRevision(known) : known);
            if (!warning.equals(known)) {
                account.warnings().put(id, warning);
            }
            Long retryAt = warning.isKnown() ? WarningBook.retryAt(warning) : null;
            if (retryAt == null || isVoid(id, warning) || !isStill(derived, warning)) {
                continue;
            }
            if (nowMs < retryAt) {
                published.again(retryAt);
                continue;
            }
            KeptWarning next = warning.withAttempt(warning.attempt() + 1);
            account.warnings().put(id, next);
            published.warnings().add(letter.of(id, next));
            published.again(WarningBook.retryAt(next));
        }
    }
}
