package dev.vigil.account;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ProposalDecision;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.StandingDecided;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an account comes to, written from the rules alone (job/docs/domain.md) and as simply as they
 * read: no state, no code in common with the fold, every question asked of the list of facts. With
 * a fault it is a subject that the properties must catch. What is asked most often is asked once:
 * the facts don't change.
 *
 * <p>A warning admonishes before an offence if it was delivered before that happened. It does so by
 * the offences that it named when it was delivered, which are those of then: one that joined it
 * later was in no letter that the user had.
 */
public final class NaiveStanding {
    private static final long DAY = 86_400_000L;
    private static final long YEAR = 365 * DAY;

    /** Faults that must be caught. */
    public enum Fault {
        NONE,
        INCIDENT_OPENED_ON_ARRIVAL,
        KEY_IS_THE_VERDICT,
        ADMONISHED_BY_ISSUE,
        ADMONISHED_BY_WHAT_JOINED_LATER,
        A_REVERSAL_TAKES_ONE_OFF,
        EXPIRY_FROM_THE_ANCHOR,
        SUSPENDED_COUNTS,
        UPHELD_IS_DATED_ANEW,
        EXPIRES_A_MILLISECOND_LATE,
        SEEN_COUNTS,
        OWNERS_WISH_COUNTS,
        FALLEN_BY_ACCOUNT,
        ENDED_BY_TIME,
        DECLINED_IS_PROPOSED_AGAIN,
        DEFERRED_WITHOUT_END,
        MEASURE_RUNS_FROM_THE_LAST_OFFENCE,
        APPEAL_AGAINST_A_MEASURE_IS_IGNORED,
        A_COURSE_FORGIVES_FOR_GOOD,
        ERASURE_TAKES_WHAT_WAS_READ_BEFORE_IT
    }

    /**
     * What differs between ladders of the tests.
     *
     * @param before from this many strikes on it was proposed to end the service until then
     * @param since when another ladder came to apply
     * @param proposes from this many since
     * @param forgives strikes that courses of a year forgive, at most
     */
    public record Ladder(int before, long since, int proposes, int forgives) {
        public static final Ladder DEFAULT = forgiving(0);

        public static Ladder forgiving(int strikes) {
            return new Ladder(3, Long.MIN_VALUE, 3, strikes);
        }

        /** Milder from then on. */
        public static Ladder milderSince(long at) {
            return new Ladder(3, at, 4, 0);
        }

        int proposes(long at) {
            return at < since ? before : proposes;
        }
    }

    /**
     * What is compared. Times are relative to the moment.
     *
     * @param strikes when the earliest offence of each happened
     * @param states of offences that are published
     * @param measures step/offence/measure, from and until
     * @param proposal the one that is open, deferred or carried out; empty for none
     */
    public record Result(
            List<Long> strikes,
            int pending,
            int offences,
            int warnings,
            Map<String, String> states,
            String step,
            Set<String> measures,
            String proposal) {

        /** A standing names eight measures. */
        public Result {
            measures = measures.size() < 8 ? measures : Set.of("eight or more");
        }

        public int many() {
            return strikes.size();
        }

        Result ended() {
            return new Result(
                    strikes, pending, offences, warnings, states, "ENDED", measures, proposal);
        }

        /** Of an account of which nothing else is to be said a standing is not published. */
        public Result published() {
            boolean isPlain = offences == 0 && pending == 0 && proposal.isEmpty();
            return isPlain
                    ? new Result(strikes, pending, offences, 0, states, step, measures, proposal)
                    : this;
        }
    }

    /**
     * A strike.
     *
     * @param from since when it counts
     */
    private record Strike(List<Offence> offences, long from) {
        Offence anchor() {
            return offences.get(0);
        }

        boolean holds(String offenceId) {
            return offences.stream().anyMatch(o -> o.offenceId().equals(offenceId));
        }
    }

    private record Delivery(String warning, long at, List<String> warned) {}

    private final List<AccountFact> facts;
    private final long t;
    private final Ladder ladder;
    private final Fault fault;
    private final List<StandingDecided> taken;
    private final List<Offence> offences;
    private List<Delivery> deliveries;
    private final Map<Boolean, List<Strike>> ranked = new HashMap<>();
    private Optional<StandingDecided> ended = Optional.empty();
    private boolean endIsKnown;

