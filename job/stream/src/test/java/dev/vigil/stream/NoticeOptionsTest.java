package dev.vigil.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.notice.ClockRules;
import dev.vigil.stream.options.JobOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeOptionsTest {
    @Test
    void aGraceThatIsGivenWinsOverTheFile(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("rules.json"), "{\"escalation\": {\"grace\": \"3 s\"}}");
        Configuration options = new Configuration();

        assertThat(NoticeOptions.of(options).rules()).isEqualTo(ClockRules.DEFAULTS);

        options.set(JobOptions.CLOCK_RULES, file.toString());
        assertThat(NoticeOptions.of(options).rules())
                .isEqualTo(ClockRules.DEFAULTS.withGrace(3_000));

        options.set(JobOptions.CLOCK_GRACE, Duration.ofSeconds(7));
        assertThat(NoticeOptions.of(options).rules())
                .isEqualTo(ClockRules.DEFAULTS.withGrace(7_000));
    }
}
