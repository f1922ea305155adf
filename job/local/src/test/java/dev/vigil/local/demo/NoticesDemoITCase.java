package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The story that compliance is shown is true: every kind of notice ends as it says. */
class NoticesDemoITCase {
    @Test
    void everyKindOfNoticeEndsAsExpected() {
        StringWriter out = new StringWriter();
        CommandLine demo = new CommandLine(new NoticesDemoCommand());
        demo.setOut(new PrintWriter(out));

        int exitCode = demo.execute();

        assertThat(out.toString()).contains("Everything happened as expected");
        assertThat(exitCode).isZero();
    }
}