    private NaiveStanding(
            List<AccountFact> facts,
            long t,
            Ladder ladder,
            Fault fault,
            List<StandingDecided> taken) {
        this.facts = facts;
        this.t = t;
        this.ladder = ladder;
        this.fault = fault;
        this.offences = offences(facts);
        this.taken = taken == null ? takenUp() : taken;
    }

    public static Result of(List<AccountFact> facts, long t, Ladder ladder) {
        return of(facts, t, ladder, Fault.NONE);
    }

    /**
     * @param facts in the order in which they were read, some of them twice
     */
    public static Result of(List<AccountFact> facts, long t, Ladder ladder, Fault fault) {
        Result result = new NaiveStanding(left(facts, fault), t, ladder, fault, null).result();
        return wasEnded(facts, ladder) ? result.ended() : result;
    }

    /** Of all that was before an erasure that the service was ended remains. */
    private static boolean wasEnded(List<AccountFact> facts, Ladder ladder) {
        long erasedAt = erasedAt(facts);
        List<AccountFact> before = new ArrayList<>();
        for (AccountFact f : facts) {
            boolean isOfIt = f.kind() != Kind.ERASED && happenedAt(f) <= erasedAt;
            if (isOfIt || f.kind() == Kind.DECIDED) {
                before.add(f);
            }
        }
        boolean isDecided = before.stream().anyMatch(f -> f.kind() == Kind.DECIDED);
        return erasedAt != Long.MIN_VALUE
                && isDecided
                && new NaiveStanding(before, erasedAt, ladder, Fault.NONE, null).ended() != null;
    }

    private static long erasedAt(List<AccountFact> facts) {
        long erasedAt = Long.MIN_VALUE;
        for (AccountFact f : facts) {
            erasedAt = f.kind() == Kind.ERASED ? Math.max(erasedAt, f.time()) : erasedAt;
        }
        return erasedAt;
    }

    private Result result() {
        Map<String, String> states = new TreeMap<>();
        int standing = 0;
        for (Offence o : offences) {
            if (established(o) != null) {
                states.put(o.offenceId(), state(o));
                standing += state(o).equals("STANDING") ? 1 : 0;
            }
        }
        List<Long> strikes =
                ranked(false).stream().map(s -> s.anchor().occurredAt() - t).sorted().toList();
        return new Result(
                strikes(strikes),
                ranked(true).size(),
                standing,
                admonitionsNow(),
                states,
                step(),
                measures(),
                proposal());
    }

    private List<Long> strikes(List<Long> derived) {
        return switch (fault) {
            case A_REVERSAL_TAKES_ONE_OFF ->
                    new ArrayList<>(derived)
                            .subList(0, Math.min(derived.size(), everCounted() - reversals()));
            case INCIDENT_OPENED_ON_ARRIVAL -> opened(counted(false));
            case EXPIRY_FROM_THE_ANCHOR -> byAnchor(counted(false));
            case KEY_IS_THE_VERDICT ->
                    counted(false).stream().map(o -> o.occurredAt() - t).sorted().toList();
            default -> derived;
        };
    }

    // Erasure -----------------------------------------------------------------------------------

    /** All that was before an erasure goes; a ground is of no account. */
    private static List<AccountFact> left(List<AccountFact> facts, Fault fault) {
        List<AccountFact> left = new ArrayList<>();
        long erasedAt = erasedAt(facts);
        boolean isRead = false;
        for (AccountFact f : facts) {
            boolean goes = f.kind() != Kind.GROUND && happenedAt(f) <= erasedAt;
            if (fault == Fault.ERASURE_TAKES_WHAT_WAS_READ_BEFORE_IT) {
                isRead |= f.kind() == Kind.ERASED;
                goes = !isRead && erasedAt != Long.MIN_VALUE;
            }
            if (!goes) {
                left.add(f);
            }
        }
        return left;
    }

    private static long happenedAt(AccountFact f) {
        if (f.kind() != Kind.OFFENCE) {
            return f.time();
        }
        Offence o = f.offence();
        if (o.occurredAt() != null) {
            return o.occurredAt();
        }
        return o.establishedAt() == null ? f.time() : o.establishedAt();
    }

    // Offences ----------------------------------------------------------------------------------

