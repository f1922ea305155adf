package dev.vigil.policy;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.Finding;
import dev.vigil.schema.rights.MatchPolicy;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.Owners;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.GracedWork;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.PublishedVerdict;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.verdict.WorkRulingBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every work of a session in every territory: the most restrictive decision wins in each. Each
 * match is judged once in each territory; all else is read from that table.
 */
final class Ruling {
    static final String EVERYWHERE = "*";

    private static final List<String> EVERYWHERE_ALONE = List.of(EVERYWHERE);

    /** Of a verdict. There are 249 countries: what is left out are codes of nowhere. */
    static final int MOST_TERRITORIES = 300;

    /** Named in all decisions of a verdict together. */
    static final int MOST_FAILED_TESTS = 200;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final Comparator<Decision> MILDEST_FIRST =
            Comparator.comparing(Decision::action)
                    .thenComparing(Comparator.comparing(Decision::step).reversed());

    private static final Comparator<Finding> NEWEST_FIRST =
            Comparator.comparing((Finding finding) -> finding.evidence().captureEnd())
                    .thenComparing(finding -> finding.evidence().matchId())
                    .reversed();

    private final List<Case> cases;
    private final List<String> territories;
    private final List<Judged> table;

    /** A finding with its decision in each territory. */
    private record Judged(Finding finding, Case judged, List<Decision> decisions) {
        boolean blocks() {
            return decisions.stream().anyMatch(decision -> decision.action().blocks());
        }

        Decision strictest() {
            return Ruling.strictest(decisions);
        }

        String workId() {
            return finding.evidence().workId();
        }

        /** The earliest of any territory; null for none. */
        Long stopBy() {
            return decisions.stream()
                    .map(Decision::stopBy)
                    .filter(Objects::nonNull)
                    .min(Long::compare)
                    .orElse(null);
        }

        /** When the entry that decided was issued; null for none. */
        Long listedAt(Decision decision) {
            String entryId = decision.listEntryId();
            return entryId == null
                    ? null
                    : judged.entries().stream()
                            .filter(entry -> entry.entryId().equals(entryId))
                            .map(ListEntry::issuedAt)
                            .findFirst()
                            .orElse(null);
        }

        /** Its rules where an owner offers a license; else null. */
        Rules offering() {
            boolean offers =
                    judged.owners().policies().stream()
                            .flatMap(policy -> policy.rules().stream())
                            .anyMatch(rule -> rule.offerRef() != null);
            return offers ? new Rules(judged.inEarnest()) : null;
        }

        /** Entries that applied while it was matched and do not any more; none where it may be. */
        List<ListEntry> over() {
            boolean isPermitted =
                    decisions.stream().anyMatch(decision -> decision.authorizationId() != null);
            return isPermitted ? List.of() : judged.inEarnest().over();
        }
    }

    Ruling(JudgedSession session, ListIndex list) {
        this(
                session.context(),
                session.findings(),
                list,
                finding -> graced(session, finding.evidence()));
    }

    /** Of one finding alone, as if no owner gave any time. */
    Ruling(Finding finding, ListIndex list) {
        this(finding.context(), List.of(finding), list, none -> null);
    }

