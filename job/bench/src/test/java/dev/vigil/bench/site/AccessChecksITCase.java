package dev.vigil.bench.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.bench.load.ScriptFeed;
import dev.vigil.client.bus.Acls;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Topics;
import dev.vigil.fixtures.broker.Credentials;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Party;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.VigilJob;
import dev.vigil.stream.options.JobKind;
import dev.vigil.stream.options.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that a secured site gives are enough for its job, and one left out is named. */
class AccessChecksITCase {
    private static final String PREFIX = "vigil-bench";

    @TempDir private Path site;
    private AccessChecks gate;
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        gate = new AccessChecks(site.resolve("gate"));
        broker =
                EmbeddedBroker.start(
                        site.resolve("kafka"),
                        0,
                        Duration.ofDays(7),
                        Credentials.broker(gate.brokerFile()));
        Topics.create(here(gate.administrator()));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theJobStartsWithItsRightsAndNotWithoutOneOfThem() throws Exception {
        grantAllBut("User:vigil-all", AclOperation.READ, Topic.REVIEWS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VigilJob.check(options()))
                .withMessage(
                        "topic reviews: expected the right to [READ] for this job's principal,"
                                + " got []; grant it with vigil topics --acls --apply");

        Acls.apply(here(gate.administrator()), AccessChecks.rights(PREFIX));

        assertThatCode(() -> VigilJob.check(options())).doesNotThrowAnyException();
    }

    @Test
    void aFeedSaysWhatItMayNotDo() throws Exception {
        grantAllBut("User:vigil-platform", AclOperation.WRITE, Topic.MEDIA_LIVE);

        try (ScriptFeed feed = new ScriptFeed(here(gate.clients(Party.PLATFORM)))) {
            Envelope envelope = Envelope.json(EventType.SEGMENT, "/vigil/bench", "s", null, 1);
            feed.send(Topic.MEDIA_LIVE, "s", 1, envelope, Map.of());
            assertThatThrownBy(feed::flush)
                    .hasMessageContaining("sending to Kafka: ")
                    .hasMessageContaining("[media.live]");
            assertThatThrownBy(feed::check).as("until it ends").hasMessageContaining("media.live");
        }
    }

    private void grantAllBut(String principal, AclOperation operation, Topic topic)
            throws BusException {
        List<AclBinding> rights = new ArrayList<>(AccessChecks.rights(PREFIX));
        assertThat(rights.removeIf(right -> is(right, principal, operation, topic))).isTrue();
        Acls.apply(here(gate.administrator()), rights);
    }

    private static boolean is(
            AclBinding right, String principal, AclOperation operation, Topic topic) {
        return right.entry().principal().equals(principal)
                && right.entry().operation() == operation
                && right.pattern().name().equals(topic.topicName());
    }

    private Properties here(Properties clients) {
        clients.setProperty("bootstrap.servers", broker.bootstrap());
        return clients;
    }

    private Configuration options() {
        Configuration options = new Configuration();
        options.set(JobOptions.JOB, JobKind.ALL);
        options.set(JobOptions.BOOTSTRAP, broker.bootstrap());
        options.set(JobOptions.TRANSACTION_PREFIX, PREFIX);
        options.set(JobOptions.KAFKA_FILE, gate.jobFile().toString());
        return options;
    }
}
