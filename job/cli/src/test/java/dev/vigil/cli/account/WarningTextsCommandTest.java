package dev.vigil.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningTextsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    private int vigil(String... words) {
        return Vigil.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    @Test
    void whatItPrintsIsAFileThatItTakes() throws IOException {
        assertThat(vigil("warning", "texts")).isZero();
        Path file = Files.writeString(folder.resolve("texts.json"), out.toString());
        String first = out.toString();
        out.getBuffer().setLength(0);

        assertThat(vigil("warning", "texts", "--file", file.toString())).isZero();
        assertThat(out).hasToString(first).asString().contains("{disputeUntil}", "版权提醒");
    }

    @Test
    void everyErrorOfAFileIsPrinted() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("texts.json"),
                        "{\"zone\": \"Mars\", \"en\": {\"until\": \"till\"}}");

        assertThat(vigil("warning", "texts", "--file", file.toString())).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("zone: expected", "en.until: expected", "version: ");
    }
}
