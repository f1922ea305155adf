package dev.vigil.stream.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.account.StrikeLadder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ladder that is wrong refuses the start, with all that is wrong in it and beside it. */
class LadderFileTest {
    @TempDir private Path directory;
    private Path ladder;
    private Path texts;

    @BeforeEach
    void files() {
        ladder = directory.resolve("ladder.json");
        texts = directory.resolve("texts.json");
    }

    @Test
    void aLadderIsReadAsItWasPrinted() throws IOException {
        Files.writeString(ladder, LadderFile.text(StrikeLadder.DEFAULTS));
        assertThat(LadderFile.read(ladder)).isEqualTo(StrikeLadder.DEFAULTS);
    }

    @Test
    void allThatIsWrongWithTheLadderTheTextsAndTheOptionsIsReportedAtOnce() throws IOException {
        Files.writeString(ladder, "{\"strikeDays\": 0, \"incidentHours\": 0, \"stricter\": true}");
        Files.writeString(texts, "{\"zone\": \"Mars/North\", \"fr\": {}}");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                OptionsParser.parse(
                                        "--job",
                                        "ledger",
                                        "--ladder.rules",
                                        ladder.toString(),
                                        "--warning.texts",
                                        texts.toString(),
                                        "--ledger.memory",
                                        "for ever"))
                .withMessageContaining("--ladder.rules " + ladder + ": stricter: no such key")
                .withMessageContaining(ladder + ": strikeDays: expected 1 to 3650, got 0")
                .withMessageContaining(ladder + ": incidentHours: expected 1 to 744, got 0")
                .withMessageContaining(ladder + ": version: expected one of its own")
                .withMessageContaining("--warning.texts " + texts + ": fr: no such key")
                .withMessageContaining(texts + ": zone: expected a zone")
                .withMessageContaining("--ledger.memory: expected");
    }

    @Test
    void aMemoryThatIsShorterThanAnOffenceCountsIsReported() throws IOException {
        Files.writeString(ladder, "{\"version\": \"site-1\", \"strikeDays\": 1000}");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                OptionsParser.parse(
                                        "--job",
                                        "ledger",
                                        "--ladder.rules",
                                        ladder.toString(),
                                        "--ledger.memory",
                                        "1000 d"))
                .withMessageContaining(
                        "--ledger.memory: expected more than a day beyond the 1365 days in which"
                                + " an offence can make another one count, got 1000 days; keep offences longer");
    }

    @Test
    void aFileThatIsNoneNamesTheVerbThatPrintsOne() throws IOException {
        Files.writeString(ladder, "{\"a\": ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LadderFile.read(ladder))
                .withMessageContaining("vigil standing rules prints a file to begin with");
    }
}
