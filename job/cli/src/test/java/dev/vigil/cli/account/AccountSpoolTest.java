package dev.vigil.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.Event;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountSpoolTest {
    private static Event event(String key, long offset) {
        return new Event(
                "offences",
                0,
                offset,
                key,
                Envelope.json(EventType.OFFENCE_CHANGED, "/test", "id-" + offset, key, 1_000),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** They are personal data: nobody else may read them, and nothing is left. */
    @Test
    void recordsOfAnAccountAreOneBehindTheOtherAndGoWithTheSpool(@TempDir Path parent)
            throws IOException {
        List<String> read = new ArrayList<>();
        try (AccountSpool spool = new AccountSpool(parent)) {
            for (int i = 0; i < 100; i++) {
                spool.add(event("account-" + i + "/session:s", i));
                spool.add(event("account-" + i, 100 + i));
            }
            try (var made = Files.list(parent)) {
                assertThat(made)
                        .singleElement()
                        .satisfies(
                                it ->
                                        assertThat(Files.getPosixFilePermissions(it))
                                                .isEqualTo(
                                                        PosixFilePermissions.fromString(
                                                                "rwx------")));
            }
            spool.read(
                    record -> read.add(new String(record.key(), StandardCharsets.UTF_8)),
                    () -> read.add("end"));
        }
        assertThat(read).hasSizeGreaterThan(200).endsWith("end");
        for (int i = 0; i < 100; i++) {
            int first = read.indexOf("account-" + i + "/session:s");
            int second = read.indexOf("account-" + i);
            assertThat(read.subList(first, second)).doesNotContain("end");
        }
        assertThat(parent).isEmptyDirectory();
    }
}
