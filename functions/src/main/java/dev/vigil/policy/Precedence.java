package dev.vigil.policy;

import dev.vigil.schema.event.Action;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.Decision;
import dev.vigil.schema.event.ListClass;
import dev.vigil.schema.event.ListEntry;
import dev.vigil.schema.event.ListMeasure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The precedence table of DOMAIN 2.5, first hit wins, for one work in one territory. Total: every
 * case has exactly one decision.
 */
public final class Precedence {
    /** Changes with every change of this table; stands in each verdict. */
    public static final String RULE_VERSION = "precedence-2";

    private static final Set<ListClass> NOT_WITHOUT_PERMISSION =
            EnumSet.of(
                    ListClass.PERMISSION_REQUIRED, ListClass.RIGHTS_DECLARED, ListClass.STAYDOWN);
    private static final Set<ListClass> IN_WINDOW =
            EnumSet.of(ListClass.IN_SCREENING, ListClass.HOT_BROADCAST);

    private static final String ARTICLE_II = "Declaration II";
    private static final String ARTICLE_IV = "Declaration IV";
    private static final String ARTICLE_VIII = "Declaration VIII";
    private static final String REGULATION_3 = "Regulation 2013 art. 3";

    private Precedence() {}

    static Decision decide(Case judged, String territory) {
        List<ListEntry> inForce =
                judged.entries().stream()
                        .filter(entry -> entry.inForce(territory, judged.timeMs()))
                        .toList();
        Optional<Decision> lawful = byLaw(judged, territory, inForce);
        if (lawful.isPresent()) {
            return lawful.get();
        }
        if (judged.context() == null) {
            return new Decision(
                    territory,
                    Action.REVIEW,
                    0,
                    Reason.CONTEXT_UNKNOWN,
                    ARTICLE_II,
                    judged.workId(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of());
        }
        List<String> failures = new ArrayList<>();
        for (Authorization authorization : judged.authorizations()) {
            Optional<String> failure = AuthorizationTest.failure(authorization, judged, territory);
            if (failure.isEmpty()) {
                return new Decision(
                        territory,
                        Action.ALLOW_WITH_USAGE,
                        3,
                        Reason.AUTHORIZED,
                        ARTICLE_VIII,
                        judged.workId(),
                        null,
                        null,
                        null,
                        authorization.authorizationId(),
                        authorization.version(),
                        List.of());
            }
            failures.add(authorization.authorizationId() + ": " + failure.get());
        }
        return withoutAuthorization(judged, territory, inForce, failures);
    }

    /** Steps 1 and 2: no authorization lifts them. */
    private static Optional<Decision> byLaw(
            Case judged, String territory, List<ListEntry> inForce) {
        return first(inForce, EnumSet.of(ListClass.FORBIDDEN))
                .map(entry -> listed(judged, territory, 1, REGULATION_3, entry, List.of()))
                .or(
                        () ->
                                first(inForce, EnumSet.of(ListClass.ORDER))
                                        .map(
                                                entry ->
                                                        listed(
                                                                judged,
                                                                territory,
                                                                2,
                                                                REGULATION_3,
                                                                entry,
                                                                List.of())));
    }

    /** Steps 4 to 8. */
    private static Decision withoutAuthorization(
            Case judged, String territory, List<ListEntry> inForce, List<String> failures) {
        return first(inForce, NOT_WITHOUT_PERMISSION)
                .map(entry -> listed(judged, territory, 4, ARTICLE_IV, entry, failures))
                .or(
                        () ->
                                first(inForce, IN_WINDOW)
                                        .map(
                                                entry ->
                                                        listed(
                                                                judged,
                                                                territory,
                                                                5,
                                                                ARTICLE_IV,
                                                                entry,
                                                                failures)))
                .orElseGet(
                        () ->
                                new Decision(
                                        territory,
                                        Action.OBSERVE,
                                        8,
                                        Reason.MATCH_ONLY,
                                        ARTICLE_II,
                                        judged.workId(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        failures));
    }

    private static Optional<ListEntry> first(List<ListEntry> inForce, Set<ListClass> classes) {
        return inForce.stream().filter(entry -> classes.contains(entry.listClass())).findFirst();
    }

    private static Decision listed(
            Case judged,
            String territory,
            int step,
            String article,
            ListEntry entry,
            List<String> failures) {
        return new Decision(
                territory,
                action(entry),
                step,
                Reason.listed(entry.listClass()),
                article,
                judged.workId(),
                entry.listClass(),
                entry.entryId(),
                entry.version(),
                null,
                null,
                failures);
    }

    /** An order is followed as it stands, all others keep the work out. */
    private static Action action(ListEntry entry) {
        if (!entry.everywhere()) {
            return Action.GEO_BLOCK;
        }
        boolean muted = entry.listClass() == ListClass.ORDER && entry.measure() == ListMeasure.MUTE;
        return muted ? Action.MUTE : Action.BLOCK;
    }
}
