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
        Map<Integer, Revision> last = new HashMap<>();
        Map<String, Boolean> reasons = new TreeMap<>();
        Long occurredAt = null;
        for (Revision revision : revisions) {
            if (!revision.says()) {
                continue;
            }
            last.put(revision.episode(), revision);
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
        for (Act command : commands) {
            if (command.measure() == Measure.LIFT) {
                lastLift = Math.max(lastLift, command.number());
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
        boolean takenBack = lastDone < lastLift;
        Map<String, List<String>> references = new TreeMap<>();
        for (Revision revision : last.values()) {
            for (Ruled ruled : revision.ruled()) {
                if (blocks(ruled)) {
                    String ground = "list/" + ruled.entry();
                    reasons.put(ground, !takenBack);
                    List<String> all = new ArrayList<>(references.getOrDefault(ground, List.of()));
                    all.add("work-of-" + ruled.entry() + "/" + ruled.reference());
                    references.put(ground, new ArrayList<>(new TreeSet<>(all)));
                }
            }
        }
        return new Result(occurredAt, establishedAt, reasons, references);
    }

    private static boolean blocks(Ruled ruled) {
        return ruled.action() == Action.BLOCK
                || ruled.action() == Action.MUTE
                || ruled.action() == Action.GEO_BLOCK;
    }
}
