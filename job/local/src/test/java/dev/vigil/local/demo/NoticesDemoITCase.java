package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The story that compliance is shown is true: every kind of notice ends as it says. */
class NoticesDemoITCase {
    private static final int NOTICES = 20;

    @TempDir private Path folder;

    @Test
    void everyKindOfNoticeEndsAsExpected() throws Exception {
        Path page = folder.resolve("notices.html");
        StringWriter out = new StringWriter();
        CommandLine demo = new CommandLine(new NoticesDemoCommand());
        demo.setOut(new PrintWriter(out));

        int exitCode = demo.execute("--page", page.toString());

        assertThat(out.toString()).contains("Everything happened as expected", page.toString());
        assertThat(exitCode).isZero();
        assertThat(Printed.problems(out.toString())).isEmpty();
        assertThat(out.toString().lines().filter(line -> line.startsWith("ok "))).hasSize(NOTICES);
        PageReader read = PageReader.of(page);
        assertThat(read.loads()).isEmpty();
        assertThat(read.all("h3")).hasSize(NOTICES);
        assertThat(read.all("svg")).as("one notice never had a clock").hasSize(NOTICES - 1);
        assertThat(read.text())
                .contains("BREACH recorded", "breach cleared by proof", "the notifier sues");
    }
}
