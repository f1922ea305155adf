package dev.vigil.cli.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.cli.AlertsCommand;
import dev.vigil.client.alerts.Backoff;
import dev.vigil.client.alerts.HeaderFile;
import dev.vigil.client.alerts.ReceiverAnswer;
import dev.vigil.client.alerts.Target;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a forwarder waits, what it takes for final, and what it never says. */
class WaitingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void waitsGrowToTheCapAndDiffer() {
        Random random = new Random(7);
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), random);
        for (int failures = 1; failures <= 100; failures++) {
            long most = Math.min(30_000, 500L << Math.min(failures - 1, 20));
            assertThat(backoff.after(failures, null).toMillis())
                    .as("after %d failures, seed 7", failures)
                    .isBetween(most / 2, most);
        }
        assertThat(backoff.after(9, null)).isNotEqualTo(backoff.after(9, null));
    }

    @Test
    void aServerMayAskForMoreButNotForHours() {
        Backoff backoff =
                new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random(7));
        assertThat(backoff.after(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.after(1, Duration.ofDays(1))).isEqualTo(Backoff.MOST_ASKED);
        assertThat(backoff.after(9, Duration.ZERO)).isGreaterThan(Duration.ofSeconds(10));
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(ReceiverAnswer.retryAfter("120", NOW)).isEqualTo(Duration.ofSeconds(120));
        assertThat(ReceiverAnswer.retryAfter("Tue, 24 Nov 2026 12:01:00 GMT", NOW))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(ReceiverAnswer.retryAfter("Tue, 24 Nov 2026 11:00:00 GMT", NOW))
                .isEqualTo(Duration.ZERO);
        assertThat(ReceiverAnswer.retryAfter("soon", NOW)).isNull();
    }

    /** The planted fault: of a refused connection the JDK gives no word but its class. */
    @Test
    void whereNothingListensItSaysSo() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        assertThatThrownBy(() -> post("http://127.0.0.1:" + free))
                .hasMessageContaining("to accept an alert within 0 s, got no connection;");
    }

    /** A mistyped name is another thing to mend. A label has 63 characters at most: none has it. */
    @Test
    void aHostThatNoNameServerHasIsNamedAsSuch() {
        assertThatThrownBy(() -> post("http://" + "a".repeat(64) + ".invalid:9093"))
                .hasMessageContaining("got host not found;");
    }

    private static void post(String uri) throws Exception {
        new Target(
                        URI.create(uri),
                        new HeaderFile(null),
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(7)),
                        Duration.ZERO,
                        span -> {},
                        Clock.systemUTC(),
                        line -> {})
                .post(new byte[] {1}, "text/plain", "an alert");
    }

    @ParameterizedTest
    @CsvSource({
        "200, true, false", "202, true, false", "301, false, false", "400, false, true",
        "401, false, false", "403, false, false", "404, false, false", "413, false, true",
        "422, false, true", "429, false, false", "500, false, false", "503, false, false"
    })
    void onlyWhatBlamesTheDocumentIsFinal(int status, boolean accepted, boolean refused) {
        ReceiverAnswer answer = new ReceiverAnswer(status, "", null);
        assertThat(answer.accepted()).isEqualTo(accepted);
        assertThat(answer.refused()).isEqualTo(refused);
    }

    @Test
    void headersComeFromAFileAndNoErrorSaysWhatStandsThere(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("headers");
        Files.writeString(file, "Authorization: Bearer s3cret\n\nX-Site:  a b \n");
        assertThat(new HeaderFile(file).read())
                .containsExactly("Authorization", "Bearer s3cret", "X-Site", "a b");
        Files.writeString(file, "X-Site: a\nBearer s3cret\n");
        assertThatThrownBy(() -> new HeaderFile(file).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("s3cret");
        assertThat(new HeaderFile(null).read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:s3cret@am:9093", "am:9093", "ftp://am", "http:///x"})
    void anAddressWithSecretsOrWithoutHostIsRefused(String to) {
        assertThatThrownBy(
                        () -> AlertsCommand.uri(URI.create(to), AlertsCommand.Format.ALERTMANAGER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aTokenInTheQueryIsNotShown() {
        assertThat(Target.shown(URI.create("https://desk:8443/hook?token=s3cret")))
                .isEqualTo("https://desk:8443/hook");
    }

    @Test
    void alertmanagerIsAskedAtItsOwnPath() {
        assertThat(
                        AlertsCommand.uri(
                                URI.create("http://am:9093/prefix/"),
                                AlertsCommand.Format.ALERTMANAGER))
                .isEqualTo(URI.create("http://am:9093/prefix/api/v2/alerts"));
        assertThat(
                        AlertsCommand.uri(
                                URI.create("https://desk/hook?x=1"), AlertsCommand.Format.WEBHOOK))
                .isEqualTo(URI.create("https://desk/hook?x=1"));
    }
}
