package dev.vigil.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is told before anything starts or is deleted. */
class UpCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clock.grcae=5 s|did you mean --clock.grace?",
                "clock.grace=soon|--clock.grace: expected a value such as 10 s, got 'soon'",
                "clock.grace|--set: expected KEY=VALUE, got 'clock.grace'",
                "clock.rules=none.json|--clock.rules",
                "kafka.bootstrap=elsewhere:9092|--set kafka.bootstrap: expected an option that"
            })
    void anOptionOfTheJobsIsChecked(String option, String told, @TempDir Path directory) {
        List<String> errors =
                refused("up", "--dir", directory.toString(), "--fresh", "--set", option);
        assertThat(errors).anySatisfy(line -> assertThat(line).contains(told));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileForADirectoryIsRefusedInWords(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(refused("up", "--port", "0", "--ui-port", "0", "--dir", file.toString()))
                .singleElement()
                .asString()
                .endsWith("got '" + file + "' (it is a file); give another one");
    }

    private static List<String> refused(String... args) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true));
        int code;
        try {
            code = Vigil.run(args);
        } finally {
            System.setErr(before);
        }
        assertThat(code).isNotZero();
        return errors.toString().lines().toList();
    }

    @Test
    void theHintGoesOnWithTheSameDirectoryAndOptions() {
        List<String> words =
                List.of("up", "--dir", "/srv/my site", "--fresh", "--set", "clock.grace=5 s");
        assertThat(UpCommand.again(words))
                .isEqualTo("vigil up --dir '/srv/my site' --set 'clock.grace=5 s'");
        assertThat(UpCommand.again(List.of("--verbose", "up", "--dir", "up")))
                .isEqualTo("vigil up --verbose --dir up");
    }
}
