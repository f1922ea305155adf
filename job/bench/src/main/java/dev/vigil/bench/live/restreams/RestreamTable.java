package dev.vigil.bench.live.restreams;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of all streams, by distortion, and the goals. */
record RestreamTable(List<Group> groups, Group all, List<Goal> goals, boolean asAimed) {

    static RestreamTable of(List<Restream> streams, List<Goal> goals) {
        Map<String, List<Restream>> byGroup = new LinkedHashMap<>();
        streams.forEach(s -> byGroup.computeIfAbsent(s.group(), g -> new ArrayList<>()).add(s));
        return new RestreamTable(
                byGroup.entrySet().stream()
                        .map(group -> Group.of(group.getKey(), group.getValue()))
                        .toList(),
                Group.of("all", streams),
                goals,
                goals.stream().allMatch(Goal::met));
    }

    void print(PrintWriter out) {
        out.println(Group.HEAD);
        groups.forEach(group -> out.println(group.row()));
        out.println(all.row());
        out.println();
        out.println("| goal | | | |\n|---|---|---|---|");
        goals.forEach(goal -> out.println(goal.row()));
        out.println();
        out.println(asAimed ? "**All goals met.**" : "**Goals missed.**");
    }
}
