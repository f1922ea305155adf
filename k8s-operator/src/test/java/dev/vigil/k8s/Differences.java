package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two renderings differ, as paths. */
final class Differences {
    private Differences() {}

    static List<String> between(List<JsonNode> one, List<JsonNode> other) {
        List<String> paths = new ArrayList<>();
        compare(
                "",
                JsonNodeFactory.instance.arrayNode().addAll(one),
                JsonNodeFactory.instance.arrayNode().addAll(other),
                paths);
        return paths;
    }

    private static void compare(String path, JsonNode one, JsonNode other, List<String> paths) {
        if (one.isContainerNode() && one.getNodeType() == other.getNodeType()) {
            for (String step : steps(one, other)) {
                compare(path + "/" + step, at(one, step), at(other, step), paths);
            }
        } else if (!one.equals(other)) {
            paths.add(path);
        }
    }

    private static Set<String> steps(JsonNode one, JsonNode other) {
        Set<String> steps = new LinkedHashSet<>();
        one.fieldNames().forEachRemaining(steps::add);
        other.fieldNames().forEachRemaining(steps::add);
        if (one.isArray()) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                steps.add(Integer.toString(i));
            }
        }
        return steps;
    }

    private static JsonNode at(JsonNode node, String step) {
        JsonNode child = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
        return child == null ? MissingNode.getInstance() : child;
    }
}
