package dev.vigil.usage;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.UsedMeasure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** When a session was kept from its audience: what is captured then is not shown there. */
final class UsedMeasures {
    static final int MOST = 16;

    private static final String EVERYWHERE_ELSE = "*";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private UsedMeasures() {}

    /**
     * A time in which a session was not shown.
     *
     * @param territories empty for everywhere
     */
    record Stop(long from, long to, Set<String> territories) {
        /**
         * @param named territories that are counted by themselves
         */
        boolean isIn(String territory, Set<String> named) {
            if (territories.isEmpty() || territories.contains(territory)) {
                return true;
            }
            return territory.equals(EVERYWHERE_ELSE)
                    && COUNTRIES.stream()
                            .allMatch(c -> named.contains(c) || territories.contains(c));
        }
    }

    static MeteredSession commanded(MeteredSession session, EnforcementCommand command) {
        return changed(
                session,
                command.commandId(),
                known ->
                        known.with()
                                .measure(command.measure())
                                .territories(command.territories())
                                .build());
    }

    /** A measure that took effect once has done so: the earliest time counts. */
    static MeteredSession confirmed(MeteredSession session, ActionConfirmed confirmed) {
        long at = confirmed.effectiveAt();
        return changed(
                session,
                confirmed.commandId(),
                known ->
                        known.withEffectiveAt(
                                known.effectiveAt() == null
                                        ? at
                                        : Math.min(at, known.effectiveAt())));
    }

    static MeteredSession failed(MeteredSession session, ItemBack failed) {
        return changed(
                session,
                failed.commandId(),
                known ->
                        known.withFailedAt(
                                known.failedAt() == null
                                        ? failed.at()
                                        : Math.max(failed.at(), known.failedAt())));
    }

    private static MeteredSession changed(
            MeteredSession session, String commandId, UnaryOperator<UsedMeasure> change) {
        long number = number(commandId);
        if (number < 0) {
            return session;
        }
        UsedMeasure known =
                session.measures().stream()
                        .filter(one -> one.commandId().equals(commandId))
                        .findFirst()
                        .orElse(new UsedMeasure(commandId, number, null, List.of(), null, null));
        UsedMeasure next = change.apply(known);
        if (session.measures().contains(next)) {
            return session;
        }
        List<UsedMeasure> measures = new ArrayList<>(session.measures());
        measures.removeIf(one -> one.commandId().equals(commandId));
        measures.add(next);
        measures.sort(Comparator.comparingLong(UsedMeasure::number));
        return session.withMeasures(
                List.copyOf(
                        measures.subList(Math.max(0, measures.size() - MOST), measures.size())));
    }

    /** Of sessionId/command/number; -1 for another id. */
    private static long number(String commandId) {
        String number =
                commandId == null ? "" : commandId.substring(commandId.lastIndexOf('/') + 1);
        return number.matches("[1-9][0-9]{0,8}") ? Long.parseLong(number) : -1;
    }

    /** One measure is in force at a time: a later one that takes effect replaces it. */
    static List<Stop> stops(MeteredSession session) {
        List<UsedMeasure> effective =
                session.measures().stream()
                        .filter(one -> one.measure() != null && one.effectiveAt() != null)
                        .filter(one -> isOfLife(one, session))
                        .toList();
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < effective.size(); i++) {
            UsedMeasure one = effective.get(i);
            long to = Long.MAX_VALUE;
            for (UsedMeasure later : effective.subList(i + 1, effective.size())) {
                to = Math.min(to, later.effectiveAt());
            }
            if (one.failedAt() != null && one.failedAt() >= one.effectiveAt()) {
                to = Math.min(to, one.failedAt());
            }
            if (one.measure() != Measure.LIFT && to > one.effectiveAt()) {
                stops.add(new Stop(one.effectiveAt(), to, Set.copyOf(one.territories())));
            }
        }
        return stops;
    }

    private static boolean isOfLife(UsedMeasure one, MeteredSession session) {
        return session.startAt() == null || one.effectiveAt() >= session.startAt();
    }
}
