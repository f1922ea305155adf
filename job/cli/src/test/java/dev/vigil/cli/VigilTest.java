package dev.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.text.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a wrong command line is answered with. */
class VigilTest {
    private static final int WRONG = 2;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notcie|got 'notcie'; did you mean notice?",
                "notic|got 'notic'; did you mean notice?",
                "notice fiel n-1|got 'fiel'; did you mean file",
                "notice file n-1 --notifier s --itme a|got '--itme'; did you mean --item",
                "notice file n-1 --notifier s|--item: expected what is to be removed",
                "notice file n-1 --notifier s --item a --received 2026-11-24T09:30:00|its offset",
                "notice file d-7 --notifier ncac --directive INFORM --document 7 --deliverable who"
                        + " --due 24h|'--due': expected a time with its offset from UTC such as"
                        + " 2026-11-24T20:00:00+08:00, got '24h'",
                "authorization grant deal --to o --work w --until 30d|+08:00, got '30d'",
                "notice withdraw n-1 --at 2199-01-01T00:00:00Z|got 2199-01-01 00:00:00",
                "policy set o --rule BLOK|expected an action and conditions such as",
                "policy set o --rule BLOCK,match=long|got 'BLOCK,match=long'",
                "policy set o --rule BLOCK,refPct=110|got 'BLOCK,refPct=110'",
                "policy set o --rule BLOCK,where=CN|got 'BLOCK,where=CN'",
                "authorization grant deal --to official|expected --to and --work",
                "work register w --owner o --excerpt 10s|--length: expected with --excerpt",
                "reference review w --outcome OVERTURNED|sessionId: expected an id",
                "fingerprint a.wav --seconds ten|--seconds: expected a number, got 'ten'",
                "watch health --for soon|expected a span such as 30s",
                "notice heartbeat --every often|got 'often'",
                "figures show --from 2026-11-31|expected a day such as 2026-11-01, got"
                        + " '2026-11-31'",
                "owner statement o --month november|expected a month such as 2026-11",
                "notice heartbeat --every 0s|--every: expected",
            })
    void namesWhatIsWrong(String words, String told) {
        StringWriter err = new StringWriter();
        CommandLine line = Vigil.line().setErr(new PrintWriter(err));

        assertThat(line.execute(words.split(" "))).isEqualTo(WRONG);
        assertThat(err.toString()).startsWith("vigil: ").contains(told);
    }

    /** What is near nothing is answered with the help, not with a guess. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"status", "stop", "ls", "notice fetch", "start --port 1", "watch x --quick"})
    void proposesNothingFarFetched(String words) {
        StringWriter err = new StringWriter();

        assertThat(Vigil.line().setErr(new PrintWriter(err)).execute(words.split(" ")))
                .isEqualTo(WRONG);
        assertThat(err.toString()).contains("--help").doesNotContain("did you mean");
    }

    /** A list of commands is read before any of them is known: it has no half sentences. */
    @Test
    void commandsAreListedByWholeSentences() {
        assertThat(halfSentences(Vigil.line())).isEmpty();
    }

    private static List<String> halfSentences(CommandLine line) {
        List<String> half = new ArrayList<>();
        for (CommandLine verb : line.getSubcommands().values()) {
            String listed = verb.getCommandSpec().usageMessage().description()[0];
            if (!listed.endsWith(".")) {
                half.add(verb.getCommandSpec().qualifiedName() + ": " + listed);
            }
            half.addAll(halfSentences(verb));
        }
        return half;
    }

    /** Surefire runs in the module's folder. */
    @Test
    void theVersionIsThePoms() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<version>" + Version.NUMBER + "</version>");
    }
}
