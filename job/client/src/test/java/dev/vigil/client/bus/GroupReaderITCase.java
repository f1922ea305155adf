package dev.vigil.client.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.Await;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupReaderITCase {
    private static final byte[] KEY = {1};

    @Test
    void aPartitionThatIsAddedWhileItReadsIsReadFromItsStart(@TempDir Path directory)
            throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            Topics.create(broker.bootstrap());
            Properties client = new Properties();
            client.setProperty("bootstrap.servers", broker.bootstrap());
            try (Bus bus = new Bus(client);
                    Admin kafka = Admin.create(client);
                    GroupReader reader =
                            new GroupReader(
                                    client,
                                    "vigil-alerts",
                                    List.of(Topic.ESCALATIONS),
                                    Duration.ofMillis(100))) {
                bus.send(new ProducerRecord<>("escalations", 0, KEY, new byte[] {1}));
                List<Event> got = new ArrayList<>();
                await(() -> got.addAll(reader.poll()) && got.size() == 1);
                int added = Topic.ESCALATIONS.partitions();
                kafka.createPartitions(Map.of("escalations", NewPartitions.increaseTo(added + 1)))
                        .all()
                        .get();
                try (Bus later = new Bus(client)) {
                    later.send(new ProducerRecord<>("escalations", added, KEY, new byte[] {2}));
                }
                await(() -> got.addAll(reader.poll()) && got.size() == 2);
                assertThat(got).extracting(Event::partition).containsExactly(0, added);
                assertThat(reader.commit()).isTrue();
            }
        }
    }

    @Test
    void itReadsWhatIsRecentAndWhatTheGroupHasYetToRead(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
            Topics.create(broker.bootstrap());
            Properties client = new Properties();
            client.setProperty("bootstrap.servers", broker.bootstrap());
            long nowMs = System.currentTimeMillis();
            long dayMs = Duration.ofDays(1).toMillis();
            try (Bus bus = new Bus(client)) {
                for (byte day = 100; day >= 0; day -= 10) {
                    bus.send(
                            new ProducerRecord<>(
                                    "escalations",
                                    0,
                                    nowMs - day * dayMs,
                                    new byte[] {day},
                                    new byte[] {day}));
                }
                assertThat(days(client, nowMs - 35 * dayMs, false))
                        .as("a new group")
                        .containsExactly("30 new", "20 new", "10 new", "0 new");
                try (GroupReader reader = reader(client)) {
                    List<Event> first = new ArrayList<>();
                    await(() -> first.addAll(reader.poll()) && first.size() >= 11);
                    assertThat(reader.commit()).isTrue();
                }
                bus.send(new ProducerRecord<>("escalations", 0, nowMs, KEY, new byte[] {-1}));
                assertThat(days(client, nowMs - 15 * dayMs, false))
                        .containsExactly("10 known", "0 known", "-1 new");
                assertThat(days(client, nowMs + dayMs, true))
                        .as("nothing is recent")
                        .containsExactly("-1 new", "-1 comes");
            }
        }
    }

    private static GroupReader reader(Properties client) throws Exception {
        return new GroupReader(client, "vigil-alerts", List.of(Topic.ESCALATIONS));
    }

    /** What is learned, then what is given to be forwarded, where that is asked for. */
    private static List<String> days(Properties client, long sinceMs, boolean follow)
            throws Exception {
        List<String> days = new ArrayList<>();
        try (GroupReader reader = reader(client)) {
            reader.recent(
                    topic -> sinceMs,
                    (event, known) -> days.add(event.data()[0] + (known ? " known" : " new")));
            if (follow) {
                await(() -> days(reader, days));
            }
        }
        return days;
    }

    private static boolean days(GroupReader reader, List<String> days) throws Exception {
        reader.poll().forEach(event -> days.add(event.data()[0] + " comes"));
        return reader.atEnd();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Await.PATIENCE).until(condition);
    }
}