    /** One that was said several times counts once, as it was said last. */
    private static List<Offence> offences(List<AccountFact> facts) {
        Map<String, Offence> all = new LinkedHashMap<>();
        for (AccountFact f : facts) {
            if (f.kind() == Kind.OFFENCE) {
                all.put(f.offence().offenceId(), f.offence());
            }
        }
        return List.copyOf(all.values());
    }

    // A reason stands iff its case says so, its ground has not fallen, and one of its references
    // has not, where it names any.
    private boolean reasonStands(OffenceReason r) {
        if (!r.stands() || groundFell(r.ground())) {
            return false;
        }
        return r.references().isEmpty()
                || r.references().stream().anyMatch(ref -> !groundFell("reference/" + ref));
    }

    private boolean groundFell(String ground) {
        long version = Long.MIN_VALUE;
        boolean fell = false;
        for (AccountFact f : facts) {
            boolean isIt =
                    f.kind() == Kind.GROUND
                            && (f.ground().ground().equals(ground)
                                    || fault == Fault.FALLEN_BY_ACCOUNT);
            if (isIt && f.ground().version() >= version) {
                version = f.ground().version();
                fell = !f.ground().stands();
            }
        }
        return fell;
    }

    private boolean fellByPerson(Offence o) {
        boolean waived =
                facts.stream()
                        .filter(f -> f.kind() == Kind.WAIVED)
                        .anyMatch(f -> f.waived().offenceId().equals(o.offenceId()));
        return waived || appeals(o).stream().anyMatch(a -> outcome(a) == AppealOutcome.OVERTURN);
    }

    private List<String> appeals(Offence o) {
        return facts.stream()
                .filter(f -> f.kind() == Kind.APPEAL_FILED)
                .filter(f -> o.offenceId().equals(f.appeal().offenceId()))
                .map(f -> f.appeal().appealId())
                .toList();
    }

    private AppealOutcome outcome(String appeal) {
        return facts.stream()
                .filter(f -> f.kind() == Kind.APPEAL_DECIDED)
                .filter(f -> f.appealDecided().appealId().equals(appeal))
                .map(f -> f.appealDecided().outcome())
                .findFirst()
                .orElse(null);
    }

    // Suspended by an open appeal, unless one was upheld already; or where a counter-notice
    // disputes each reason that stands.
    private boolean appealed(Offence o) {
        List<String> all = appeals(o);
        return all.stream().anyMatch(a -> outcome(a) == null)
                && all.stream().noneMatch(a -> outcome(a) == AppealOutcome.UPHOLD);
    }

    private List<OffenceReason> standing(Offence o) {
        return o.reasons().stream().filter(this::reasonStands).toList();
    }

    private boolean disputed(Offence o, OffenceReason r) {
        return fault != Fault.SUSPENDED_COUNTS
                && (appealed(o) || o.disputed().contains(r.ground()));
    }

    private Long established(Offence o) {
        if (fault == Fault.SEEN_COUNTS && o.establishedAt() == null) {
            return o.occurredAt();
        }
        if (fault == Fault.UPHELD_IS_DATED_ANEW) {
            for (AccountFact f : facts) {
                if (f.kind() == Kind.APPEAL_DECIDED
                        && appeals(o).contains(f.appealDecided().appealId())) {
                    return f.appealDecided().at();
                }
            }
        }
        return o.establishedAt();
    }

    private boolean over(Offence o) {
        long end = established(o) + 90 * DAY;
        return fault == Fault.EXPIRES_A_MILLISECOND_LATE ? t > end : t >= end;
    }

    private String state(Offence o) {
        if (fellByPerson(o) || standing(o).isEmpty()) {
            return "FALLEN";
        } else if (over(o)) {
            return "EXPIRED";
        }
        return standing(o).stream().allMatch(r -> disputed(o, r)) ? "SUSPENDED" : "STANDING";
    }

    /** It rests on a ground that counts, whatever its age. */
    private boolean counting(Offence o, boolean ifUpheld) {
        if (fellByPerson(o) || established(o) == null) {
            return false;
        }
        return standing(o).stream()
                .filter(r -> ifUpheld || !disputed(o, r))
                .anyMatch(
                        r ->
                                r.kind() != GroundKind.OWNER_POLICY
                                        || fault == Fault.OWNERS_WISH_COUNTS);
    }

