package dev.vigil.cli.notice;

import dev.vigil.notice.ClockRules;
import dev.vigil.notice.Facts;
import dev.vigil.notice.NoticeMachine;
import dev.vigil.notice.Step;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.Regime;
import dev.vigil.schema.notice.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The five regions of a notice, found out from the machine itself: from a new notice, every event
 * is tried in every state that can be reached, and each change of a region is an arrow.
 */
final class StateMap {
    static final String START = "[*]";

    /** More clocks than that bring no new arrows. */
    private static final int MOST_RUNS = 2;

    /** The parallel regions, in the order in which they are drawn. */
    enum Region {
        INTAKE,
        ACTION,
        FORWARD,
        COUNTER,
        CLOCK
    }

    /** An arrow of a region, with everything that may cause it. */
    record Arrow(String from, String to, List<String> causes) {}

    private record At(NoticeCase known, NoticeStatus status, long nowMs) {}

    private final NoticeMachine machine =
            new NoticeMachine(ClockRules.DEFAULTS.allowing(true, true));
    private final Facts facts = Facts.none("map");
    private final List<StateMapEvents.Cause> causes = StateMapEvents.all();
    private final Map<Region, Map<String, Set<String>>> found = new EnumMap<>(Region.class);
    private final Set<String> seen = new HashSet<>();
    private final Deque<At> next = new ArrayDeque<>();

    private StateMap() {
        Arrays.stream(Region.values()).forEach(region -> found.put(region, new TreeMap<>()));
    }

    /** The one map that there is: to find it out takes seconds. */
    static StateMap explored() {
        return Explored.MAP;
    }

    private static final class Explored {
        static final StateMap MAP = explore();
    }

    private static StateMap explore() {
        StateMap map = new StateMap();
        Arrays.stream(Regime.values()).forEach(regime -> map.open("complete notice", true, regime));
        map.open("incomplete notice", false, Regime.CIVIL_CODE);
        while (!map.next.isEmpty()) {
            At at = map.next.removeFirst();
            map.causes.forEach(cause -> map.tryOne(at, cause));
        }
        return map;
    }

    private void open(String name, boolean complete, Regime regime) {
        Step step = machine.opened(StateMapEvents.notice(complete, regime), facts);
        At at = new At(step.next(), step.status(), StateMapEvents.T0_MS);
        arrows(null, at, name);
        visit(at);
    }

    private void tryOne(At at, StateMapEvents.Cause cause) {
        long nowMs = cause.when().applyAsLong(at.known(), at.nowMs());
        if (nowMs < at.nowMs()) {
            return;
        }
        Step step =
                cause.event() == null
                        ? machine.due(at.known(), nowMs, facts)
                        : machine.on(at.known(), cause.event().apply(at.known(), nowMs), facts);
        At after = settled(at, step, nowMs);
        if (after != null && after.known().runs().size() <= MOST_RUNS) {
            arrows(at, after, cause.name());
            visit(after);
        }
    }

    /** What a timer does at once belongs to the event; null where the case was forgotten. */
    private At settled(At before, Step first, long nowMs) {
        Step step = first;
        NoticeStatus status = step.status() == null ? before.status() : step.status();
        long now = nowMs;
        while (step.next() != null && step.next().nextAt() != null && step.next().nextAt() <= now) {
            step = machine.due(step.next(), now, facts);
            status = step.status() == null ? status : step.status();
        }
        return step.next() == null ? null : new At(step.next(), status, now);
    }

    private void visit(At at) {
        if (seen.add(key(at))) {
            next.addLast(at);
        }
    }

    /**
     * What distinguishes one state from another for the regions; the first way to it represents
     * all.
     */
    private static String key(At at) {
        NoticeCase known = at.known();
        boolean covered =
                known.runs().stream()
                        .flatMap(run -> run.items().stream())
                        .anyMatch(item -> item.coveredBy() != null);
        return String.join(
                ",",
                known.regime().name(),
                known.intake().state().name(),
                "" + known.intake().missing().isEmpty(),
                known.counter().state() + "" + known.counter().restored().size(),
                at.status().action().name(),
                "" + covered,
                known.runs().stream().map(run -> run.clock().name()).sorted().toList().toString());
    }

