package dev.vigil.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Renders an overlay with the kubectl of this machine; needs no cluster. */
final class Kustomize {
    private Kustomize() {}

    static boolean isInstalled() {
        try {
            return run("kubectl", "kustomize", "--help").exit() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The documents that would be applied; AssertionError with kubectl's words if none. */
    static List<JsonNode> render(Path overlay) throws IOException {
        Result result = run("kubectl", "kustomize", overlay.toString());
        if (result.exit() != 0) {
            throw new AssertionError(result.output());
        }
        return Manifests.documents(result.output());
    }

    private record Result(int exit, String output) {}

    private static Result run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        try {
            return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for kubectl", e);
        }
    }
}