    // Admonitions -------------------------------------------------------------------------------

    private boolean admonished(Offence g, boolean ifUpheld) {
        if (g.occurredAt() == null) {
            return false;
        }
        for (Delivery d : deliveries()) {
            boolean inTime = d.at() <= g.occurredAt() && g.occurredAt() < d.at() + YEAR;
            if (inTime && d.warned().stream().anyMatch(h -> supports(h, g, d, ifUpheld))) {
                return true;
            }
        }
        return false;
    }

    private boolean supports(String id, Offence g, Delivery d, boolean ifUpheld) {
        return !id.equals(g.offenceId())
                && offences.stream()
                        .filter(h -> h.offenceId().equals(id))
                        .anyMatch(h -> counting(h, ifUpheld) && wasOneBy(d.at(), h));
    }

    private boolean wasOneBy(long at, Offence o) {
        return established(o) <= at || fault == Fault.ADMONISHED_BY_WHAT_JOINED_LATER;
    }

    private List<Delivery> deliveries() {
        if (deliveries == null) {
            deliveries = delivered();
        }
        return deliveries;
    }

    private List<Delivery> delivered() {
        List<Delivery> all = new ArrayList<>();
        revisions()
                .forEach(
                        (id, revisions) ->
                                times(id)
                                        .forEach(
                                                at ->
                                                        all.add(
                                                                new Delivery(
                                                                        id,
                                                                        at,
                                                                        namedBy(at, revisions)))));
        return all;
    }

    private Map<String, List<UserWarning>> revisions() {
        Map<String, List<UserWarning>> all = new HashMap<>();
        for (AccountFact f : facts) {
            if (f.kind() == Kind.WARNING_PUBLISHED && admonishes(f)) {
                all.computeIfAbsent(f.warningPublished().warningId(), id -> new ArrayList<>())
                        .add(f.warningPublished());
            }
        }
        all.values()
                .forEach(
                        one ->
                                one.sort(
                                        Comparator.comparingInt(UserWarning::revision)
                                                .thenComparing(UserWarning::issuedAt)));
        return all;
    }

    private Set<Long> times(String warning) {
        Set<Long> times = new TreeSet<>();
        for (AccountFact f : facts) {
            if (f.kind() == Kind.RECEIPT
                    && f.receipt().warningId().equals(warning)
                    && f.receipt().state().compareTo(ReceiptState.DELIVERED) >= 0) {
                times.add(f.receipt().at());
            } else if (fault == Fault.ADMONISHED_BY_ISSUE
                    && f.kind() == Kind.WARNING_PUBLISHED
                    && f.warningPublished().warningId().equals(warning)) {
                times.add(f.warningPublished().issuedAt());
            }
        }
        return times;
    }

    /** In the letter of then: the clock of who delivers may be five seconds behind. */
    private List<String> namedBy(long at, List<UserWarning> revisions) {
        List<String> named = new ArrayList<>(revisions.get(0).offences());
        for (UserWarning one : revisions) {
            if (one.issuedAt() - 5_000 <= at || fault == Fault.ADMONISHED_BY_WHAT_JOINED_LATER) {
                named.addAll(one.offences());
            }
        }
        named.retainAll(revisions.get(revisions.size() - 1).offences());
        return named;
    }

    private static boolean admonishes(AccountFact f) {
        return f.warningPublished().kind() == WarningKind.FIRST
                || f.warningPublished().kind() == WarningKind.STRIKE;
    }

    private int admonitionsNow() {
        Set<String> many = new HashSet<>();
        for (Delivery d : deliveries()) {
            boolean stands =
                    offences.stream()
                            .filter(h -> d.warned().contains(h.offenceId()))
                            .anyMatch(h -> counting(h, false) && wasOneBy(d.at(), h));
            if (stands && t < d.at() + YEAR) {
                many.add(d.warning());
            }
        }
        return many.size();
    }

    // Strikes -----------------------------------------------------------------------------------

    private List<Offence> everAdmonished(boolean ifUpheld) {
        return offences.stream()
                .filter(o -> counting(o, ifUpheld) && admonished(o, ifUpheld))
                .toList();
    }

