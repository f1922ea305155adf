package dev.vigil.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Commands in code blocks of the documents have verbs and options that exist. */
class CommandsOfPagesTest {
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^ {4}(?:\\$ )?(?:job/)?vigil (.*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** Of all verbs, made once: that takes longer than to parse a command. */
    private static final CommandLine LINE = Vigil.line();

    static List<Path> pages() throws IOException {
        return PagesTest.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areUnderstood(Path page) throws IOException {
        assertThat(wrong(Files.readString(page))).isEmpty();
    }

    private static List<String> wrong(String page) {
        List<String> wrong = new ArrayList<>();
        Matcher command = COMMAND.matcher(page.replaceAll("\\\\\\n\\s*", ""));
        while (command.find()) {
            String line = command.group(1).replaceAll("\\s+(?:#|>>?|\\||&&).*", "");
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(line);
            while (word.find()) {
                words.add(word.group(1) == null ? word.group(2) : word.group(1));
            }
            try {
                LINE.parseArgs(words.toArray(String[]::new));
            } catch (ParameterException no) {
                wrong.add(line + ": " + no.getMessage());
            }
        }
        return wrong;
    }

    @Test
    void whatDoesNotExistIsFound() {
        assertThat(
                        wrong(
                                """
                                    job/vigil list show --at 2026-12-24T20:00:00+08:00 \\
                                        --in-force   # now
                                    $ vigil list shew
                                    job/vigil owner usage 'a b' --fram 2026-11-01
                                """))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("list shew"))
                .anyMatch(line -> line.contains("--fram"));
    }
}