    // Arrows -------------------------------------------------------------------------------

    private void arrows(At before, At after, String cause) {
        for (Region region : Region.values()) {
            if (region != Region.CLOCK) {
                arrow(
                        region,
                        before == null ? START : in(region, before),
                        in(region, after),
                        cause);
            }
        }
        List<Run> old = before == null ? List.of() : before.known().runs();
        List<Run> now = after.known().runs();
        for (int i = 0; i < now.size(); i++) {
            String from = i < old.size() ? old.get(i).clock().name() : START;
            arrow(Region.CLOCK, from, now.get(i).clock().name(), cause);
        }
    }

    private void arrow(Region region, String from, String to, String cause) {
        if (!from.equals(to)) {
            found.get(region)
                    .computeIfAbsent(from + " " + to, it -> new LinkedHashSet<>())
                    .add(cause);
        }
    }

    private static String in(Region region, At at) {
        return switch (region) {
            case INTAKE -> at.known().intake().state().name();
            case ACTION -> at.status().action().name();
            case FORWARD -> at.known().forward().state().name();
            case COUNTER -> at.known().counter().state().name();
            case CLOCK -> throw new IllegalArgumentException("A notice has several clocks");
        };
    }

    /** States of a region that can be reached, in the order of their declaration. */
    List<String> states(Region region) {
        Set<String> reached = arrows(region).stream().map(Arrow::to).collect(Collectors.toSet());
        return StateMapEvents.declared(region).stream().filter(reached::contains).toList();
    }

    /** In order of their states. */
    List<Arrow> arrows(Region region) {
        List<String> order = new ArrayList<>(List.of(START));
        order.addAll(StateMapEvents.declared(region));
        List<String> names = causeNames();
        return found.get(region).entrySet().stream()
                .map(
                        entry ->
                                new Arrow(
                                        entry.getKey().split(" ")[0],
                                        entry.getKey().split(" ")[1],
                                        entry.getValue().stream()
                                                .sorted(Comparator.comparingInt(names::indexOf))
                                                .toList()))
                .sorted(
                        Comparator.<Arrow>comparingInt(arrow -> order.indexOf(arrow.from()))
                                .thenComparingInt(arrow -> order.indexOf(arrow.to())))
                .toList();
    }

    private List<String> causeNames() {
        List<String> names = new ArrayList<>(List.of("complete notice", "incomplete notice"));
        causes.forEach(cause -> names.add(cause.name()));
        return names;
    }

    /** The page that the documentation shows. */
    String page() {
        return """
                # The states of a notice

                Drawn by `vigil notice states` from the machine itself: every event is tried in every
                state that can be reached. A test fails when this page and the code differ. Five
                regions run in parallel; a notice may have several clocks, one after the other or, for
                items that joined later or are back, side by side.

                ```mermaid
                """
                + mermaid()
                + "```\n";
    }

    /** As Mermaid draws it. */
    String mermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        for (Region region : Region.values()) {
            text.append("    state ").append(region).append(" {\n");
            for (Arrow arrow : arrows(region)) {
                text.append("        ")
                        .append(name(region, arrow.from()))
                        .append(" --> ")
                        .append(name(region, arrow.to()))
                        .append(" : ")
                        .append(String.join(", ", arrow.causes()))
                        .append('\n');
            }
            for (String state : states(region)) {
                text.append("        state \"")
                        .append(state)
                        .append("\" as ")
                        .append(name(region, state))
                        .append('\n');
            }
            text.append("    }\n");
        }
        return text.toString();
    }

    /** Two regions may have states of one name. */
    private static String name(Region region, String state) {
        return state.equals(START) ? START : region.name().toLowerCase(Locale.ROOT) + "_" + state;
    }
}
