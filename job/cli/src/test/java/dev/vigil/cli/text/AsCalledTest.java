package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hint is copied to be run: it names the command as it was called. */
class AsCalledTest {
    private static final String CALLED = "job/vigil";

    @AfterEach
    void reset() {
        System.clearProperty(AsCalled.PROPERTY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "got 'n-9'; see vigil notice list|got 'n-9'; see job/vigil notice list",
                "is it running (vigil up)?|is it running (job/vigil up)?",
                "see vigil --help|see job/vigil --help",
                "as `vigil size` writes|as `job/vigil size` writes",
                "vigil: expected a command|vigil: expected a command",
                "see job/vigil watch health|see job/vigil watch health",
                "/home/vigil here|/home/vigil here",
                "a fault of Vigil itself|a fault of Vigil itself"
            })
    void namesTheCommandAsItWasCalled(String text, String expected) {
        assertThat(AsCalled.of(text, CALLED)).isEqualTo(expected);
        assertThat(AsCalled.of(text, "vigil")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/home/li/a checkout/job/vigil|see '/home/li/a checkout/job/vigil' notice list",
                "/home/li's/job/vigil|see '/home/li'\\''s/job/vigil' notice list",
                "../job/vigil-2|see ../job/vigil-2 notice list"
            })
    void aPathThatAShellWouldTakeApartIsQuoted(String called, String expected) {
        assertThat(AsCalled.of("see vigil notice list", called)).isEqualTo(expected);
    }

    @Test
    void soDoHelpAndErrors() {
        System.setProperty(AsCalled.PROPERTY, CALLED);
        assertThat(printed("notice", "file", "--help"))
                .contains("Usage: job/vigil notice file", "  job/vigil notice file n-2")
                .doesNotContain(" vigil ");
        assertThat(printed("--help"))
                .contains("job/vigil COMMAND --help")
                .doesNotContain(" vigil ");
        assertThat(printed("notice", "file", "n-1")).contains("see job/vigil notice file --help");
    }

    private static String printed(String... words) {
        StringWriter printed = new StringWriter();
        PrintWriter to = new PrintWriter(printed);
        Vigil.line().setOut(to).setErr(to).execute(words);
        return printed.toString();
    }
}
