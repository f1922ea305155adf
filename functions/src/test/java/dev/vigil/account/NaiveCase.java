package dev.vigil.account;

import dev.vigil.account.TestingCases.Ruled;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.rights.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a session is an offence by, from all that was ever written of it. Slow and simple; shares
 * nothing with the fold but the words of the test.
 */
public final class NaiveCase {
    /**
     * A revision of a verdict.
     *
     * @param says false where it was made while the registers loaded
     */
    public record Revision(int episode, long captureMs, boolean says, List<Ruled> ruled) {}

    /** A command, or what the platform has confirmed of it. */
    public record Act(int number, Measure measure, Long effectiveMs) {}

    /** What an offence comes to. */
    public record Result(
            Long occurredAt,
            Long establishedAt,
            Map<String, Boolean> reasons,
            Map<String, List<String>> references) {}

    private NaiveCase() {}

    /** Null for no offence. */
    public static Result of(List<Revision> revisions, List<Act> commands, List<Act> confirmations) {
        Map<Integer, Map<String, TreeSet<String>>> blocking = new HashMap<>();
        Map<Integer, Map<String, TreeSet<String>>> waiting = new HashMap<>();
        Map<String, Boolean> reasons = new TreeMap<>();
        Long occurredAt = null;
        for (Revision revision : revisions) {
            if (!revision.says()) {
                continue;
            }
            Map<String, TreeSet<String>> before = new TreeMap<>();
            add(before, blocking.getOrDefault(revision.episode(), Map.of()));
            add(before, waiting.getOrDefault(revision.episode(), Map.of()));
            Map<String, TreeSet<String>> blocks = new TreeMap<>();
            Map<String, TreeSet<String>> waits = new TreeMap<>();
            for (Ruled ruled : revision.ruled()) {
                String ground = "list/" + ruled.entry();
                String reference = "work-of-" + ruled.entry() + "/" + ruled.reference();
                if (blocks(ruled)) {
                    blocks.computeIfAbsent(ground, none -> new TreeSet<>()).add(reference);
                } else if (ruled.held() != null
                        && before.getOrDefault(ground, new TreeSet<>()).contains(reference)) {
                    waits.computeIfAbsent(ground, none -> new TreeSet<>()).add(reference);
                }
            }
            blocking.put(revision.episode(), blocks);
            waiting.put(revision.episode(), waits);
            for (Ruled ruled : revision.ruled()) {
                if (blocks(ruled)) {
                    reasons.put("list/" + ruled.entry(), false);
                    if (occurredAt == null || revision.captureMs() < occurredAt) {
                        occurredAt = revision.captureMs();
                    }
                }
            }
        }
        if (reasons.isEmpty()) {
            return null;
        }
        Long establishedAt = null;
        int lastDone = 0;
        int lastLift = 0;
        int liftBefore = 0;
        for (Act command : commands) {
            if (command.measure() == Measure.LIFT) {
                liftBefore = lastLift;
                lastLift = command.number();
                continue;
            }
            for (Act done : confirmations) {
                boolean restricts =
                        done.measure() != Measure.LIFT && done.measure() != Measure.NOT_FOUND;
                if (done.number() == command.number() && restricts) {
                    lastDone = Math.max(lastDone, done.number());
                    if (establishedAt == null || done.effectiveMs() < establishedAt) {
                        establishedAt = done.effectiveMs();
                    }
                }
            }
        }
        Map<String, TreeSet<String>> all = new TreeMap<>();
        for (Map<String, TreeSet<String>> blocks : blocking.values()) {
            add(all, blocks);
            for (String ground : blocks.keySet()) {
                reasons.put(ground, lastDone >= lastLift);
            }
        }
        for (int episode : waiting.keySet()) {
            add(all, waiting.get(episode));
            for (String ground : waiting.get(episode).keySet()) {
                if (!blocking.get(episode).containsKey(ground)) {
                    reasons.put(ground, lastDone >= liftBefore);
                }
            }
        }
        Map<String, List<String>> references = new TreeMap<>();
        all.forEach((ground, named) -> references.put(ground, new ArrayList<>(named)));
        return new Result(occurredAt, establishedAt, reasons, references);
    }

    private static void add(Map<String, TreeSet<String>> all, Map<String, TreeSet<String>> more) {
        more.forEach(
                (ground, references) ->
                        all.computeIfAbsent(ground, none -> new TreeSet<>()).addAll(references));
    }

    private static boolean blocks(Ruled ruled) {
        return ruled.action() == Action.BLOCK
                || ruled.action() == Action.MUTE
                || ruled.action() == Action.GEO_BLOCK;
    }
}
