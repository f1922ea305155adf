package dev.vigil.stream.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

/** The page that operators read says what the code does. */
class OptionsReferenceTest {
    private static final Path PAGE = Path.of("../docs/options.md").toAbsolutePath().normalize();

    /** {@code -Dvigil.record=true} writes the page instead; look at the difference, then commit. */
    @Test
    void pageIsCurrent() throws IOException {
        if (Boolean.getBoolean("vigil.record")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, OptionsReference.page());
            System.out.println("recorded " + PAGE);
        }

        assertThat(PAGE)
                .as("run this test with -Dvigil.record=true, read the change, commit it")
                .hasContent(OptionsReference.page());
    }

    @Test
    void keysAreUniqueAndSpeakOneLanguage() {
        assertThat(JobOptions.all())
                .extracting(ConfigOption::key)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .doesNotContain("config")
                .allMatch(key -> key.matches("[a-z]+(\\.[a-z]+)*"));
    }

    @Test
    void everyOptionIsDescribed() {
        assertThat(JobOptions.all())
                .extracting(OptionsReference::description)
                .allMatch(text -> text.endsWith("."));
    }

    @Test
    void noOptionTakesASecret() {
        assertThat(JobOptions.all())
                .extracting(ConfigOption::key)
                .noneMatch(key -> key.matches(".*(password|secret|token|credential|jaas).*"));
    }
}
