package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The schema of a kind in the operator's own CRD, closed: an API server drops a field that it
 * doesn't know without a word, so here an unknown field is an error.
 */
final class CrdSchema {
    /** A sibling of the checkout, as the CRD belongs to the operator and is not ours to copy. */
    private static final Path SOURCES = Manifests.PROJECT.resolveSibling("shared/k8s-crds");

    /** What is missing, for a test that skips. */
    static final String MISSING = "no CRD of the operator at ../shared/k8s-crds";

    private static final Set<String> ENVELOPE = Set.of("apiVersion", "kind", "metadata", "spec");

    private final JsonSchema schema;
    private final String apiVersion;

    private CrdSchema(JsonNode crd) {
        JsonNode version = crd.at("/spec/versions/0");
        apiVersion = crd.at("/spec/group").asText() + "/" + version.path("name").asText();
        JsonNode spec = version.at("/schema/openAPIV3Schema/properties/spec");
        close(spec);
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(spec);
    }

    /**
     * Empty where the CRD is not beside the checkout.
     *
     * @param kind FlinkDeployment or FlinkStateSnapshot
     */
    static Optional<CrdSchema> find(String kind) {
        Path source = SOURCES.resolve(kind.toLowerCase(Locale.ROOT) + "s-1.15.0.yaml");
        return Files.exists(source)
                ? Optional.of(new CrdSchema(Manifests.documents(source).get(0)))
                : Optional.empty();
    }

    /** What an API server would refuse or drop, one line each. */
    List<String> errors(JsonNode resource) {
        List<String> errors = new ArrayList<>();
        resource.fieldNames().forEachRemaining(name -> checkEnvelope(name, errors));
        if (!apiVersion.equals(resource.path("apiVersion").asText())) {
            errors.add("apiVersion: expected " + apiVersion);
        }
        schema.validate(resource.path("spec")).forEach(error -> errors.add(error.getMessage()));
        return errors;
    }

    private static void checkEnvelope(String name, List<String> errors) {
        if (!ENVELOPE.contains(name)) {
            errors.add(name + ": not defined at the top level");
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(CrdSchema::close);
    }
}
