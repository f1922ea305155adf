package dev.vigil.schema.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.Topic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The AsyncAPI 3.0 document, made from {@link Topic} and {@link EventType}. Operations are the
 * jobs': they receive what others write and send what others read.
 */
final class AsyncApi {
    static final Path FILE = Path.of("src/main/resources/dev/vigil/schema/asyncapi.json");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AsyncApi() {}

    static ObjectNode document(String version) {
        ObjectNode document = JSON.objectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Vigil")
                .put("version", version)
                .put(
                        "description",
                        "CloudEvents 1.0 over the Kafka protocol binding, binary mode. Unknown"
                                + " fields are ignored; changes are additive: consumers must expect"
                                + " properties and constants that they do not know. The jobs read an"
                                + " unknown constant as OTHER where the schema has x-extensible-enum"
                                + " in place of enum, and refuse the record elsewhere.");
        document.put("defaultContentType", Envelope.JSON);
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (Topic topic : Topic.values()) {
            channels.set(topic.topicName(), channel(topic));
            operations.set(name(topic), operation(topic));
        }
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (EventType event : EventType.values()) {
            messages.set(event.type(), message(event));
        }
        components.putObject("schemas").set("headers", headers());
        return document;
    }

    private static ObjectNode channel(Topic topic) {
        ObjectNode channel = JSON.objectNode().put("address", topic.topicName());
        channel.put("description", "Record key: " + topic.key() + placed(topic) + gone(topic));
        ObjectNode messages = channel.putObject("messages");
        for (EventType event : carriedBy(topic)) {
            messages.set(event.type(), reference("#/components/messages/" + event.type()));
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.topicName()).put("partitions", topic.partitions());
        ObjectNode settings = kafka.putObject("topicConfiguration");
        topic.cleanup().policies().forEach(settings.putArray("cleanup.policy")::add);
        if (topic.retention() != null) {
            settings.put("retention.ms", topic.retention().toMillis());
        }
        return channel;
    }

    private static String placed(Topic topic) {
        String placedBy = topic.placedBy(topic.key());
        return placedBy.equals(topic.key())
                ? ""
                : ". Its partition is that of the key " + placedBy + ", not of the whole";
    }

    private static String gone(Topic topic) {
        if (!topic.cleanup().compacts()) {
            return "";
        }
        String noValue =
                ". A record may have no value (null): nothing counts under its key any more, and"
                        + " readers must expect that";
        return topic == Topic.LIST
                ? noValue
                        + ". Here that is so under keys that begin with staydown. or signal. alone"
                : noValue;
    }

    private static ObjectNode operation(Topic topic) {
        boolean input = topic.role() == Topic.Role.INPUT;
        ObjectNode operation = JSON.objectNode().put("action", input ? "receive" : "send");
        operation.set("channel", reference("#/channels/" + topic.topicName()));
        return operation;
    }

    private static String name(Topic topic) {
        String verb = topic.role() == Topic.Role.INPUT ? "read." : "write.";
        return verb + topic.topicName();
    }

    private static ObjectNode message(EventType event) {
        ObjectNode message = JSON.objectNode().put("name", event.type());
        message.put("contentType", contentType(event));
        message.set("headers", reference("#/components/schemas/headers"));
        if (event.data() != null) {
            ObjectNode payload = message.putObject("payload");
            payload.put("schemaFormat", "application/schema+json;version=draft-2020-12");
            payload.set("schema", reference("json/" + JsonSchemas.file(event).getFileName()));
        }
        return message;
    }

    private static String contentType(EventType event) {
        return switch (event) {
            case SEGMENT -> "audio/L16;rate=11025;channels=1";
            case REFERENCE_CHUNK -> PeaksCodec.contentType("audio/1");
            default -> Envelope.JSON;
        };
    }

    private static ObjectNode headers() {
        ObjectNode headers = JSON.objectNode().put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        text(properties, "ce_specversion", "Always 1.0", "1.0").put("const", "1.0");
        text(
                properties,
                "ce_id",
                "Given by the sender, unique per ce_source; the same where a record is sent again",
                "live-2026-1124-0042/7");
        text(properties, "ce_source", "Who sends", "/platform/ingest")
                .put("format", "uri-reference");
        text(properties, "ce_type", "Name of the message", EventType.SEGMENT.type());
        text(
                properties,
                "ce_subject",
                "Id of the thing that it is about: the record's key",
                "live-2026-1124-0042");
        text(
                        properties,
                        "ce_time",
                        "When it happened, an RFC 3339 time in UTC",
                        "2026-11-24T08:00:14Z")
                .put("format", "date-time");
        text(
                properties,
                "content-type",
                "Format of the value: JSON, or of a segment sound, peaks of it, pictures, or words"
                        + " of them; of a chunk peaks, words, or pictures that are kept beside"
                        + " them under their own key, .../pictures-chunk",
                contentType(EventType.SEGMENT),
                "application/vnd.vigil.peaks;profile=1",
                "video/vnd.vigil.thumbnails;profile=video/1;w=64;h=36;rate=4",
                "application/vnd.vigil.pictures;profile=1",
                "application/vnd.vigil.thumbnails;profile=1");
        text(
                properties,
                "ce_sequence",
                "Segments only: number in the session, from 0, one more with each segment; sound and"
                        + " pictures are each numbered by themselves",
                "7");
        text(properties, "ce_durationms", "Segments only: length in milliseconds", "2000");
        pointer(
                properties,
                "ce_actor",
                "The person who causes the record, as a pointer, never a name; missing where a"
                        + " program does",
                "oidc:8f14e45f");
        pointer(
                properties,
                "ce_approver",
                "The second person, where two must agree: a pointer to another than ce_actor",
                "oidc:c9f0f895");
        pointer(
                properties,
                "ce_deskrequest",
                "Id of the request at the compliance desk that it comes from",
                "req-20261124-17");
        List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time")
                .forEach(headers.withArray("/required")::add);
        return headers;
    }

    private static ObjectNode text(
            ObjectNode properties, String name, String description, String... examples) {
        ObjectNode header = properties.putObject(name);
        header.put("type", "string").put("description", description);
        List.of(examples).forEach(header.putArray("examples")::add);
        return header;
    }

    private static void pointer(
            ObjectNode properties, String name, String description, String example) {
        text(properties, name, description, example).put("maxLength", Envelope.MAX_POINTER);
    }

    private static List<EventType> carriedBy(Topic topic) {
        return Arrays.stream(EventType.values())
                .filter(event -> event.topics().contains(topic))
                .toList();
    }

    private static ObjectNode reference(String target) {
        return JSON.objectNode().put("$ref", target);
    }
}
