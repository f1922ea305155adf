package dev.vigil.stream.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.account.TemplateTexts;
import dev.vigil.schema.account.WarningKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningTextsFileTest {
    private Path file;

    @BeforeEach
    void name(@TempDir Path folder) {
        file = folder.resolve("texts.json");
    }

    @Test
    void theDefaultsAreSuchAFile() throws IOException {
        Files.writeString(file, WarningTextsFile.text(TemplateTexts.DEFAULTS));

        TemplateTexts read = WarningTextsFile.read(file);

        assertThat(read.templates()).isEqualTo(TemplateTexts.DEFAULTS.templates());
        assertThat(read.version()).isEqualTo(TemplateTexts.DEFAULTS.version());
    }

    @Test
    void whatIsLeftOutStays() throws IOException {
        Files.writeString(
                file,
                """
                {"version": "acme-3", "en": {"live": {"title": "Stop", "body": ["Please stop {works}.", "Stop before {stopBy}."]}}}
                """);

        TemplateTexts read = WarningTextsFile.read(file);

        assertThat(read.en(WarningKind.LIVE, Map.of("works", "film")).body())
                .isEqualTo("Please stop film.");
        assertThat(read.version()).startsWith("acme-3+");
        assertThat(read.templates().zh()).isEqualTo(TemplateTexts.DEFAULTS.templates().zh());
        assertThat(read.templates().en().first())
                .isEqualTo(TemplateTexts.DEFAULTS.templates().en().first());
    }

    @Test
    void everyErrorIsReportedTogetherWithThoseOfOtherOptions() throws IOException {
        Files.writeString(
                file,
                """
                {"zone": "Mars", "fr": {},
                 "zh": {"lifted": {"title": "已撤销", "body": ["{voided} {offences} {step} {wroks}"]}}}
                """);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                OptionsParser.parse(
                                        "--warning.texts",
                                        file.toString(),
                                        "--clock.grace",
                                        "soon"))
                .withMessageContaining("--warning.texts " + file + ": fr: no such key")
                .withMessageContaining(file + ": zone: expected a zone")
                .withMessageContaining(file + ": zh.lifted.body[0]: no such parameter {wroks}")
                .withMessageContaining(file + ": zh.lifted.body: expected all")
                .withMessageContaining(file + ": version: expected one of your own")
                .withMessageContaining("--clock.grace: expected");
    }

    @Test
    void aFileThatIsNoneNamesTheVerbThatPrintsOne() throws IOException {
        Files.writeString(file, "{\"a\": ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WarningTextsFile.read(file))
                .withMessageContaining("vigil warning texts prints a file to begin with");
    }
}
