package dev.vigil.local.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.RecordHeader;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.desk.Desk;
import dev.vigil.desk.DeskOptions;
import dev.vigil.desk.act.DeskOutbox;
import dev.vigil.desk.act.OutboxRow;
import dev.vigil.desk.act.PlacedOrders;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.compare.CompareProgram;
import dev.vigil.desk.inspect.InspectionSettings;
import dev.vigil.desk.project.Projections;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.fixtures.broker.Await;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.notice.NoticeWithdrawn;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk over SASL_SSL with the rights of {@code vigil topics --acls}, and no others. */
class SecuredDeskITCase {
    private static final long T0 = 1_795_507_200_000L;

    private static SecureBroker broker;

    @TempDir private Path folder;
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private StoreAddress address;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = SecureBroker.start(directory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void name() {
        address = StoreAddress.of(folder.resolve("desk.sqlite"));
    }

    private Desk desk(WritingParties parties) throws IOException {
        return Desk.start(
                new DeskOptions(
                        address,
                        broker.client(Party.DESK),
                        parties,
                        new InetSocketAddress("127.0.0.1", 0),
                        List::of,
                        InstantSource.system(),
                        InspectionSettings.none(),
                        CompareProgram.none(),
                        link -> {},
                        warnings::add));
    }

    private static OutboxRow row(String id, Topic topic, EventType type, Object body) {
        List<RecordHeader> headers = new ArrayList<>();
        Envelope.json(type, "/vigil/desk", id, "key", T0)
                .with()
                .actor("oidc:wang")
                .approver("oidc:li")
                .build()
                .headers()
                .forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return new OutboxRow(
                id,
                topic.topicName(),
                "key".getBytes(StandardCharsets.UTF_8),
                headers,
                Json.bytes(body),
                T0,
                "oidc:wang");
    }

    private static OutboxRow entry() {
        ListEntry entry =
                ListEntryBuilder.builder()
                        .entryId("key")
                        .version(1)
                        .listClass(ListClass.FORBIDDEN)
                        .workId("the-work")
                        .titles(List.of())
                        .windows(List.of())
                        .territoryInclude(List.of())
                        .territoryExclude(List.of())
                        .issuedAt(T0)
                        .build();
        return row("entry", Topic.LIST, EventType.LIST_UPSERTED, entry);
    }

    private static void order(Store store, OutboxRow row) {
        try (Handle handle = store.handle()) {
            DeskOutbox.add(handle, row);
        }
    }

    private static long waiting(Store store) {
        try (Handle handle = store.handle()) {
            return PlacedOrders.waiting(handle);
        }
    }

    private static void await(Callable<Boolean> condition) {
        Await.onTopics(broker.admin(), condition);
    }

    @Test
    void itReadsAllThatItShowsAndSendsAllThatPeopleOrder() throws Exception {
        List<Topic> own = Arrays.stream(Topic.values()).filter(Party.DESK::writes).toList();
        try (Store store = Store.open(address);
                Desk desk = desk(WritingParties.of(null, null))) {
            for (Topic topic : own) {
                order(
                        store,
                        row(
                                topic.topicName(),
                                topic,
                                EventType.NOTICE_WITHDRAWN,
                                new NoticeWithdrawn("key", T0, "by mail")));
            }
            await(() -> waiting(store) == 0);
            await(
                    () ->
                            Projector.positions(store).keySet().stream()
                                            .map(one -> one.topic())
                                            .collect(Collectors.toSet())
                                            .size()
                                    == Projections.topics().size());
            await(desk::isReady);
            assertThat(desk.isAlive()).isTrue();
        }
        assertThat(warnings).isEmpty();
        try (Bus reader = new Bus(broker.client(Party.COMPLIANCE))) {
            for (Topic topic : own) {
                assertThat(reader.all(topic)).as(topic.topicName()).hasSize(1);
            }
        }
        assertThat(Projections.topics()).allMatch(Party.DESK::reads);
    }

    @Test
    void theListIsPublishedByItsSecondPrincipalAlone() throws Exception {
        try (Bus own = new Bus(broker.client(Party.DESK))) {
            assertThatThrownBy(() -> own.send(Topic.LIST, EventType.LIST_UPSERTED, "e", 0, "e"))
                    .isInstanceOf(BusException.class)
                    .hasMessageContaining("expected the right to do so while sending to list");
            assertThatThrownBy(() -> own.all(Topic.REFERENCES))
                    .hasMessageContaining("while reading references");
        }
        try (Store store = Store.open(address);
                Desk desk = desk(WritingParties.of(broker.file(Party.LISTING), null))) {
            order(store, entry());
            await(() -> waiting(store) == 0);
            assertThat(desk.isAlive()).isTrue();
        }
        try (Bus reader = new Bus(broker.client(Party.AUTHORITY))) {
            assertThat(reader.all(Topic.LIST, ListEntry.class))
                    .extracting(ListEntry::workId)
                    .containsExactly("the-work");
        }
        try (Bus listing = new Bus(broker.client(Party.LISTING))) {
            assertThatThrownBy(() -> listing.all(Topic.LIST))
                    .hasMessageContaining("while reading list");
            assertThatThrownBy(
                            () -> listing.send(Topic.DESK_LOG, EventType.DESK_NOTED, "e", 0, "e"))
                    .hasMessageContaining("while sending to desk");
        }
    }
}
