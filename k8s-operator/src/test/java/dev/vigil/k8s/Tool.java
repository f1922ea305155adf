package dev.vigil.k8s;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A command of this machine, found rather than required. */
final class Tool {
    private Tool() {}

    record Result(int exit, String output) {}

    /** True where the command is there and this call of it ends well. */
    static boolean isInstalled(String... harmless) {
        try {
            return run(harmless).exit() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static Result run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        try {
            return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command[0], e);
        }
    }
}
