package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Renders an overlay with the kubectl of this machine; needs no cluster. */
final class Kustomize {
    /** Rendered once: under load each call takes a second. */
    private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

    private Kustomize() {}

    static boolean isInstalled() {
        return Tool.isInstalled("kubectl", "kustomize", "--help");
    }

    /** The documents that would be applied; AssertionError with kubectl's words if none. */
    static List<JsonNode> render(Path overlay) throws IOException {
        String known = RENDERED.get(overlay);
        if (known == null) {
            Tool.Result result = Tool.run("kubectl", "kustomize", overlay.toString());
            if (result.exit() != 0) {
                throw new AssertionError(result.output());
            }
            known = result.output();
            RENDERED.put(overlay, known);
        }
        return Manifests.documents(known);
    }
}
