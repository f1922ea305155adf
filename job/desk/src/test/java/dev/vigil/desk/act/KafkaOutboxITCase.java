package dev.vigil.desk.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.client.bus.Topics;
import dev.vigil.desk.project.KafkaTopicLog;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.store.Lease;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From the outbox to a real topic, and back into the journal. */
@ExtendWith(SharedBroker.class)
class KafkaOutboxITCase {
    private static final long T0 = 1_795_507_200_000L;

    @TempDir private Path folder;

    private static Properties client(String bootstrap) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        return client;
    }

    private static OutboxRow row() {
        return row(null);
    }

    private static OutboxRow row(String approver) {
        List<RecordHeader> headers =
                Envelope.json(EventType.NOTICE_WITHDRAWN, "/vigil/desk", "request-1", "n-1", T0)
                        .with()
                        .actor("oidc:wang")
                        .approver(approver)
                        .build()
                        .headers()
                        .entrySet()
                        .stream()
                        .map(header -> new RecordHeader(header.getKey(), header.getValue()))
                        .toList();
        return new OutboxRow(
                "request-1",
                Topic.NOTICES.topicName(),
                "n-1".getBytes(StandardCharsets.UTF_8),
                headers,
                Json.bytes(new NoticeWithdrawn("n-1", T0, "by mail")),
                T0,
                "oidc:wang");
    }

    /** Of the list: its own principal writes it. */
    private static OutboxRow entry(String id, String approver) {
        return on(Topic.LIST, id, approver);
    }

    private static OutboxRow on(Topic topic, String id, String approver) {
        OutboxRow row = row(approver);
        return new OutboxRow(
                id, topic.topicName(), row.key(), row.headers(), row.body(), T0 + 1, row.madeBy());
    }

    private Path settings(Properties client) throws IOException {
        Path file = folder.resolve("listing.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            client.store(out, null);
        }
        return file;
    }

    @Test
    void whatWasSentIsFoundByItsRequest(EmbeddedBroker broker) throws Exception {
        Properties client = client(broker.bootstrap());
        Topics.create(client);
        Store store = TestingStores.SQLITE.open(folder);
        WritingParties parties = WritingParties.of(settings(client), null);
        try (Handle handle = store.handle();
                Lease lease = new Lease(store, "desk", "this desk");
                PartyTargets target = new PartyTargets(client, parties);
                Projector projector =
                        new Projector(
                                store,
                                new KafkaTopicLog(client),
                                List.of(Topic.NOTICES),
                                Projections.all())) {
            DeskOutbox.add(handle, row());
            DeskOutbox.add(handle, entry("request-2", "oidc:li"));
            for (String approver : new String[] {null, "oidc:wang"}) {
                OutboxRow alone = entry("request-3", approver);
                assertThatThrownBy(() -> target.send(alone))
                        .hasMessageContaining("expected the names of two persons to publish");
            }
            OutboxSender sender =
                    new OutboxSender(
                            store,
                            target,
                            lease,
                            InstantSource.system(),
                            System::nanoTime,
                            Duration.ZERO);
            lease.beat();
            assertThat(sender.send()).isEqualTo(2);
            assertThat(sender.send()).isZero();

            projector.resume();
            Optional<RecordPlace> found = Optional.empty();
            while (found.isEmpty()) {
                projector.poll();
                found = DeskOutbox.found(handle, Topic.NOTICES.topicName(), "request-1");
            }
            assertThat(target.ends(Topic.NOTICES.topicName()))
                    .hasSize(Topic.NOTICES.partitions())
                    .containsEntry(found.get().partition(), found.get().offset() + 1);
            assertThat(
                            DeskOutbox.hasRead(
                                    handle,
                                    Topic.NOTICES.topicName(),
                                    target.ends(Topic.NOTICES.topicName())))
                    .isTrue();
        }
    }

    @Test
    void whatNoTopicTakesIsRefusedAndTheNextOneGoes(EmbeddedBroker broker) throws Exception {
        Properties client = client(broker.bootstrap());
        Topics.create(client);
        // The other test counts the records of its topics.
        OutboxRow row = on(Topic.ACKS, "request-4", null);
        OutboxRow large =
                new OutboxRow(
                        row.id(),
                        row.topic(),
                        row.key(),
                        row.headers(),
                        new byte[Topic.LARGEST_RECORD],
                        T0,
                        row.madeBy());
        try (KafkaOutboxTarget target = new KafkaOutboxTarget(client)) {
            UnsentException unsent =
                    catchThrowableOfType(UnsentException.class, () -> target.send(large));
            assertThat(unsent.isForGood()).isTrue();
            assertThat(unsent).hasMessageContaining("expected a record that the topic takes");
            assertThat(target.send(row).topic()).isEqualTo(row.topic());
        }
    }
}