    private List<Offence> counted(boolean ifUpheld) {
        return everAdmonished(ifUpheld).stream()
                .filter(o -> fault == Fault.EXPIRY_FROM_THE_ANCHOR || !over(o))
                .toList();
    }

    /** In the order in which they came to count, without those that courses forgive. */
    private List<Strike> ranked(boolean ifUpheld) {
        if (!ranked.containsKey(ifUpheld)) {
            ranked.put(ifUpheld, strikesInOrder(ifUpheld));
        }
        return ranked.get(ifUpheld);
    }

    private List<Strike> strikesInOrder(boolean ifUpheld) {
        List<Strike> ever = windows(everAdmonished(ifUpheld));
        List<Strike> strikes = new ArrayList<>();
        for (Strike one : windows(counted(ifUpheld))) {
            // What is left of a strike counts since the strike did.
            long from = one.from();
            for (Strike whole : ever) {
                boolean isOfIt = one.offences().stream().anyMatch(whole.offences()::contains);
                from = isOfIt ? Math.min(from, whole.from()) : from;
            }
            strikes.add(new Strike(one.offences(), from));
        }
        strikes.sort(
                Comparator.comparingLong(Strike::from)
                        .thenComparing(one -> one.anchor().offenceId()));
        return strikes.subList(Math.min(forgiven(), strikes.size()), strikes.size());
    }

    private int forgiven() {
        Set<Long> courses = new HashSet<>();
        for (AccountFact f : facts) {
            if (f.kind() == Kind.EDUCATION && f.education().at() <= t) {
                boolean isOver =
                        t >= f.education().at() + YEAR && fault != Fault.A_COURSE_FORGIVES_FOR_GOOD;
                if (!isOver) {
                    courses.add(f.education().at());
                }
            }
        }
        return Math.min(ladder.forgives(), courses.size());
    }

    /** The least number of half-open windows of 24 hours, by trying each end of the first. */
    private List<Strike> windows(List<Offence> counted) {
        TreeSet<Long> times = new TreeSet<>(counted.stream().map(Offence::occurredAt).toList());
        List<Strike> all = new ArrayList<>();
        for (TreeSet<Long> window : cover(times)) {
            List<Offence> held =
                    counted.stream()
                            .filter(o -> window.contains(o.occurredAt()))
                            .sorted(
                                    Comparator.comparingLong(Offence::occurredAt)
                                            .thenComparing(Offence::offenceId))
                            .toList();
            all.add(new Strike(held, held.stream().mapToLong(this::established).min().getAsLong()));
        }
        return all;
    }

    private static List<TreeSet<Long>> cover(TreeSet<Long> times) {
        if (times.isEmpty()) {
            return List.of();
        }
        List<TreeSet<Long>> least = null;
        // Of equal ones the widest first window: it is taken from the earliest.
        for (long last : times.headSet(times.first() + DAY, false).descendingSet()) {
            List<TreeSet<Long>> rest = cover(new TreeSet<>(times.tailSet(last, false)));
            if (least == null || rest.size() + 1 < least.size()) {
                least = new ArrayList<>();
                least.add(new TreeSet<>(times.headSet(last, true)));
                least.addAll(rest);
            }
            if (rest.isEmpty()) {
                return least;
            }
        }
        return least;
    }

    private List<Long> opened(List<Offence> inOrderOfArrival) {
        List<Long> opened = new ArrayList<>();
        for (Offence o : inOrderOfArrival) {
            boolean joins =
                    opened.stream()
                            .anyMatch(at -> o.occurredAt() >= at && o.occurredAt() < at + DAY);
            if (!joins) {
                opened.add(o.occurredAt());
            }
        }
        return opened.stream().map(at -> at - t).sorted().toList();
    }

    /** Windows over all that ever counted; one is over with its anchor. */
    private List<Long> byAnchor(List<Offence> ever) {
        return windows(ever).stream()
                .map(Strike::anchor)
                .filter(anchor -> t < established(anchor) + 90 * DAY)
                .map(anchor -> anchor.occurredAt() - t)
                .sorted()
                .toList();
    }

    private int everCounted() {
        return windows(
                        offences.stream()
                                .filter(o -> o.occurredAt() != null && o.establishedAt() != null)
                                .filter(o -> !over(o) && admonished(o, true))
                                .toList())
                .size();
    }

