package dev.vigil.policy;

import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListMeasure;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.SharedVote;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.verdict.Decision;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The precedence table, first hit wins, for one work in one territory. Total: every case has
 * exactly one decision.
 */
public final class Precedence {
    /** Changes with every change of this table; is in each verdict. */
    public static final String RULE_VERSION = "precedence-7";

    private static final Set<ListClass> NOT_WITHOUT_PERMISSION =
            EnumSet.of(
                    ListClass.PERMISSION_REQUIRED, ListClass.RIGHTS_DECLARED, ListClass.STAYDOWN);
    private static final Set<ListClass> IN_WINDOW =
            EnumSet.of(ListClass.IN_SCREENING, ListClass.HOT_BROADCAST);

    private static final String ARTICLE_II = "Declaration II";
    private static final String ARTICLE_IV = "Declaration IV";
    private static final String ARTICLE_VIII = "Declaration VIII";
    private static final String REGULATION_3 = "Regulation 2013 art. 3";
    private static final String COPYRIGHT_LAW_24 = "Copyright Law art. 24";

    /** Named in a decision, those that began last; the others are counted. */
    static final int MOST_FAILED_TESTS = 10;

    private Precedence() {}

    static Decision decide(Case judged, String territory) {
        return decide(new Rules(judged), territory);
    }

    static Decision decide(Rules rules, String territory) {
        Evidence evidence = rules.judged().evidence();
        return held(evidence.standing(), shared(evidence.vote(), byRule(rules, territory)));
    }

    /** Step 0: of a sound that works of other owners had first a person decides. */
    private static Decision shared(SharedVote vote, Decision decided) {
        boolean restricts = decided.action().blocks() || decided.stopBy() != null;
        return !restricts || vote.acts(decided.step())
                ? decided
                : decided.held(Action.REVIEW, Reason.SHARED);
    }

    /** Step 0: what evidence may not do by itself, a person decides. */
    private static Decision held(EvidenceStanding standing, Decision decided) {
        if (standing == null || standing == EvidenceStanding.COUNTED) {
            return decided;
        }
        boolean doubtful =
                standing == EvidenceStanding.WEAK || standing == EvidenceStanding.QUARANTINED;
        if (decided.action().blocks() || doubtful && decided.action() == Action.REVIEW) {
            return decided.held(Action.REVIEW, Reason.evidence(standing));
        }
        return doubtful ? decided.held(Action.OBSERVE, Reason.evidence(standing)) : decided;
    }

    private static Decision byRule(Rules rules, String territory) {
        Case judged = rules.judged();
        List<ListEntry> inForce = rules.inForce(territory);
        return byLaw(judged, territory, inForce)
                .orElseGet(
                        () ->
                                judged.context() == null
                                        ? plain(
                                                judged,
                                                territory,
                                                Action.REVIEW,
                                                0,
                                                Reason.CONTEXT_UNKNOWN,
                                                ARTICLE_II)
                                        : byPermission(rules, territory, inForce));
    }

    /** Steps 1 and 2: no authorization lifts them. */
    private static Optional<Decision> byLaw(
            Case judged, String territory, List<ListEntry> inForce) {
        return first(inForce, EnumSet.of(ListClass.FORBIDDEN))
                .map(entry -> listed(judged, territory, 1, REGULATION_3, entry))
                .or(
                        () ->
                                first(inForce, EnumSet.of(ListClass.ORDER))
                                        .map(e -> listed(judged, territory, 2, REGULATION_3, e)));
    }

    /** Step 3, or the result without it, with the test that failed. */
    private static Decision byPermission(Rules rules, String territory, List<ListEntry> inForce) {
        List<String> failures = new ArrayList<>();
        Rules.Deal fits = null;
        int failed = 0;
        boolean conflict = false;
        for (Rules.Deal deal : rules.deals()) {
            String failure = rules.failure(deal, territory);
            if (failure == null) {
                fits = fits == null || deal.rank() < fits.rank() ? deal : fits;
                continue;
            }
            conflict |= failure.equals(AuthorizationFit.GRANTOR);
            if (failed++ < MOST_FAILED_TESTS) {
                failures.add(deal.authorization().authorizationId() + ": " + failure);
            }
        }
        return fits == null
                ? withoutPermission(rules, territory, inForce, conflict)
                        .after(failures, failed - failures.size(), rules.judged().work())
                : permitted(rules.judged(), territory, fits.authorization());
    }

