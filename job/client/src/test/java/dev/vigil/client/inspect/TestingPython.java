package dev.vigil.client.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bundle's own check, which needs no Vigil. */
final class TestingPython {
    private TestingPython() {}

    static boolean isThere() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Exit code and what it has printed. */
    static String verify(Path bundle) throws Exception {
        Process process =
                new ProcessBuilder(
                                "python3",
                                bundle.resolve("verify.py").toString(),
                                bundle.toString(),
                                TestingTopics.KEY.line())
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + out;
    }
}
