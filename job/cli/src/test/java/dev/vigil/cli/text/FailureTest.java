package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigil.cli.Vigil;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class FailureTest {
    @TempDir Path dir;

    @Test
    void aFileIsToldWithWhatIsWrongWithIt() {
        assertThat(Failure.told(new NoSuchFileException("a")))
                .isEqualTo("a: expected a file or folder, got none of that name; check the path");
        assertThat(Failure.told(new AccessDeniedException("a"))).contains("check its permissions");
        assertThat(Failure.told(new NotDirectoryException("a"))).contains("expected a folder");
        assertThat(Failure.told(new FileSystemException("a", null, "No space left on device")))
                .isEqualTo("a: No space left on device");
        assertThat(Failure.told(new IOException("one\ntwo"))).isEqualTo("one");
    }

    @Test
    void jsonThatIsNoneIsNamedWithItsPlaceAndNotInTheWordsOfItsParser() {
        Exception broken = catchException(() -> new JsonMapper().readTree("{\"a\": oops}"));

        assertThat(broken).hasMessageContaining("Unrecognized token");
        assertThat(Failure.told(broken))
                .matches("expected JSON, got something else at line 1, column \\d+");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeTheWork() {
        assertThatThrownBy(() -> Failure.unlessWritable(dir))
                .hasMessageContaining("got a folder; name a file in it");
        assertThatThrownBy(() -> Failure.unlessWritable(dir.resolve("none/a.png")))
                .hasMessageContaining("expected a folder to write to, got none");
        assertThatCode(() -> Failure.unlessWritable(dir.resolve("a.png")))
                .doesNotThrowAnyException();
    }

    /** A verb's own exit code for failures counts: 1 of {@code compare} would say no match. */
    @Test
    void tooLittleMemoryIsALineAndAFailure() {
        StringWriter err = new StringWriter();
        CommandLine line = Vigil.line().addSubcommand(new Greedy()).setErr(new PrintWriter(err));

        assertThat(line.execute("greedy")).isEqualTo(7);
        assertThat(err.toString())
                .startsWith("vigil: expected more memory than the ")
                .contains("VIGIL_JAVA_OPTS=-Xmx4g")
                .hasLineCount(1);
    }

    @Command(name = "greedy", exitCodeOnExecutionException = 7)
    static final class Greedy implements Callable<Integer> {
        @Option(names = "--verbose")
        private boolean verbose;

        @Override
        public Integer call() {
            throw new OutOfMemoryError("Java heap space");
        }
    }
}