    private int reversals() {
        return (int)
                Math.min(
                        everCounted(),
                        offences.stream()
                                .filter(o -> established(o) != null)
                                .filter(o -> state(o).equals("FALLEN"))
                                .count());
    }

    // The ladder --------------------------------------------------------------------------------

    private String step() {
        return ended() != null ? "ENDED" : step(ranked(false).size());
    }

    private String step(int strikes) {
        return strikes >= ladder.proposes(t) ? "S3" : "S" + Math.min(2, strikes);
    }

    /** Each from the moment its strike came to count. */
    private Set<String> measures() {
        Set<String> all = new TreeSet<>();
        if (ended() != null) {
            String anchor = anchor(ended());
            all.add("ENDED/" + anchor + "/SERVICE_ENDED " + (ended().at() - t) + " null");
        }
        List<Strike> strikes = ranked(false);
        for (int i = 0; i < strikes.size(); i++) {
            String step = step(i + 1);
            int days = step.equals("S2") ? 14 : 7;
            add(all, step, strikes.get(i), "LIVE_OFF", days);
            if (!step.equals("S1")) {
                add(all, step, strikes.get(i), "UPLOADS_HELD", days);
            }
        }
        return all;
    }

    private void add(Set<String> all, String step, Strike strike, String measure, int days) {
        long from = strike.from();
        if (fault == Fault.MEASURE_RUNS_FROM_THE_LAST_OFFENCE) {
            from = strike.offences().stream().mapToLong(this::established).max().getAsLong();
        }
        long until = from + days * DAY;
        for (StandingDecided one : about(strike, ProposalDecision.DECLINE)) {
            until = Math.min(until, one.at());
        }
        boolean isOverturned =
                strike.offences().stream()
                        .anyMatch(o -> overturned(step + "/" + o.offenceId() + "/" + measure));
        if (t < until && !isOverturned) {
            String id = step + "/" + strike.anchor().offenceId() + "/" + measure;
            all.add(id + " " + (from - t) + " " + (until - t));
        }
    }

    /** By an appeal against the measure alone, whichever time it was commanded. */
    private boolean overturned(String measure) {
        return fault != Fault.APPEAL_AGAINST_A_MEASURE_IS_IGNORED
                && facts.stream()
                        .filter(f -> f.kind() == Kind.APPEAL_FILED)
                        .filter(f -> f.appeal().measureId() != null)
                        .filter(f -> outcome(f.appeal().appealId()) == AppealOutcome.OVERTURN)
                        .map(f -> f.appeal().measureId())
                        .map(id -> id.substring(id.indexOf('/') + 1).replaceFirst("/\\d+$", ""))
                        .anyMatch(measure::equals);
    }

    // What persons decide -----------------------------------------------------------------------

    private static String anchor(StandingDecided one) {
        return one.proposalId().substring(one.proposalId().indexOf("/proposal/") + 10);
    }

    /** What had happened by then, with the decisions of before. */
    private NaiveStanding asOf(long at, List<StandingDecided> before) {
        List<AccountFact> then = new ArrayList<>();
        for (AccountFact f : facts) {
            boolean isLater =
                    switch (f.kind()) {
                        case GROUND -> f.ground().at() > at;
                        case APPEAL_FILED -> f.appeal().at() > at;
                        case APPEAL_DECIDED -> f.appealDecided().at() > at;
                        case WAIVED -> f.waived().at() > at;
                        default -> false;
                    };
            boolean isSeen =
                    f.kind() == Kind.OFFENCE
                            && f.offence().establishedAt() != null
                            && f.offence().establishedAt() > at;
            if (!isLater) {
                then.add(isSeen ? f.withOffence(f.offence().withEstablishedAt(null)) : f);
            }
        }
        return new NaiveStanding(then, at, ladder, Fault.NONE, before);
    }

    /** A decision is one on a proposal that was open at its time. */
    private List<StandingDecided> takenUp() {
        List<StandingDecided> all = new ArrayList<>();
        facts.stream()
                .filter(f -> f.kind() == Kind.DECIDED)
                .map(AccountFact::decided)
                .distinct()
                .sorted(
                        Comparator.comparingLong(StandingDecided::at)
                                .thenComparing(
                                        d -> d.decision() == ProposalDecision.CARRY_OUT ? 1 : 0))
                .forEach(
                        one -> {
                            Strike open = asOf(one.at(), List.copyOf(all)).open();
                            if (open != null && open.holds(anchor(one))) {
                                all.add(one);
                            }
                        });
        return all;
    }

