package dev.vigil.account;

import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceReason;
import dev.vigil.schema.account.ReceiptState;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an account comes to, written from the rules alone and as simply as they read: no state, no
 * code in common with the fold, every question asked of the list of facts. With a fault it is a
 * subject that the properties must catch.
 */
final class NaiveStanding {
    private static final long DAY = 86_400_000L;

    /** Faults that must be caught. */
    enum Fault {
        NONE,
        INCIDENT_OPENED_ON_ARRIVAL,
        ADMONISHED_BY_ISSUE,
        EXPIRY_FROM_THE_ANCHOR,
        UPHELD_IS_DATED_ANEW,
        EXPIRES_A_MILLISECOND_LATE,
        SUSPENDED_COUNTS,
        SEEN_COUNTS,
        FALLEN_BY_ACCOUNT,
        OWNERS_WISH_COUNTS,
        A_REVERSAL_TAKES_ONE_OFF
    }

    /** What is compared. */
    record Result(
            int strikes, int pending, int offences, int warnings, Map<String, String> states) {}

    private final List<AccountFact> facts;
    private final long t;
    private final Fault fault;

    NaiveStanding(List<AccountFact> facts, long t, Fault fault) {
        this.facts = facts;
        this.t = t;
        this.fault = fault;
    }

    static Result of(List<AccountFact> facts, long t) {
        return new NaiveStanding(facts, t, Fault.NONE).result();
    }

    Result result() {
        Map<String, String> states = new TreeMap<>();
        int standing = 0;
        for (Offence o : offences()) {
            String state = state(o);
            states.put(o.offenceId(), state);
            standing += state.equals("STANDING") ? 1 : 0;
        }
        int strikes = strikes(false);
        if (fault == Fault.A_REVERSAL_TAKES_ONE_OFF) {
            strikes = Math.max(0, everCounted() - reversals());
        }
        return new Result(strikes, strikes(true), standing, admonitionsNow(), states);
    }

    private List<Offence> offences() {
        return facts.stream()
                .filter(f -> f.kind() == AccountFact.Kind.OFFENCE)
                .map(AccountFact::offence)
                .toList();
    }

    // A reason stands iff its case says so, its ground has not fallen, and one of its references
    // has not, where it names any.
    private boolean reasonStands(Offence o, OffenceReason r) {
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
                    f.kind() == AccountFact.Kind.GROUND
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
                        .anyMatch(
                                f ->
                                        f.kind() == AccountFact.Kind.WAIVED
                                                && f.waived().offenceId().equals(o.offenceId()));
        return waived || appeals(o).stream().anyMatch(a -> outcome(a) == AppealOutcome.OVERTURN);
    }

    private List<String> appeals(Offence o) {
        return facts.stream()
                .filter(f -> f.kind() == AccountFact.Kind.APPEAL_FILED)
                .filter(f -> o.offenceId().equals(f.appeal().offenceId()))
                .map(f -> f.appeal().appealId())
                .toList();
    }

