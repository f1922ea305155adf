package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The YAML files of this room, read as they stand. */
final class Manifests {
    /** Surefire runs in the folder of the module. */
    static final Path ROOM = Path.of("").toAbsolutePath();

    static final Path PROJECT = ROOM.getParent();

    private static final ObjectReader YAML = new YAMLMapper().readerFor(JsonNode.class);

    private Manifests() {}

    /** Every YAML file of base, overlays and what overlays may add. */
    static List<Path> files() {
        return Stream.of("base", "overlays", "audit", "peers", "desk")
                .flatMap(folder -> walk(ROOM.resolve(folder)))
                .filter(file -> file.toString().endsWith(".yaml"))
                .sorted()
                .toList();
    }

    /** The snapshots that people ask for; no overlay has them, each is created by hand. */
    static List<Path> snapshots() {
        return walk(ROOM.resolve("snapshots"))
                .filter(file -> file.toString().endsWith(".yaml"))
                .sorted()
                .toList();
    }

    static List<Path> overlays() {
        return walk(ROOM.resolve("overlays"))
                .filter(file -> file.endsWith("kustomization.yaml"))
                .map(Path::getParent)
                .sorted()
                .toList();
    }

    /** The documents of a file that may hold several. */
    static List<JsonNode> documents(Path file) {
        try {
            return documents(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static List<JsonNode> documents(String yaml) {
        try (MappingIterator<JsonNode> documents = YAML.readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a job; what runs the vigil command is a plain Deployment. */
    static boolean isDeployment(JsonNode document) {
        return document.path("kind").asText().equals("FlinkDeployment");
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