    private static Decision permitted(Case judged, String territory, Authorization by) {
        return plain(judged, territory, Action.ALLOW_WITH_USAGE, 3, Reason.AUTHORIZED, ARTICLE_VIII)
                .by(by)
                .after(List.of(), 0, judged.work());
    }

    /**
     * Steps 4 to 8.
     *
     * @param conflict an authorization fits but for who granted it: a person finds out whose the
     *     work is, unless permission was asked for in step 4
     */
    private static Decision withoutPermission(
            Rules rules, String territory, List<ListEntry> inForce, boolean conflict) {
        Case judged = rules.judged();
        Optional<ListEntry> required = first(inForce, NOT_WITHOUT_PERMISSION);
        if (required.isPresent()) {
            return listed(judged, territory, 4, ARTICLE_IV, required.get());
        }
        if (conflict) {
            return plain(
                    judged, territory, Action.REVIEW, 3, Reason.OWNERSHIP_CONFLICT, ARTICLE_II);
        }
        return first(inForce, IN_WINDOW)
                .map(entry -> listed(judged, territory, 5, ARTICLE_IV, entry))
                .orElseGet(() -> unlisted(rules, territory));
    }

    /**
     * Steps 6 to 8: an excerpt is never blocked, but a person looks where the owner would; nor is
     * what parties contradict each other about by the wish of one of them.
     */
    private static Decision unlisted(Rules rules, String territory) {
        Case judged = rules.judged();
        Optional<OwnerRule> wish = rules.wish(territory);
        if (isExcerpt(judged)) {
            boolean unwanted = wish.isPresent() && wish.get().restricts();
            Action action = unwanted ? Action.REVIEW : Action.OBSERVE;
            Decision excerpt =
                    plain(judged, territory, action, 6, Reason.EXCERPT, COPYRIGHT_LAW_24);
            return unwanted ? excerpt.by(wish.get().policy()) : excerpt;
        }
        if (wish.isPresent() && rules.isContested(territory) && wish.get().restricts()) {
            return plain(judged, territory, Action.REVIEW, 7, Reason.OWNERSHIP_CONFLICT, ARTICLE_II)
                    .by(wish.get().policy());
        }
        return wish.map(
                        w ->
                                plain(
                                                judged,
                                                territory,
                                                w.action(),
                                                7,
                                                Reason.OWNER_POLICY,
                                                w.action().compareTo(Action.OBSERVE) < 0
                                                        ? ARTICLE_VIII
                                                        : ARTICLE_II)
                                        .by(w.policy())
                                        .withStopBy(w.stopBy()))
                .orElseGet(
                        () ->
                                plain(
                                        judged,
                                        territory,
                                        Action.OBSERVE,
                                        8,
                                        Reason.MATCH_ONLY,
                                        ARTICLE_II));
    }

    /** Only of a work that is registered with a limit and a length: else nothing is small. */
    private static boolean isExcerpt(Case judged) {
        RegisteredWork work = judged.work();
        if (work == null || work.excerptMs() == null || work.durationMs() == null) {
            return false;
        }
        double mostPct =
                work.excerptPct() == null ? RegisteredWork.DEFAULT_EXCERPT_PCT : work.excerptPct();
        return judged.usedMs() <= work.excerptMs()
                && 100.0 * judged.usedMs() <= mostPct * work.durationMs();
    }

    private static Optional<ListEntry> first(List<ListEntry> inForce, Set<ListClass> classes) {
        return inForce.stream().filter(entry -> classes.contains(entry.listClass())).findFirst();
    }

    private static Decision plain(
            Case judged, String territory, Action action, int step, String reason, String article) {
        return Decision.plain(territory, action, step, reason, article, judged.workId());
    }

    private static Decision listed(
            Case judged, String territory, int step, String article, ListEntry entry) {
        String reason = Reason.listed(entry.listClass());
        return plain(judged, territory, action(entry), step, reason, article).by(entry);
    }

    /** An order is followed as it is, all others keep the work out. */
    private static Action action(ListEntry entry) {
        if (!entry.everywhere()) {
            return Action.GEO_BLOCK;
        }
        boolean muted = entry.listClass() == ListClass.ORDER && entry.measure() == ListMeasure.MUTE;
        return muted ? Action.MUTE : Action.BLOCK;
    }
}
