package dev.vigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.audit.NoteKey;
import dev.vigil.cli.doctor.DoctorFinding.State;
import dev.vigil.peers.PeerCertificates;
import dev.vigil.schema.wire.ListKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
    private static final KeyPair PAIR = ListKeys.create();
    private static final NoteKey LOG = NoteKey.of("site.example/audit/1", PAIR.getPublic());

    private final KeyChecks checks = new KeyChecks(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theKeyOfTheLogIsOfItsPairAndNotForEveryUser(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.pem");
        assertThat(checks.auditKey(LOG, file).line())
                .startsWith("✘ audit key: expected the private key of site.example/audit/1 in")
                .contains("audit.md#the-log-refuses-to-sign");
        Files.writeString(file, ListKeys.pem(ListKeys.create().getPrivate()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(checks.auditKey(LOG, file).line())
                .startsWith("✘ audit key")
                .contains("one pair");
        Files.writeString(file, ListKeys.pem(PAIR.getPrivate()));
        assertThat(checks.auditKey(LOG, file).state()).isEqualTo(State.WELL);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(checks.auditKey(LOG, file).line())
                .startsWith("✘ audit key")
                .contains("one that every user reads; chmod o=");
    }

    @Test
    void aCertificateIsRenewedThreeWeeksBeforeItEnds() {
        Instant late = NOW.plus(Duration.ofDays(22));
        assertThat(checks.certificates(new PeerCertificates(late, late)).state())
                .isEqualTo(State.WELL);
        assertThat(
                        checks.certificates(
                                        new PeerCertificates(NOW.plus(Duration.ofDays(20)), late))
                                .line())
                .startsWith("✘ peer's certificates: expected both valid for 21 d or longer, got")
                .contains("this site's for 20 d more; renew it")
                .doesNotContain("the peer's for");
        assertThat(
                        checks.certificates(
                                        new PeerCertificates(late, NOW.minus(Duration.ofDays(1))))
                                .line())
                .contains("the peer's over since 2026-11-27T00:00:00Z");
    }
}
