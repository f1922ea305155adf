package dev.vigil.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command finds the benchmarks, and each reports what is wrong with its arguments. */
class BenchVerbsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bench audio --hours 1.5|--hours: expected a whole number, got '1.5'",
                "bench audio --hours -1|see vigil bench audio --help",
                "bench video --hours 100,1|--hours: expected 101 to 2000, got 1",
                "bench video --queries q.csv|--queries: expected --references beside it, got none",
                "bench faults --only disk,fire|--only: expected one of [task-manager,",
                "bench job --kill 3|--kill: expected 0 to 2, got 3",
                "bench job --kill --spare 3|--spare: expected 0 to 2, got 3",
                "bench job --spare 1|--spare: expected beside --kill, got none",
                "bench|vigil: expected a benchmark, got none",
            })
    void namesWhatIsWrong(String words, String message) {
        StringWriter err = new StringWriter();
        CommandLine line = Vigil.line().setErr(new PrintWriter(err));

        assertThat(line.execute(words.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).startsWith("vigil: ").contains(message);
    }
}
