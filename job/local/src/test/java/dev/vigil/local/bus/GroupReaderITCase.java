package dev.vigil.local.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.local.broker.EmbeddedBroker;
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

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