    private List<StandingDecided> about(Strike strike, ProposalDecision decision) {
        return taken.stream()
                .filter(d -> d.decision() == decision && strike.holds(anchor(d)))
                .toList();
    }

    /** The strike that a person has to decide about; null for none. */
    private Strike open() {
        if (ended() != null) {
            return null;
        }
        List<Strike> strikes = ranked(false);
        for (int i = ladder.proposes(t) - 1; i < strikes.size(); i++) {
            Strike one = strikes.get(i);
            boolean isDeclined =
                    !about(one, ProposalDecision.DECLINE).isEmpty()
                            && fault != Fault.DECLINED_IS_PROPOSED_AGAIN;
            boolean isOverturned =
                    one.offences().stream()
                            .anyMatch(o -> overturned("ENDED/" + o.offenceId() + "/SERVICE_ENDED"));
            if (!isDeclined && !isOverturned) {
                return one;
            }
        }
        return null;
    }

    /**
     * The decision that ended the service: from it on its strikes have been there without a gap.
     */
    private StandingDecided ended() {
        if (!endIsKnown) {
            endIsKnown = true;
            ended =
                    taken.stream()
                            .filter(d -> d.decision() == ProposalDecision.CARRY_OUT)
                            .filter(this::holds)
                            .findFirst();
        }
        return ended.orElse(null);
    }

    private boolean holds(StandingDecided ending) {
        if (ladder.proposes(ending.at()) != ladder.proposes(t)) {
            return wasProposed(ending) && !hasFallenSince(ending);
        }
        Set<Long> moments = new TreeSet<>(Set.of(t));
        for (AccountFact f : facts) {
            boolean mayFell =
                    f.kind() == Kind.GROUND
                            || f.kind() == Kind.WAIVED
                            || f.kind() == Kind.APPEAL_DECIDED;
            if (mayFell && f.time() > ending.at() && f.time() < t) {
                moments.add(f.time());
            }
        }
        return moments.stream().allMatch(at -> knownAt(at).wasProposed(ending));
    }

    /** Under another ladder it remains so, until an offence falls that was one then. */
    private boolean hasFallenSince(StandingDecided ending) {
        NaiveStanding then = asOf(ending.at(), List.of());
        for (Offence o : then.offences) {
            if (then.counting(o, true) && !counting(o, true)) {
                return true;
            }
        }
        return false;
    }

    private NaiveStanding knownAt(long at) {
        return at == t ? this : asOf(at, List.of());
    }

    /** Of strikes that were there then; one that has expired since or is disputed was there. */
    private boolean wasProposed(StandingDecided ending) {
        NaiveStanding then = new NaiveStanding(facts, ending.at(), ladder, Fault.NONE, List.of());
        List<Strike> strikes = then.ranked(true);
        for (int i = ladder.proposes(ending.at()) - 1; i < strikes.size(); i++) {
            if (strikes.get(i).holds(anchor(ending))) {
                return !overturned("ENDED/" + anchor(ending) + "/SERVICE_ENDED");
            }
        }
        return false;
    }

    private String proposal() {
        if (ended() != null) {
            return "CARRIED_OUT " + anchor(ended());
        }
        Strike open = open();
        if (open == null) {
            return "";
        }
        if (fault == Fault.ENDED_BY_TIME && t >= open.from() + 7 * DAY) {
            return "CARRIED_OUT " + open.anchor().offenceId();
        }
        StandingDecided last = null;
        for (StandingDecided one : about(open, ProposalDecision.DEFER)) {
            last = last == null || one.at() > last.at() ? one : last;
        }
        boolean isDeferred = last != null && t < deferredUntil(last);
        return (isDeferred ? "DEFERRED " : "OPEN ") + open.anchor().offenceId();
    }

    private long deferredUntil(StandingDecided one) {
        if (fault == Fault.DEFERRED_WITHOUT_END) {
            return Long.MAX_VALUE;
        }
        long latest = one.at() + 30 * DAY;
        return one.until() == null ? latest : Math.min(latest, one.until());
    }
}
