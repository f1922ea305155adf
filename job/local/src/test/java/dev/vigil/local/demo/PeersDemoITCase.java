package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The story of two platforms is true, and is read in a minute. */
class PeersDemoITCase {
    private static final int STEPS = 11;

    @TempDir private Path folder;

    @Test
    void whatOnePlatformSharesAnotherConfirmsBlocksDisputesAndLifts() throws Exception {
        Path page = folder.resolve("peers.html");
        StringWriter out = new StringWriter();
        CommandLine demo = new CommandLine(new DemoCommand());
        demo.setOut(new PrintWriter(out));

        int exitCode = demo.execute("--peers", "--page", page.toString());

        assertThat(out.toString()).contains("Everything happened as expected", page.toString());
        assertThat(exitCode).isZero();
        assertThat(Printed.problems(out.toString())).isEmpty();
        List<String> steps = out.toString().lines().filter(line -> line.startsWith("ok ")).toList();
        assertThat(steps).hasSize(STEPS);
        assertThat(String.join("\n", steps))
                .containsSubsequence(
                        "SHARED",
                        "QUARANTINED",
                        "OBSERVE",
                        "ACTIVE",
                        "BLOCK",
                        "ALLOW_WITH_USAGE",
                        "confirmed by a person in west.example",
                        "BLOCK",
                        "LIFT",
                        "PEER_DISPUTES");
        PageReader read = PageReader.of(page);
        assertThat(read.loads()).isEmpty();
        assertThat(read.all("tbody")).hasSize(1);
        assertThat(read.text()).contains("records of the peer");
    }
}
