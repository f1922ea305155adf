package dev.vigil.client.inspect;

import dev.vigil.audit.LogFault;
import dev.vigil.audit.LogFinding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a check of a bundle finds: the first ones are kept, all are counted. */
final class BundleFindings {
    static final int MOST = 1_000;

    private final List<LogFinding> kept = new ArrayList<>();
    private final Map<LogFault, Long> counts = new EnumMap<>(LogFault.class);
    private final Map<Integer, Long> newer = new TreeMap<>();

    void add(LogFault fault, String place, String message) {
        counts.merge(fault, 1L, Long::sum);
        if (kept.size() < MOST) {
            kept.add(new LogFinding(fault, place, message));
        }
    }

    /** A page of a newer vigil: what it lists is not known. */
    void newer(int version) {
        newer.merge(version, 1L, Long::sum);
    }

    /** How many of them there were. */
    long newer() {
        return newer.values().stream().mapToLong(it -> it).sum();
    }

    /** What was left open, for the report. */
    List<String> notChecked() {
        return newer.entrySet().stream()
                .map(
                        of ->
                                "page version "
                                        + of.getKey()
                                        + ": the records that "
                                        + of.getValue()
                                        + " pages list, as a newer vigil has made them; check them"
                                        + " with that one")
                .toList();
    }

    List<LogFinding> kept() {
        return List.copyOf(kept);
    }

    Map<LogFault, Long> counts() {
        return new EnumMap<>(counts);
    }

    long count() {
        return counts.values().stream().mapToLong(it -> it).sum();
    }

    /**
     * True where something was found that is neither a missing foundation nor about one of these
     * files.
     */
    boolean isTampered(Set<String> but) {
        long known =
                kept.stream()
                        .filter(it -> it.fault() != LogFault.UNFOUNDED && but.contains(it.place()))
                        .count();
        return count() - counts.getOrDefault(LogFault.UNFOUNDED, 0L) > known;
    }
}
