package dev.vigil.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page as {@code application/cloudevents-batch+json}: JSON stays JSON, peaks are {@code
 * data_base64}. A record's signature is over its canonical form, so that this changes none.
 */
final class BatchForm {
    static final String CONTENT_TYPE = "application/cloudevents-batch+json";

    private static final String PREFIX = "ce_";

    private BatchForm() {}

    static byte[] bytes(List<FeedEvent> events) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        for (FeedEvent event : events) {
            ObjectNode one = batch.addObject();
            for (Map.Entry<String, byte[]> header : event.envelope().headers().entrySet()) {
                if (header.getKey().startsWith(PREFIX)) {
                    String text = new String(header.getValue(), StandardCharsets.UTF_8);
                    one.put(header.getKey().substring(PREFIX.length()), text);
                }
            }
            one.put("datacontenttype", event.envelope().contentType());
            if (Envelope.JSON.equals(event.envelope().contentType())) {
                one.set("data", Json.read(event.data(), JsonNode.class));
            } else {
                one.put("data_base64", event.data());
            }
        }
        return Json.bytes(batch);
    }

    /**
     * Events of other types are left out: a later version of the peer may send more.
     *
     * @throws IllegalArgumentException for what is no such batch
     */
    static List<FeedEvent> read(byte[] json) {
        if (!(Json.read(json, JsonNode.class) instanceof ArrayNode batch)) {
            throw new IllegalArgumentException(
                    "body: expected a JSON array of CloudEvents, got something else");
        }
        List<FeedEvent> events = new ArrayList<>();
        for (JsonNode one : batch) {
            Envelope envelope = envelope(one);
            boolean isShared =
                    EventType.of(envelope.type())
                            .filter(type -> type.topics().contains(Topic.SIGNALS_IN))
                            .isPresent();
            if (isShared) {
                events.add(new FeedEvent(envelope.subject(), envelope, data(one)));
            }
        }
        return events;
    }

    private static Envelope envelope(JsonNode event) {
        Envelope envelope =
                Envelope.parse(
                        name -> {
                            String member =
                                    name.startsWith(PREFIX)
                                            ? name.substring(PREFIX.length())
                                            : "datacontenttype";
                            JsonNode value = event.get(member);
                            return value == null || value.isNull()
                                    ? null
                                    : value.asText().getBytes(StandardCharsets.UTF_8);
                        });
        if (envelope.subject() == null) {
            throw new IllegalArgumentException(
                    "subject: expected the signal's id, got none; the record is keyed by it");
        }
        // The person who caused it there is not sent.
        return envelope.with().actor(null).approver(null).deskrequest(null).build();
    }

    private static byte[] data(JsonNode event) {
        JsonNode json = event.get("data");
        if (json != null) {
            return Json.bytes(json);
        }
        try {
            byte[] data = event.path("data_base64").binaryValue();
            if (data != null) {
                return data;
            }
        } catch (IOException e) {
            // No Base64: the message below.
        }
        throw new IllegalArgumentException("data: expected data or data_base64, got neither");
    }
}
