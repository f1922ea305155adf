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
    /**
     * Of a session, the latest; {@link Kept} cuts them where both sides of a difference lack them.
     */
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

    /**
     * A measure that took effect once has done so: the earliest time counts. One before the session
     * began was of an earlier use of its id.
     */
    static MeteredSession confirmed(MeteredSession session, ActionConfirmed confirmed) {
        long at = confirmed.effectiveAt();
        return changed(
                session,
                confirmed.commandId(),
                known ->
                        known.with()
                                .effectiveAt(first(session.startAt(), known.effectiveAt(), at))
                                .effectiveLastAt(last(known.effectiveLastAt(), at))
                                .build());
    }

    static MeteredSession failed(MeteredSession session, ItemBack failed) {
        return changed(
                session,
                failed.commandId(),
                known -> known.withFailedAt(last(known.failedAt(), failed.at())));
    }

    private static Long first(Long startAt, Long known, long at) {
        if (known == null) {
            return at;
        }
        boolean isOfEarlierUse = startAt != null && Math.min(known, at) < startAt;
        return isOfEarlierUse ? Math.max(known, at) : Math.min(known, at);
    }

    private static Long last(Long known, long at) {
        return known == null ? at : Math.max(known, at);
    }

    /** Where a session's id is used again: numbers of its measures begin anew. */
    static List<UsedMeasure> since(List<UsedMeasure> measures, long startAt) {
        List<UsedMeasure> since = new ArrayList<>();
        for (UsedMeasure one : measures) {
            Long last = one.effectiveLastAt();
            if (last == null || last >= startAt) {
                boolean isLater = last != null && one.effectiveAt() < startAt;
                boolean isFailed = one.failedAt() != null && one.failedAt() >= startAt;
                since.add(
                        one.with()
                                .effectiveAt(isLater ? last : one.effectiveAt())
                                .failedAt(isFailed ? one.failedAt() : null)
                                .build());
            }
        }
        return List.copyOf(since);
    }

    /** Without the earliest: what they have stopped is counted. */
    static MeteredSession within(MeteredSession session) {
        List<UsedMeasure> measures = session.measures();
        return measures.size() <= MOST
                ? session
                : session.withMeasures(
                        List.copyOf(measures.subList(measures.size() - MOST, measures.size())));
    }

    private static MeteredSession changed(
            MeteredSession session, String commandId, UnaryOperator<UsedMeasure> change) {
        long number = number(commandId);
        boolean isTooEarly =
                session.measures().size() == MOST && number < session.measures().get(0).number();
        if (number < 0 || isTooEarly) {
            return session;
        }
        UsedMeasure known =
                session.measures().stream()
                        .filter(one -> one.commandId().equals(commandId))
                        .findFirst()
                        .orElse(
                                new UsedMeasure(
                                        commandId, number, null, List.of(), null, null, null));
        UsedMeasure next = change.apply(known);
        if (session.measures().contains(next)) {
            return session;
        }
        List<UsedMeasure> measures = new ArrayList<>(session.measures());
        measures.removeIf(one -> one.commandId().equals(commandId));
        measures.add(next);
        measures.sort(Comparator.comparingLong(UsedMeasure::number));
        return session.withMeasures(List.copyOf(measures));
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
