package dev.vigil.client.alerts;

import dev.vigil.client.bus.Event;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One document per record: the CloudEvent in structured mode (JSON event format 1.0). */
public final class WebhookForm implements Form {
    @Override
    public String contentType() {
        return "application/cloudevents+json";
    }

    @Override
    public void learn(Event event, boolean sent) {
        // Each document is complete by itself.
    }

    @Override
    public Optional<byte[]> document(Event event, long nowMs) {
        if (event.data() == null) {
            return Optional.empty();
        }
        Envelope envelope = AlertmanagerForm.envelope(event);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("specversion", "1.0");
        document.put("id", envelope.id());
        document.put("source", envelope.source());
        document.put("type", envelope.type());
        document.put("subject", envelope.subject());
        document.put("time", Instant.ofEpochMilli(envelope.timeMs()).toString());
        document.put("datacontenttype", Envelope.JSON);
        document.put("data", event.as(Map.class));
        return Optional.of(Json.bytes(document));
    }

    @Override
    public List<byte[]> standing(long nowMs) {
        return List.of();
    }
}
