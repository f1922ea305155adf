package dev.vigil.client.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.fixtures.release.Releases;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A span with the published example of each event on each of its topics, and some more. */
public final class TestingSpan {
    public static final long FROM_MS = 1_795_507_200_000L;
    static final String HOSTILE = "<script>alert(1)</script>\u202e\u0007=1+1";

    private TestingSpan() {}

    static TestingTopics topics() throws IOException {
        return topics(type -> true);
    }

    /** The same of some events alone. */
    public static TestingTopics topics(Predicate<EventType> sent) throws IOException {
        TestingTopics topics = new TestingTopics(FROM_MS);
        for (EventType type : Arrays.stream(EventType.values()).filter(sent).toList()) {
            for (Topic topic : type.data() == null ? List.<Topic>of() : type.topics()) {
                if (topic != Topic.AUDIT && topic != Topic.SEALS) {
                    byte[] good = golden(type);
                    topics.send(topic, type, key(topic, good), FROM_MS + 1_000, good);
                }
            }
        }
        verdicts(topics, 20, 3);
        hostile(topics);
        topics.seal();
        topics.seal();
        return topics;
    }

    /** Of few topics, so that it is checked in some milliseconds. */
    static TestingTopics few() throws IOException {
        TestingTopics topics = new TestingTopics(FROM_MS - 7_200_000);
        topics.seal();
        byte[] list = golden(EventType.LIST_UPSERTED);
        topics.send(Topic.LIST, EventType.LIST_UPSERTED, "entry", FROM_MS + 1_000, list);
        byte[] notice = golden(EventType.NOTICE_RECEIVED);
        topics.send(Topic.NOTICES, EventType.NOTICE_RECEIVED, "notice", FROM_MS + 1_000, notice);
        verdicts(topics, 6, 2);
        topics.seal();
        topics.seal();
        return topics;
    }

    public static byte[] golden(EventType type) throws IOException {
        return Files.readAllBytes(Releases.event(type));
    }

    static String key(Topic topic, byte[] json) {
        JsonNode data = Json.read(json, JsonNode.class);
        for (String field : topic.key().split(" or |/")) {
            if (data.hasNonNull(field)) {
                return data.get(field).asText();
            }
        }
        return topic == Topic.HEALTH ? "notice-clock" : "any";
    }

    /** Of each session some revisions: the last one blocks every third. */
    static void verdicts(TestingTopics topics, int sessions, int revisions) throws IOException {
        for (int i = 0; i < sessions; i++) {
            for (int revision = 1; revision <= revisions; revision++) {
                ObjectNode verdict =
                        (ObjectNode) Json.read(golden(EventType.VERDICT), JsonNode.class);
                verdict.put("verdictId", "s-" + i + "/1");
                verdict.put("sessionId", "s-" + i);
                verdict.put("revision", revision);
                verdict.put("action", revision == revisions && i % 3 == 0 ? "BLOCK" : "OBSERVE");
                topics.send(
                        Topic.VERDICTS,
                        EventType.VERDICT,
                        "s-" + i,
                        FROM_MS + 2_000 + revision,
                        Json.bytes(verdict));
            }
        }
    }

    /** What no reader can use, and texts that would be markup. */
    private static void hostile(TestingTopics topics) throws IOException {
        byte[] bytes = HOSTILE.getBytes(StandardCharsets.UTF_8);
        topics.send(Topic.NOTICES, null, HOSTILE, FROM_MS + 3_000, bytes);
        topics.send(Topic.VERDICTS, EventType.VERDICT, "s-0", FROM_MS + 3_000, bytes);
        topics.send(Topic.WORKS, EventType.WORK_REGISTERED, "gone", FROM_MS + 3_000, (byte[]) null);
        ObjectNode breach = (ObjectNode) Json.read(golden(EventType.BREACH), JsonNode.class);
        breach.put("breachId", "breach-hostile");
        breach.put("causeCode", HOSTILE.substring(0, 20));
        topics.send(Topic.BREACHES, EventType.BREACH, "n", FROM_MS + 3_000, Json.bytes(breach));
    }

    public static InspectionOrder order(long nowMs, String about, String id) {
        return new InspectionOrder(
                FROM_MS,
                nowMs,
                about,
                id,
                "oidc:li",
                HOSTILE.substring(0, 25),
                "2026-118",
                PageLanguage.EN,
                ZoneId.of("Asia/Shanghai"),
                nowMs);
    }

    static Inspections.Made make(TestingTopics topics, Path folder, String about, String id)
            throws IOException {
        return Inspections.make(
                topics,
                order(topics.nowMs(), about, id),
                List.of(TestingTopics.KEY),
                folder,
                "html",
                read -> {});
    }
}