    private Ruling(
            SessionStarted context,
            List<Finding> findings,
            ListIndex list,
            Function<Finding, GracedWork> graced) {
        cases = findings.stream().map(f -> toCase(f, list, graced.apply(f))).toList();
        territories = territories(context, cases);
        table = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Case judged = cases.get(i);
            table.add(new Judged(findings.get(i), judged, decided(judged.inEarnest())));
        }
    }

    /** None where the session was restricted for it before. */
    private static GracedWork graced(JudgedSession session, Evidence evidence) {
        PublishedVerdict last = session.published();
        boolean wasRestricted = last != null && last.grounds().contains(evidence.workId());
        return wasRestricted ? null : session.graced(evidence.workId(), evidence.captureEnd());
    }

    /** Works that are given time now: of a work that is new, from its latest match on. */
    Collection<GracedWork> graced() {
        Map<String, GracedWork> given = new TreeMap<>();
        for (Judged judged : table) {
            Long stopBy = judged.stopBy();
            if (stopBy != null) {
                GracedWork one =
                        new GracedWork(judged.workId(), judged.judged().graced().from(), stopBy);
                given.merge(
                        one.workId(),
                        one,
                        BinaryOperator.maxBy(Comparator.comparingLong(GracedWork::from)));
            }
        }
        return given.values();
    }

    /** Territories that no rule of it names are judged once. */
    private List<Decision> decided(Case judged) {
        Rules rules = new Rules(judged);
        Decision rest = Precedence.decide(rules, EVERYWHERE);
        return territories.stream()
                .map(t -> rules.name(t) ? Precedence.decide(rules, t) : rest.withTerritory(t))
                .toList();
    }

    /** One decision per territory. */
    List<Decision> decisions() {
        int named = Math.max(1, MOST_FAILED_TESTS / territories.size());
        return strictestOf(table.stream().map(Judged::decisions).toList()).stream()
                .map(decision -> decision.naming(named))
                .toList();
    }

    /** What would be decided with all that is only tried, where that differs. */
    List<Decision> shadow() {
        if (cases.stream().noneMatch(Case::tries)) {
            return List.of();
        }
        List<Case> ifCounted = cases.stream().map(Case::ifCounted).toList();
        List<Decision> inEarnest =
                strictestOf(ifCounted.stream().map(c -> decided(c.inEarnest())).toList());
        List<Decision> tried = strictestOf(ifCounted.stream().map(this::decided).toList());
        return tried.stream()
                .filter(decision -> !inEarnest.contains(decision))
                .map(Decision::withoutTests)
                .toList();
    }

    private List<Decision> strictestOf(List<List<Decision>> decided) {
        List<Decision> strictest = new ArrayList<>();
        for (int i = 0; i < territories.size(); i++) {
            int territory = i;
            strictest.add(strictest(decided.stream().map(of -> of.get(territory)).toList()));
        }
        return strictest;
    }

    /** True where a finding would have the session blocked somewhere by itself. */
    boolean blocks() {
        return table.stream().anyMatch(Judged::blocks);
    }

    /** Works that would have the session blocked somewhere, each by itself, strictest first. */
    List<String> groundWorks() {
        return table.stream()
                .filter(Judged::blocks)
                .sorted(strictestFirst())
                .map(Judged::workId)
                .distinct()
                .limit(Verdicts.MOST_WORKS)
                .toList();
    }

    /** Findings that represent all that block: the newest of each kind, strictest first. */
    List<Finding> grounds() {
        return representatives(table.stream().filter(Judged::blocks).toList());
    }

    /** Findings that represent all: the newest of each kind, strictest first. */
    List<Finding> representatives() {
        return representatives(table);
    }

    /** Of a kind is what matched one reference and is decided alike in every territory. */
    private static List<Finding> representatives(List<Judged> of) {
        record Kind(String referenceId, List<Decision> decisions) {}
        Map<Kind, Judged> newest = new LinkedHashMap<>();
        for (Judged judged : of) {
            newest.merge(
                    new Kind(judged.finding().evidence().referenceId(), judged.decisions()),
                    judged,
                    (a, b) -> NEWEST_FIRST.compare(a.finding(), b.finding()) <= 0 ? a : b);
        }
        return newest.values().stream().sorted(strictestFirst()).map(Judged::finding).toList();
    }

    private static Comparator<Judged> strictestFirst() {
        return Comparator.comparing(Judged::strictest, MILDEST_FIRST.reversed())
                .thenComparing(Judged::finding, NEWEST_FIRST);
    }

    /**
     * What is decided of each work, strictest first: its matches and territories by decision. An
     * entry that has ended since is named too: it was right, and what it has led to remains.
     */
    List<WorkRuling> rulings() {
        Map<WorkRuling, List<String>> matches = new LinkedHashMap<>();
        for (Judged judged : table) {
            Map<WorkRuling, List<String>> where = new LinkedHashMap<>();
            Rules offering = judged.offering();
            for (Decision decision : judged.decisions()) {
                where.computeIfAbsent(
                                ruling(decision, judged, offerRef(offering, decision)),
                                r -> new ArrayList<>())
                        .add(decision.territory());
            }
            String matchId = judged.finding().evidence().matchId();
            for (ListEntry over : judged.over()) {
                where.put(
                        over(over),
                        over.territoryInclude().isEmpty()
                                ? EVERYWHERE_ALONE
                                : over.territoryInclude());
            }
            where.forEach(
                    (ruling, in) ->
                            matches.computeIfAbsent(
                                            ruling.of(List.of(), in), r -> new ArrayList<>())
                                    .add(matchId));
        }
        return matches.entrySet().stream()
                .map(entry -> entry.getKey().of(entry.getValue(), entry.getKey().territories()))
                .sorted(
                        Comparator.comparing(WorkRuling::action)
                                .reversed()
                                .thenComparing(WorkRuling::step)
                                .thenComparing(WorkRuling::workId))
                .toList();
    }

    private static WorkRuling over(ListEntry entry) {
        return WorkRulingBuilder.builder()
                .workId(entry.workId())
                .matchIds(List.of())
                .territories(List.of())
                .action(Action.OBSERVE)
                .step(8)
                .reasonCode(Reason.OVER)
                .listEntryId(entry.entryId())
                .listEntryVersion(entry.version())
                .listedAt(entry.issuedAt())
                .build();
    }

    /** Of the rule by which its owner decides there. */
    private static String offerRef(Rules offering, Decision decision) {
        return offering == null || !decision.reasonCode().equals(Reason.OWNER_POLICY)
                ? null
                : offering.wish(decision.territory()).map(OwnerRule::offerRef).orElse(null);
    }

    private static WorkRuling ruling(Decision decision, Judged judged, String offerRef) {
        return WorkRulingBuilder.builder()
                .workId(decision.workId())
                .matchIds(List.of())
                .territories(List.of())
                .action(decision.action())
                .step(decision.step())
                .reasonCode(decision.reasonCode())
                .authorizationId(decision.authorizationId())
                .authorizationVersion(decision.authorizationVersion())
                .policyOwnerId(decision.policyOwnerId())
                .policyVersion(decision.policyVersion())
                .listEntryId(decision.listEntryId())
                .listEntryVersion(decision.listEntryVersion())
                .listedAt(judged.listedAt(decision))
                .stopBy(decision.stopBy())
                .offerRef(offerRef)
                .build();
    }

    /** Of equal actions the one of the earlier step. */
    static Decision strictest(List<Decision> decisions) {
        return decisions.stream().max(MILDEST_FIRST).orElseThrow();
    }

    /** What the decisions make of the session as a whole. */
    static Action overall(List<Decision> decisions) {
        Action strictest = strictest(decisions).action();
        if (!strictest.blocks()) {
            return strictest;
        }
        if (!decisions.stream().allMatch(decision -> decision.action().blocks())) {
            return Action.GEO_BLOCK;
        }
        boolean muted = decisions.stream().allMatch(decision -> decision.action() == Action.MUTE);
        return muted ? Action.MUTE : Action.BLOCK;
    }

    /** Judged by its own context: without one, authorizations were not looked up either. */
    private static Case toCase(Finding finding, ListIndex list, GracedWork graced) {
        return new Case(
                finding.context(),
                finding.evidence(),
                entries(finding, list),
                finding.authorizations(),
                finding.owners() == null ? Owners.NONE : finding.owners(),
                finding.presentUntil(),
                graced);
    }

    /** Those that concern it, by id; what it carries may be ahead of the list. */
    private static List<ListEntry> entries(Finding finding, ListIndex list) {
        Evidence evidence = finding.evidence();
        TreeMap<String, ListEntry> entries = new TreeMap<>();
        for (ListEntry entry : list.concerning(evidence.workId(), evidence.referenceId())) {
            entries.put(entry.entryId(), entry);
        }
        Stream.concat(finding.changes().entries().stream(), Stream.ofNullable(finding.stayDown()))
                .filter(carried -> isAhead(carried, list.get(carried.entryId())))
                .forEach(
                        carried ->
                                entries.merge(
                                        carried.entryId(),
                                        carried,
                                        (a, b) -> b.supersedes(a) ? b : a));
        return entries.values().stream()
                .filter(entry -> concerns(entry, finding.context(), evidence))
                .toList();
    }

    private static boolean isAhead(ListEntry carried, ListEntry known) {
        return known == null || carried.supersedes(known);
    }

    /** A change that takes an entry to another work is carried here to end it. */
    private static boolean concerns(ListEntry entry, SessionStarted context, Evidence evidence) {
        return entry.workId().equals(evidence.workId())
                && entry.concerns(evidence.referenceId())
                && entry.concerns(context == null ? null : context.kind());
    }

    /** Where the session is shown; shown everywhere, it is judged in each territory of a rule. */
    private static List<String> territories(SessionStarted context, List<Case> cases) {
        TreeSet<String> territories = new TreeSet<>();
        if (context != null) {
            territories.addAll(context.serviceTerritories());
        }
        if (territories.isEmpty() || territories.contains(EVERYWHERE)) {
            territories.add(EVERYWHERE);
            cases.forEach(judged -> territories.addAll(named(judged)));
        }
        return territories.size() <= MOST_TERRITORIES
                ? List.copyOf(territories)
                : territories.stream()
                        .sorted(Comparator.comparing(t -> !COUNTRIES.contains(t) && !isRest(t)))
                        .limit(MOST_TERRITORIES)
                        .sorted()
                        .toList();
    }

    private static boolean isRest(String territory) {
        return territory.equals(EVERYWHERE);
    }

    private static List<String> named(Case judged) {
        List<String> territories = new ArrayList<>();
        for (ListEntry entry : judged.entries()) {
            territories.addAll(entry.territoryInclude());
            territories.addAll(entry.territoryExclude());
        }
        for (Authorization authorization : judged.authorizations()) {
            territories.addAll(authorization.territories());
        }
        if (judged.work() != null) {
            for (OwnerShare share : judged.work().owners()) {
                territories.addAll(share.territories());
                territories.addAll(share.exceptTerritories());
            }
            for (ContestedRight contested : judged.work().contested()) {
                territories.addAll(contested.territories());
                territories.addAll(contested.exceptTerritories());
            }
        }
        for (MatchPolicy policy : judged.owners().policies()) {
            policy.rules().stream()
                    .filter(rule -> rule.territory() != null)
                    .forEach(rule -> territories.add(rule.territory()));
        }
        return territories;
    }
}
