package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.audit.SmallClosures;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records rest on is looked at up to a limit of memory, and that is said. */
class BundleClosureTest {
    private static final int COMMANDS = 10;

    @TempDir private Path dir;

    private void make() throws IOException {
        TestingTopics topics = new TestingTopics(TestingSpan.FROM_MS);
        for (int i = 0; i < COMMANDS; i++) {
            send(topics, Topic.COMMANDS, EventType.COMMAND, i);
            send(topics, Topic.SESSION_CONFIRMATIONS, EventType.ACTION_CONFIRMED, i);
        }
        topics.seal();
        topics.seal();
        TestingSpan.make(topics, dir.resolve("bundle"), null, null);
    }

    private static void send(TestingTopics topics, Topic topic, EventType type, int number)
            throws IOException {
        ObjectNode data = (ObjectNode) Json.read(TestingSpan.golden(type), JsonNode.class);
        data.put("commandId", "c-" + number);
        topics.send(
                topic, type, "s-" + number, TestingSpan.FROM_MS + 1_000 + number, Json.bytes(data));
    }

    private InspectionContent read(BundleFindings findings, int mostThings) throws IOException {
        BundleReading reading =
                new BundleReading(
                        new BundleFolder(dir.resolve("bundle")),
                        findings,
                        () -> SmallClosures.of(mostThings));
        return reading.read(
                reading.request().orElseThrow(),
                reading.spans().orElseThrow(),
                List.of(TestingTopics.KEY));
    }

    @Test
    void whatIsTooMuchToLookAtIsSaidAndNotCalledUnfounded() throws IOException {
        make();
        BundleFindings findings = new BundleFindings();
        InspectionContent content = read(findings, COMMANDS / 2);
        assertThat(findings.kept()).isEmpty();
        assertThat(new String(new InspectionView(content).html(), StandardCharsets.UTF_8))
                .contains("commands: there are more things", "5 times; ask for a shorter span");
        assertThat(BundleCheck.notChecked(content).toString())
                .contains("5 times: what a record rests on is of commands", "shorter span");
    }

    @Test
    void whereAllWasLookedAtNothingIsSaid() throws IOException {
        make();
        BundleFindings findings = new BundleFindings();
        InspectionContent content = read(findings, COMMANDS);
        assertThat(findings.kept()).isEmpty();
        assertThat(content.restNotSeen().tooMany()).isEmpty();
        assertThat(BundleCheck.notChecked(content).toString()).doesNotContain("commands");
    }

    /** Partitions are sealed one after another: what names a record may be sealed before it. */
    @Test
    void whatRestsOnWhatIsUnderNoSealYetIsNotUnfounded() throws IOException {
        TestingTopics topics = new TestingTopics(TestingSpan.FROM_MS);
        send(topics, Topic.COMMANDS, EventType.COMMAND, 1);
        send(topics, Topic.SESSION_CONFIRMATIONS, EventType.ACTION_CONFIRMED, 1);
        send(topics, Topic.SESSION_CONFIRMATIONS, EventType.ACTION_CONFIRMED, 2);
        send(topics, Topic.SESSION_CONFIRMATIONS, EventType.ACTION_CONFIRMED, 9);
        topics.seal();
        topics.seal();
        send(topics, Topic.COMMANDS, EventType.COMMAND, 9);
        Inspections.Made made = TestingSpan.make(topics, dir.resolve("bundle"), null, null);
        assertThat(made.found())
                .singleElement()
                .asString()
                .startsWith("UNFOUNDED session.confirmations/")
                .contains("c-2");
        assertThat(read(new BundleFindings(), COMMANDS).restNotSeen().gone()).isEqualTo(2);
    }

    /** The desk reads no references: a work of which there is no more than one may be there. */
    @Test
    void whatMayBeOnATopicThatWasNotReadIsNotUnfounded() throws IOException {
        TestingTopics topics = new TestingTopics(TestingSpan.FROM_MS);
        TestingSpan.verdicts(topics, 1, 1);
        topics.seal();
        topics.seal();
        Path read = dir.resolve("read");
        assertThat(TestingSpan.make(topics, read, null, null).found())
                .anyMatch(it -> it.contains("expected work "));
        topics.unread(Topic.REFERENCES);
        Inspections.Made made = TestingSpan.make(topics, dir.resolve("bundle"), null, null);
        assertThat(made.found())
                .noneMatch(it -> it.contains("expected work "))
                .anyMatch(it -> it.contains("expected list entry "));
        assertThat(made.notChecked()).anyMatch(it -> it.contains("on a topic that was not read"));
        assertThat(BundleCheck.of(dir.resolve("bundle"), List.of(TestingTopics.KEY), null))
                .satisfies(it -> assertThat(it.isCompared()).isTrue())
                .satisfies(it -> assertThat(it.notChecked()).isEqualTo(made.notChecked()));
    }
}
