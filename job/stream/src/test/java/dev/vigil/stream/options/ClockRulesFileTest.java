package dev.vigil.stream.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.notice.ClockRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockRulesFileTest {
    private Path file;

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve("rules.json");
    }

    @Test
    void theDefaultsAreSuchAFile() throws IOException {
        Files.writeString(file, ClockRulesFile.text(ClockRules.DEFAULTS));

        assertThat(ClockRulesFile.read(file)).isEqualTo(ClockRules.DEFAULTS);
    }

    @Test
    void whatIsLeftOutStays() throws IOException {
        Files.writeString(
                file, "{\"tracks\": {\"live\": \"20 min\"}, \"handling\": {\"pauses\": true}}");

        ClockRules rules = ClockRulesFile.read(file);

        assertThat(rules.tracks().liveMs()).isEqualTo(20 * 60_000);
        assertThat(rules.handling().pauses()).isTrue();
        assertThat(rules.tracks().standardMs()).isEqualTo(24 * 3_600_000);
        assertThat(rules.escalation()).isEqualTo(ClockRules.DEFAULTS.escalation());
    }

    @Test
    void everyErrorIsToldAtOnce() {
        assertThat(
                        errors(
                                """
                                {"trakcs": {}, "tracks": {"standard": "soon", "live": 30},
                                 "escalation": {"grace": "10 s", "ladder": [
                                  {"level": "E1", "at": "25 h", "severity": "low"},
                                  {"level": "E1", "percent": 101, "severity": "low"}]},
                                 "counter": {"zone": "Mars", "regimes": [
                                  {"regime": "CIVIL_CODE", "waitDays": 15}]}}
                                """))
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("trakcs: no such key", "mean tracks?"),
                        it -> assertThat(it).contains("tracks.standard: expected a span", "soon"),
                        it -> assertThat(it).contains("tracks.live: expected a span", "got 30"),
                        it -> assertThat(it).contains("ladder[0].at: expected a time", "1500 min"),
                        it -> assertThat(it).contains("ladder[1].level: expected every level once"),
                        it -> assertThat(it).contains("ladder[1].percent: expected 0 to 100"),
                        it -> assertThat(it).contains("ladder: expected a row for E8"),
                        it -> assertThat(it).contains("regimes[0].delayDays: expected a value"),
                        it -> assertThat(it).contains("expected a row for CIVIL_CODE"),
                        it -> assertThat(it).contains("expected a row for REG_2013"),
                        it -> assertThat(it).contains("counter.zone: expected a zone", "Mars"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|expected a JSON object, got nothing",
                "[1]|the file: expected a JSON object",
                "{\"a\": |: expected JSON, got something else at line 1, column 6; vigil",
                "{\"tracks\": {\"live\": \"1 h\", \"live\": \"2 h\"}}|: expected each field once, got one twice at line 1, column 34",
                "{\"tracks\": {\"live\": \"0 s\"}}|tracks.live: expected a span longer",
                "{\"tracks\": {\"listed\": \"48 h\"}}|tracks.listed: expected no longer than",
                "{\"handling\": {\"pauses\": \"yes\"}}|handling.pauses: expected true or false",
                "{\"counter\": {\"liveRegime\": \"DMCA\"}}|counter.liveRegime: expected one of",
                "{\"counter\": {\"holidays\": [\"May\"]}}|counter.holidays: expected dates",
                "{\"escalation\": {\"merge\": \"-1 s\"}}|escalation.merge: expected a span",
            })
    void eachErrorSaysWhatWasExpected(String text, String told) {
        assertThat(errors(text == null ? "" : text)).singleElement().asString().contains(told);
    }

    @Test
    void badRulesAreToldTogetherWithBadOptions() throws IOException {
        Files.writeString(file, "{\"tracks\": {\"live\": \"soon\"}}");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                OptionsParser.parse(
                                        "--clock.rules", file.toString(), "--clock.grace", "soon"))
                .withMessageContaining("--clock.rules " + file + ": tracks.live: expected")
                .withMessageContaining("--clock.grace: expected");
        Files.delete(file);
        assertThat(
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> ClockRulesFile.read(file))
                                .actual())
                .hasMessageContaining("expected a readable JSON file");
    }

    private List<String> errors(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> ClockRulesFile.read(file))
                .actual()
                .getMessage()
                .lines()
                .toList();
    }
}
