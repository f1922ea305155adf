package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Renders an overlay with the kubectl of this machine; needs no cluster. */
final class Kustomize {
    private Kustomize() {}

    static boolean isInstalled() {
        return Tool.isInstalled("kubectl", "kustomize", "--help");
    }

    /** The documents that would be applied; AssertionError with kubectl's words if none. */
    static List<JsonNode> render(Path overlay) throws IOException {
        Tool.Result result = Tool.run("kubectl", "kustomize", overlay.toString());
        if (result.exit() != 0) {
            throw new AssertionError(result.output());
        }
        return Manifests.documents(result.output());
    }
}
