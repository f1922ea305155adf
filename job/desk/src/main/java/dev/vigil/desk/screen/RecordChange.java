package dev.vigil.desk.screen;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.desk.ask.RawRecord;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What a record has changed, where one of its key was there before and its topic is of things that
 * have versions.
 *
 * @param before the record that it replaced
 * @param fields those that differ
 */
public record RecordChange(StoredRecord before, List<FieldChange> fields) {
    private static final Set<Topic> VERSIONED =
            EnumSet.of(Topic.LIST, Topic.AUTHORIZATIONS, Topic.POLICIES, Topic.WORKS, Topic.CLAIMS);

    private static final int MOST_FIELDS = 50;

    /**
     * A field.
     *
     * @param before its JSON; null where it had none
     * @param after the same
     */
    public record FieldChange(String name, String before, String after) {}

    /** Empty where there is none, or it can't be read. */
    static Optional<RecordChange> of(Handle store, RawRecord raw) {
        StoredRecord record = raw.record();
        boolean isVersioned =
                VERSIONED.stream().anyMatch(it -> it.topicName().equals(record.topic()));
        if (!isVersioned || raw.key() == null || record.body() == null) {
            return Optional.empty();
        }
        return StoredRecords.before(store, record, raw.key())
                .flatMap(
                        before ->
                                tree(before)
                                        .flatMap(
                                                was ->
                                                        tree(record)
                                                                .map(is -> of(before, was, is))));
    }

    private static RecordChange of(StoredRecord before, JsonNode was, JsonNode is) {
        Set<String> names = new LinkedHashSet<>();
        was.fieldNames().forEachRemaining(names::add);
        is.fieldNames().forEachRemaining(names::add);
        List<FieldChange> changes = new ArrayList<>();
        for (String name : names) {
            String old = text(was.get(name));
            String next = text(is.get(name));
            if (!Objects.equals(old, next) && changes.size() < MOST_FIELDS) {
                changes.add(new FieldChange(name, old, next));
            }
        }
        return new RecordChange(before, changes);
    }

    private static String text(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static Optional<JsonNode> tree(StoredRecord record) {
        try {
            return Optional.of(Json.read(record.body(), JsonNode.class)).filter(JsonNode::isObject);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
