package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A selection has all that concerns what was asked for, though not each record names it. */
class BundleSelectionTest {
    private static final long FROM_MS = TestingSpan.FROM_MS;
    private static final String ACCOUNT = "account-7781";

    @TempDir private Path dir;

    private final TestingTopics topics = new TestingTopics(FROM_MS);

    private static ObjectNode example(EventType type) throws IOException {
        return (ObjectNode) Json.read(TestingSpan.golden(type), JsonNode.class);
    }

    private void send(Topic topic, EventType type, String key, long ms, JsonNode data) {
        topics.send(topic, type, key, ms, Json.bytes(data));
    }

    /** Keys of the records of a topic that a selection has. */
    private Set<String> keys(String about, String id, Topic topic) throws IOException {
        topics.seal();
        topics.seal();
        Path bundle = dir.resolve("bundle-" + about + "-" + id);
        TestingSpan.make(topics, bundle, about, id);
        assertThat(BundleCheck.of(bundle, List.of(TestingTopics.KEY), null).findings()).isEmpty();
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.list(bundle.resolve("records"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(topic.topicName() + "-")) {
                    for (String line : Files.readAllLines(file)) {
                        keys.add(new ObjectMapper().readTree(line).get("kafkakey").asText());
                    }
                }
            }
        }
        return keys;
    }

    private void confirm(Topic topic, String itemId, String commandId) throws IOException {
        ObjectNode confirmed = example(EventType.ACTION_CONFIRMED);
        confirmed.put("confirmationId", "k/" + itemId).put("itemId", itemId);
        confirmed.remove(List.of("accountId", "commandId", "digest", "seal"));
        if (commandId == null) {
            confirmed.put("measure", "ANSWERED").put("digest", "9f".repeat(32));
        } else {
            confirmed.put("commandId", commandId);
        }
        send(topic, EventType.ACTION_CONFIRMED, itemId, FROM_MS + 2_000, confirmed);
    }

    private void command(String sessionId, String accountId) throws IOException {
        ObjectNode command = example(EventType.COMMAND);
        command.put("commandId", sessionId + "/c").put("sessionId", sessionId);
        command.put("accountId", accountId).put("workId", "work-of-" + accountId);
        send(Topic.COMMANDS, EventType.COMMAND, sessionId, FROM_MS + 1_000, command);
        confirm(Topic.SESSION_CONFIRMATIONS, sessionId, sessionId + "/c");
    }

    @Test
    void aConfirmationThatNamesItsCommandAloneIsOfTheCommandsAccountAndWork() throws IOException {
        command("s-1", ACCOUNT);
        command("s-2", "account-2");
        assertThat(keys("ACCOUNT", ACCOUNT, Topic.SESSION_CONFIRMATIONS)).containsExactly("s-1");
        assertThat(keys("WORK", "work-of-account-2", Topic.SESSION_CONFIRMATIONS))
                .containsExactly("s-2");
    }

    /** What was done about an item of a notice need not name whose it is: its outcome does. */
    @Test
    void anAccountsOutcomeLeadsToWhatWasDoneBeforeIt() throws IOException {
        for (String account : List.of(ACCOUNT, "account-2")) {
            String item = "video-of-" + account;
            confirm(Topic.CONFIRMATIONS, item, "c-" + account);
            ObjectNode outcome = example(EventType.NOTICE_OUTCOME);
            outcome.put("itemId", item).put("accountId", account);
            send(Topic.OUTCOMES, EventType.NOTICE_OUTCOME, item, FROM_MS + 3_000, outcome);
        }
        assertThat(keys("ACCOUNT", ACCOUNT, Topic.CONFIRMATIONS))
                .containsExactly("video-of-" + ACCOUNT);
    }

    private void directive(String noticeId, long ms) throws IOException {
        ObjectNode notice = example(EventType.NOTICE_RECEIVED);
        notice.put("noticeId", noticeId);
        notice.withObject("/directive").putArray("deliverables").add("who uploaded it").add("when");
        send(Topic.NOTICES, EventType.NOTICE_RECEIVED, noticeId, ms, notice);
    }

    @Test
    void whatWasHandedOverIsOfItsDirective() throws IOException {
        directive("d-7", FROM_MS + 1_000);
        directive("d-77", FROM_MS + 1_000);
        for (String item : List.of("directive:d-7:1", "directive:d-7:2", "directive:d-77:1")) {
            confirm(Topic.CONFIRMATIONS, item, null);
        }
        for (String about : List.of("DIRECTIVE", "NOTICE")) {
            assertThat(keys(about, "d-7", Topic.CONFIRMATIONS))
                    .as(about)
                    .containsExactly("directive:d-7:1", "directive:d-7:2");
        }
    }

    /** The notice is older than the span: its items were done within it. */
    @Test
    void whatWasDoneWithinTheSpanIsOfAnOlderNotice() throws IOException {
        directive("d-7", FROM_MS - 86_400_000);
        confirm(Topic.CONFIRMATIONS, "directive:d-7:1", null);
        confirm(Topic.CONFIRMATIONS, "video-100", null);
        confirm(Topic.CONFIRMATIONS, "video-900", null);
        assertThat(keys("NOTICE", "d-7", Topic.CONFIRMATIONS))
                .containsExactly("directive:d-7:1", "video-100");
    }

    private void notice(String noticeId, String workId, long ms) throws IOException {
        ObjectNode notice = example(EventType.NOTICE_RECEIVED);
        notice.put("noticeId", noticeId);
        ((ObjectNode) notice.get("works").get(0)).put("workId", workId);
        send(Topic.NOTICES, EventType.NOTICE_RECEIVED, noticeId, ms, notice);
        ObjectNode breach = example(EventType.BREACH);
        breach.put("breachId", noticeId + "/1/breach").put("noticeId", noticeId);
        send(Topic.BREACHES, EventType.BREACH, noticeId, FROM_MS + 5_000, breach);
        ObjectNode command = example(EventType.NOTICE_COMMAND);
        command.put("commandId", noticeId + "/c").put("noticeId", noticeId);
        command.put("itemId", "item-of-" + noticeId);
        send(
                Topic.COMMANDS,
                EventType.NOTICE_COMMAND,
                "item-of-" + noticeId,
                FROM_MS + 5_000,
                command);
    }

    /** A breach and a command of a notice name no work. */
    @Test
    void whatBecameOfItsNoticesIsOfAWork() throws IOException {
        notice("n-1", "work-1", FROM_MS + 1_000);
        notice("n-2", "work-2", FROM_MS + 1_000);
        notice("n-old", "work-1", FROM_MS - 86_400_000);
        assertThat(keys("WORK", "work-1", Topic.BREACHES)).containsExactly("n-1", "n-old");
        assertThat(keys("WORK", "work-2", Topic.COMMANDS)).containsExactly("item-of-n-2");
    }

    /** What it could not see, each line of it. */
    private static List<String> notSeen(Inspections.Made made) throws IOException {
        List<String> lines = new ArrayList<>();
        new ObjectMapper()
                .readTree(made.page().resolveSibling(BundleFolder.JSON).toFile())
                .get("notSeen")
                .forEach(line -> lines.add(line.asText()));
        return lines;
    }

    /** An account may have been quiet, so it is made; zeros alone would look like an answer. */
    @ParameterizedTest
    @EnumSource(InspectionScope.About.class)
    void thatNoRecordNamesTheIdIsSaidFirst(InspectionScope.About about) throws IOException {
        command("s-1", ACCOUNT);
        send(Topic.HEALTH, EventType.CLOCK_HEALTH, "c", FROM_MS, example(EventType.CLOCK_HEALTH));
        topics.seal();
        topics.seal();
        Path bundle = dir.resolve("bundle");
        Inspections.Made made = TestingSpan.make(topics, bundle, about.name(), "nobody");
        assertThat(made.unnamed())
                .isEqualTo(
                        "no sealed record of this span names "
                                + about.name().toLowerCase(Locale.ROOT)
                                + " 'nobody': the id may be wrong, or its records are outside the span,"
                                + " erased, not sealed yet or not read");
        assertThat(notSeen(made)).first().isEqualTo(made.unnamed());
        assertThat(BundleCheck.of(bundle, List.of(TestingTopics.KEY), null).isGood()).isTrue();
    }

    @Test
    void ofAnIdThatARecordNamesNothingIsSaid() throws IOException {
        command("s-1", ACCOUNT);
        topics.seal();
        topics.seal();
        Inspections.Made made = TestingSpan.make(topics, dir.resolve("bundle"), "ACCOUNT", ACCOUNT);
        assertThat(made.unnamed()).isNull();
        assertThat(notSeen(made)).noneMatch(line -> line.contains(ACCOUNT));
    }

    /** It is not in the bundle, whose figures are zero. */
    @Test
    void aNoticeThatIsOlderThanTheSpanIsNotNamedByIt() throws IOException {
        ObjectNode notice = example(EventType.NOTICE_RECEIVED);
        String id = notice.get("noticeId").asText();
        send(Topic.NOTICES, EventType.NOTICE_RECEIVED, id, FROM_MS - 1_000, notice);
        topics.seal();
        topics.seal();
        Inspections.Made made = TestingSpan.make(topics, dir.resolve("bundle"), "NOTICE", id);
        assertThat(made.records()).isZero();
        assertThat(made.unnamed()).contains(" names notice '" + id + "': ");
    }
}
