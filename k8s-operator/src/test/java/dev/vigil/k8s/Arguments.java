package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of the jobs as manifests name them, and as the reference page knows them. */
final class Arguments {
    private static final Path REFERENCE = Manifests.PROJECT.resolve("job/docs/options.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|", Pattern.MULTILINE);

    private Arguments() {}

    /** The keys of the generated page; no dependency on the jobs, which are of another Flink. */
    static Set<String> known() throws IOException {
        Set<String> keys = new HashSet<>();
        Matcher rows = ROW.matcher(Files.readString(REFERENCE));
        while (rows.find()) {
            keys.add(rows.group(1));
        }
        return keys;
    }

    /** Every text of a document that is an option, without its dashes: in args and in patches. */
    static List<String> named(JsonNode document) {
        List<String> keys = new ArrayList<>();
        collect(document, keys);
        return keys;
    }

    /** Those that no job knows; a plain Deployment runs a verb, whose options are other ones. */
    static List<String> unknown(JsonNode document) throws IOException {
        if (document.path("kind").asText().equals("Deployment")) {
            return List.of();
        }
        Set<String> known = known();
        return named(document).stream().filter(key -> !known.contains(key)).toList();
    }

    /** Whether the kustomization beside a patch applies it to a Deployment, which runs a verb. */
    static boolean isOfVerb(Path patch) throws IOException {
        Path beside = patch.resolveSibling("kustomization.yaml");
        if (!Files.exists(beside)) {
            return false;
        }
        for (JsonNode named : Manifests.documents(beside).get(0).path("patches")) {
            if (named.path("path").asText().equals(patch.getFileName().toString())) {
                return named.at("/target/kind").asText().equals("Deployment");
            }
        }
        return false;
    }

    private static void collect(JsonNode node, List<String> keys) {
        if (node.isTextual() && node.textValue().startsWith("--")) {
            keys.add(node.textValue().substring(2));
        }
        node.forEach(child -> collect(child, keys));
    }
}
