package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.audit.RecordHeader;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Without a broker: what one person alone orders for the list is refused before anything is sent.
 */
class PartyTargetsTest {
    private static final long T0 = 1_795_507_200_000L;
    private static final String TWO =
            "expected the names of two persons to publish %s, got oidc:wang and %s;"
                    + " draft it again and have another person approve it";

    @TempDir private Path folder;

    private PartyTargets targets() throws IOException {
        Properties client = new Properties();
        client.put("bootstrap.servers", "127.0.0.1:9");
        Path listing = folder.resolve("listing.properties");
        Files.writeString(listing, "bootstrap.servers=127.0.0.1:9");
        return new PartyTargets(client, WritingParties.of(listing, null));
    }

    private static OutboxRow row(String id, String approver) {
        List<RecordHeader> headers =
                Envelope.json(EventType.LIST_UPSERTED, "/vigil/desk", id, "e-1", T0)
                        .with()
                        .actor("oidc:wang")
                        .approver(approver)
                        .build()
                        .headers()
                        .entrySet()
                        .stream()
                        .map(it -> new RecordHeader(it.getKey(), it.getValue()))
                        .toList();
        return row(id, headers);
    }

    private static OutboxRow row(String id, List<RecordHeader> headers) {
        return new OutboxRow(
                id,
                Topic.LIST.topicName(),
                "e-1".getBytes(StandardCharsets.UTF_8),
                headers,
                new byte[] {'{', '}'},
                T0,
                "oidc:wang");
    }

    private static void assertUnsent(PartyTargets targets, OutboxRow row, String sentence) {
        UnsentException unsent =
                catchThrowableOfType(UnsentException.class, () -> targets.send(row));
        assertThat(unsent).hasMessageContaining(sentence);
        assertThat(unsent.isForGood()).isTrue();
    }

    /** The planted fault: the sender fails at it, and sends nothing that was ordered later. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatAnotherVersionHasOrderedHoldsUpNoOtherTopic(TestingStores kind) throws IOException {
        Store store = kind.open(folder);
        try (PartyTargets targets = targets();
                Lease lease = new Lease(store, "desk", "this desk");
                Handle handle = store.handle()) {
            lease.beat();
            OutboxRow other = row("order-1", "oidc:li");
            DeskOutbox.add(
                    handle,
                    new OutboxRow(
                            "order-0",
                            "another",
                            other.key(),
                            other.headers(),
                            other.body(),
                            T0 - 1,
                            "oidc:wang"));
            DeskOutbox.add(handle, row("order-1", (String) null));
            assertThat(
                            new OutboxSender(
                                            store,
                                            targets,
                                            lease,
                                            InstantSource.system(),
                                            System::nanoTime,
                                            Duration.ZERO)
                                    .send())
                    .isZero();
            String refused = "select id from outbox where refused_at is not null";
            assertThat(handle.select(refused).mapTo(String.class).list())
                    .containsExactly("order-1");
            String waits = "select problem from outbox where id = 'order-0' and tried_at is null";
            assertThat(handle.select(waits).mapTo(String.class).one())
                    .startsWith("expected a topic that this version has, got 'another'");
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatHasOneNameIsRefusedForGood(TestingStores kind) throws IOException {
        Store store = kind.open(folder);
        try (PartyTargets targets = targets();
                Lease lease = new Lease(store, "desk", "this desk");
                Handle handle = store.handle()) {
            assertUnsent(
                    targets, row("order-1", "oidc:wang"), TWO.formatted("order-1", "oidc:wang"));
            assertUnsent(
                    targets, row("order-2", List.of()), "expected a CloudEvent to publish, got");

            lease.beat();
            DeskOutbox.add(handle, row("order-3", (String) null));
            OutboxSender sender =
                    new OutboxSender(
                            store,
                            targets,
                            lease,
                            InstantSource.system(),
                            System::nanoTime,
                            Duration.ZERO);
            assertThat(sender.send()).isZero();
            assertThat(
                            handle.select(
                                            "select problem from outbox where off is null"
                                                    + " and refused_at is not null")
                                    .mapTo(String.class)
                                    .list())
                    .containsExactly(TWO.formatted("order-3", "null"));
        }
    }
}
