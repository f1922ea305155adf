package dev.vigil.schema.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** An event's published schema, read from the class path as another team would. */
final class Validator {
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonSchema schema;

    Validator(EventType event) {
        String name = "/dev/vigil/schema/json/" + event.type() + ".schema.json";
        try (InputStream published = EventType.class.getResourceAsStream(name)) {
            schema = FACTORY.getSchema(published);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong; empty where the event is valid. */
    List<String> problems(JsonNode event) {
        return schema.validate(event).stream().map(ValidationMessage::getMessage).toList();
    }

    boolean accepts(JsonNode event) {
        return problems(event).isEmpty();
    }
}
