package dev.vigil.policy;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.Decision;
import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.MatchPolicy;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.state.Finding;
import dev.vigil.schema.state.JudgedSession;
import dev.vigil.schema.state.Owners;
import dev.vigil.schema.state.WorkListing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Every work of a session in every territory: the most restrictive decision wins in each. */
final class Ruling {
    static final String EVERYWHERE = "*";

    /** Steps up to this one are forbidden works and orders. */
    private static final int BY_LAW = 2;

    private final List<Finding> findings;
    private final List<Case> cases;
    private final TreeSet<String> territories;

    Ruling(JudgedSession session, Function<String, WorkListing> listing) {
        findings = session.findings();
        cases = findings.stream().map(f -> toCase(f, listing)).toList();
        territories = territories(session.context(), cases);
    }

    /** Of one finding alone. */
    Ruling(Finding finding, Function<String, WorkListing> listing) {
        findings = List.of(finding);
        cases = List.of(toCase(finding, listing));
        territories = territories(finding.context(), cases);
    }

    /** One decision per territory. */
    List<Decision> decisions() {
        return decisions(cases.stream().map(Case::inEarnest).toList());
    }

    /** What would be decided with all that is only tried, where that differs. */
    List<Decision> shadow() {
        if (cases.stream().noneMatch(Case::tries)) {
            return List.of();
        }
        List<Case> ifCounted = cases.stream().map(Case::ifCounted).toList();
        List<Decision> inEarnest = decisions(ifCounted.stream().map(Case::inEarnest).toList());
        return decisions(ifCounted).stream().filter(tried -> !inEarnest.contains(tried)).toList();
    }

    private List<Decision> decisions(List<Case> of) {
        return territories.stream()
                .map(
                        territory ->
                                strictest(
                                        of.stream()
                                                .map(c -> Precedence.decide(c, territory))
                                                .toList()))
                .toList();
    }

    /** Findings that would have the session blocked somewhere, each by itself. */
    List<Finding> grounds() {
        List<Finding> grounds = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Case judged = cases.get(i).inEarnest();
            if (territories.stream()
                    .anyMatch(t -> Precedence.decide(judged, t).action().blocks())) {
                grounds.add(findings.get(i));
            }
        }
        return grounds;
    }

    /** True where the law or an order has the session blocked somewhere. */
    boolean isBlockedByLaw() {
        return decisions().stream()
                .anyMatch(decision -> decision.action().blocks() && decision.step() <= BY_LAW);
    }

    /** Of equal actions the one of the earlier step. */
    static Decision strictest(List<Decision> decisions) {
        return decisions.stream()
                .max(
                        Comparator.comparing(Decision::action)
                                .thenComparing(Comparator.comparing(Decision::step).reversed()))
                .orElseThrow();
    }

    /** Judged by its own context: without one, nobody has looked for authorizations either. */
    private static Case toCase(Finding finding, Function<String, WorkListing> listing) {
        Evidence evidence = finding.evidence();
        WorkListing entries = listing.apply(evidence.workId());
        for (ListEntry change : finding.changes().entries()) {
            entries = entries.with(change);
        }
        return new Case(
                finding.context(),
                evidence,
                entries.entries().stream()
                        .filter(entry -> concerns(entry, finding.context(), evidence))
                        .toList(),
                finding.authorizations(),
                finding.owners() == null ? Owners.NONE : finding.owners(),
                finding.presentUntil());
    }

    /** A change that takes an entry to another work is carried here to end it. */
    private static boolean concerns(ListEntry entry, SessionStarted context, Evidence evidence) {
        return entry.workId().equals(evidence.workId())
                && entry.concerns(evidence.referenceId())
                && entry.concerns(context == null ? null : context.kind());
    }

    /** Where the session is shown; shown everywhere, it is judged in each territory of a rule. */
    private static TreeSet<String> territories(SessionStarted context, List<Case> cases) {
        TreeSet<String> territories = new TreeSet<>();
        if (context != null) {
            territories.addAll(context.serviceTerritories());
        }
        if (territories.isEmpty() || territories.contains(EVERYWHERE)) {
            territories.add(EVERYWHERE);
            cases.forEach(judged -> territories.addAll(named(judged)));
        }
        return territories;
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
            judged.work().owners().forEach(share -> territories.addAll(share.territories()));
        }
        for (MatchPolicy policy : judged.owners().policies()) {
            policy.rules().stream()
                    .filter(rule -> rule.territory() != null)
                    .forEach(rule -> territories.add(rule.territory()));
        }
        return territories;
    }
}