    private AppealOutcome outcome(String appeal) {
        return facts.stream()
                .filter(f -> f.kind() == AccountFact.Kind.APPEAL_DECIDED)
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
        return o.reasons().stream().filter(r -> reasonStands(o, r)).toList();
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
                if (f.kind() == AccountFact.Kind.APPEAL_DECIDED
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

    String state(Offence o) {
        if (fellByPerson(o) || standing(o).isEmpty()) {
            return "FALLEN";
        } else if (established(o) == null) {
            return "SEEN";
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
                .anyMatch(
                        r ->
                                (r.kind() != GroundKind.OWNER_POLICY
                                                || fault == Fault.OWNERS_WISH_COUNTS)
                                        && (ifUpheld || !disputed(o, r)));
    }

    private boolean admonished(Offence g, boolean ifUpheld) {
        for (Delivery d : deliveries()) {
            boolean inTime = d.at() <= g.occurredAt() && g.occurredAt() < d.at() + 365 * DAY;
            if (inTime && d.warned().stream().anyMatch(h -> supports(h, g, d, ifUpheld))) {
                return true;
            }
        }
        return false;
    }

    private boolean supports(String id, Offence g, Delivery d, boolean ifUpheld) {
        for (Offence h : offences()) {
            boolean isOther = h.offenceId().equals(id) && !id.equals(g.offenceId());
            if (isOther && counting(h, ifUpheld) && established(h) <= d.at()) {
                return true;
            }
        }
        return false;
    }

    private record Delivery(String warning, long at, List<String> warned) {}

    private List<Delivery> deliveries() {
        Map<String, List<String>> warned = new HashMap<>();
        Map<String, Set<Long>> at = new HashMap<>();
        for (AccountFact f : facts) {
            if (f.kind() == AccountFact.Kind.WARNING_PUBLISHED && admonishes(f)) {
                warned.put(f.warningPublished().warningId(), f.warningPublished().offences());
                if (fault == Fault.ADMONISHED_BY_ISSUE) {
                    at.computeIfAbsent(f.warningPublished().warningId(), id -> new HashSet<>())
                            .add(f.warningPublished().issuedAt());
                }
            } else if (f.kind() == AccountFact.Kind.RECEIPT
                    && f.receipt().state().compareTo(ReceiptState.DELIVERED) >= 0) {
                at.computeIfAbsent(f.receipt().warningId(), id -> new HashSet<>())
                        .add(f.receipt().at());
            }
        }
        List<Delivery> all = new ArrayList<>();
        warned.forEach(
                (id, offences) ->
                        at.getOrDefault(id, Set.of())
                                .forEach(when -> all.add(new Delivery(id, when, offences))));
        return all;
    }

    private static boolean admonishes(AccountFact f) {
        return f.warningPublished().kind() == WarningKind.FIRST
                || f.warningPublished().kind() == WarningKind.STRIKE;
    }

    private int admonitionsNow() {
        Set<String> many = new HashSet<>();
        for (Delivery d : deliveries()) {
            boolean stands =
                    d.warned().stream()
                            .anyMatch(
                                    id ->
                                            offences().stream()
                                                    .anyMatch(
                                                            h ->
                                                                    h.offenceId().equals(id)
                                                                            && counting(h, false)
                                                                            && established(h)
                                                                                    <= d.at()));
            if (stands && t < d.at() + 365 * DAY) {
                many.add(d.warning());
            }
        }
        return many.size();
    }

    private List<Offence> counted(boolean ifUpheld) {
        return offences().stream()
                .filter(o -> o.occurredAt() != null)
                .filter(o -> counting(o, ifUpheld))
                .filter(o -> fault == Fault.EXPIRY_FROM_THE_ANCHOR || !over(o))
                .filter(o -> admonished(o, ifUpheld))
                .toList();
    }

    private int strikes(boolean ifUpheld) {
        List<Offence> counted = counted(ifUpheld);
        if (fault == Fault.INCIDENT_OPENED_ON_ARRIVAL) {
            return opened(counted);
        }
        if (fault == Fault.EXPIRY_FROM_THE_ANCHOR) {
            return byAnchor(counted);
        }
        return cover(new TreeSet<>(counted.stream().map(Offence::occurredAt).toList()));
    }

    /** The least number of half-open windows of 24 hours, by trying each end of the first. */
    private static int cover(TreeSet<Long> times) {
        if (times.isEmpty()) {
            return 0;
        }
        int least = Integer.MAX_VALUE;
        for (long last : times.headSet(times.first() + DAY, false)) {
            least = Math.min(least, 1 + cover(new TreeSet<>(times.tailSet(last, false))));
        }
        return least;
    }

    private static int opened(List<Offence> inOrderOfArrival) {
        List<Long> opened = new ArrayList<>();
        for (Offence o : inOrderOfArrival) {
            boolean joins =
                    opened.stream()
                            .anyMatch(at -> o.occurredAt() >= at && o.occurredAt() < at + DAY);
            if (!joins) {
                opened.add(o.occurredAt());
            }
        }
        return opened.size();
    }

    /** Windows over all that ever counted; one is over with its anchor. */
    private int byAnchor(List<Offence> ever) {
        List<Offence> sorted =
                ever.stream()
                        .sorted(java.util.Comparator.comparingLong(Offence::occurredAt))
                        .toList();
        int many = 0;
        Offence anchor = null;
        for (Offence o : sorted) {
            if (anchor == null || o.occurredAt() >= anchor.occurredAt() + DAY) {
                anchor = o;
                many += t < established(o) + 90 * DAY ? 1 : 0;
            }
        }
        return many;
    }

    private int everCounted() {
        return cover(
                new TreeSet<>(
                        offences().stream()
                                .filter(o -> o.occurredAt() != null && o.establishedAt() != null)
                                .filter(o -> !over(o) && admonished(o, true))
                                .map(Offence::occurredAt)
                                .toList()));
    }

    private int reversals() {
        return (int) offences().stream().filter(o -> state(o).equals("FALLEN")).count();
    }
}
