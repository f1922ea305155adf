package dev.vigil.client.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.client.inspect.InspectionScope.About;
import dev.vigil.schema.notice.Directive;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which records concern one thing, by the names of fields that records have in common; and what
 * those rest on. It learns from each record that it takes, so the topics are read in the order of
 * {@link InspectionTopics}.
 */
final class BundleSelection {
    /** Ids that are followed: some 100 MB. */
    private static final int MOST_FOLLOWED = 1_000_000;

    /** Ids that lead from a record that is taken to others. */
    private enum Lead {
        COMMAND(
                EnumSet.of(
                        Topic.CONFIRMATIONS,
                        Topic.SESSION_CONFIRMATIONS,
                        Topic.ACCOUNT_CONFIRMATIONS,
                        Topic.MEDIA_ALERTS),
                "commandId"),
        ITEM(EnumSet.of(Topic.CONFIRMATIONS, Topic.STAYDOWNS, Topic.OUTCOMES), "itemId"),
        /** Only from a work: what became of its notices names no work. */
        NOTICE(
                EnumSet.of(
                        Topic.NOTICES,
                        Topic.COMMANDS,
                        Topic.NOTICE_STATUS,
                        Topic.BREACHES,
                        Topic.OUTCOMES,
                        Topic.STAYDOWNS,
                        Topic.ESCALATIONS,
                        Topic.ACKS,
                        Topic.COUNTER_NOTICES,
                        Topic.PROCEEDINGS,
                        Topic.NOTICE_LINKS),
                "noticeId"),
        ENTRY(EnumSet.of(Topic.LIST), "entryId", "listEntryId"),
        AUTHORIZATION(EnumSet.of(Topic.AUTHORIZATIONS), "authorizationId"),
        POLICY(EnumSet.of(Topic.POLICIES), "ownerId", "policyOwnerId");

        private final Set<Topic> to;
        private final Set<String> fields;

        Lead(Set<Topic> to, String... fields) {
            this.to = to;
            this.fields = Set.of(fields);
        }
    }

    private final About about;
    private final String id;
    private final Map<Lead, Set<String>> followed = new EnumMap<>(Lead.class);
    private int count;

    BundleSelection(InspectionScope scope) {
        about = scope.about();
        id = scope.id();
        for (Lead lead : Lead.values()) {
            followed.put(lead, new HashSet<>());
        }
    }

    /** True where all records are taken, and none has to be looked at. */
    boolean isWhole() {
        return about == null;
    }

    /** True for a record that is taken; what it leads to is remembered. */
    boolean takes(Topic topic, InspectedRecord record) {
        if (isWhole() || topic == Topic.HEALTH) {
            return true;
        }
        JsonNode tree = tree(record);
        boolean[] isTaken = {record.key() != null && isOfKey(topic, record.key())};
        if (tree != null) {
            each(tree, (field, value) -> isTaken[0] |= isAbout(topic, tree, field, value));
            if (isTaken[0]) {
                each(tree, this::learn);
            }
        }
        return isTaken[0];
    }

    /** Null where it is not JSON. */
    private static JsonNode tree(InspectedRecord record) {
        try {
            return record.data() == null ? null : Json.read(record.data(), JsonNode.class);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** By the first part of the key, where that is the id of such a thing. */
    private boolean isOfKey(Topic topic, String key) {
        String field =
                switch (about) {
                    case WORK -> "workId";
                    case ACCOUNT -> "accountId";
                    case NOTICE, DIRECTIVE -> "noticeId";
                    case BATCH -> "batch";
                };
        boolean isOfKind = topic.key().equals(field) || topic.key().startsWith(field + "/");
        return isOfKind && (key.equals(id) || key.startsWith(id + "/"));
    }

    private boolean isAbout(Topic topic, JsonNode tree, String field, String value) {
        for (Lead lead : Lead.values()) {
            if (leads(lead, topic)
                    && lead.fields.contains(field)
                    && followed.get(lead).contains(value)) {
                return true;
            }
        }
        return switch (about) {
            case WORK ->
                    id.equals(value)
                            && Set.of("workId", "workIds", "works", "listedWorks").contains(field);
            case ACCOUNT -> id.equals(value) && Set.of("accountId", "accountIds").contains(field);
            case NOTICE, DIRECTIVE ->
                    id.equals(value) && Set.of("noticeId", "noticeIds").contains(field)
                            || field.equals("itemId") && Directive.isDeliverableOf(id, value);
            case BATCH -> isBatch(tree, field, value);
        };
    }

    private boolean leads(Lead lead, Topic topic) {
        return switch (lead) {
            case NOTICE -> about == About.WORK && lead.to.contains(topic);
            case ENTRY -> about == About.BATCH || lead.to.contains(topic);
            default -> lead.to.contains(topic);
        };
    }

    /** As it was published, or with its list before it. */
    private boolean isBatch(JsonNode tree, String field, String value) {
        if (field.equals("batchNo")) {
            return id.equals(value) || id.equals(tree.path("listId").asText() + "/" + value);
        }
        return field.equals("batch") && (id.equals(value) || value.endsWith("/" + id));
    }

    private void learn(String field, String value) {
        for (Lead lead : Lead.values()) {
            if (lead.fields.contains(field) && followed.get(lead).add(value)) {
                count++;
            }
        }
        if (count > MOST_FOLLOWED) {
            throw new IllegalArgumentException(
                    "scope: expected at most "
                            + MOST_FOLLOWED
                            + " things that "
                            + id
                            + " leads to, got more; name a shorter span");
        }
    }

    /** All texts with the name of the field that holds them, alone or in a list. */
    private static void each(JsonNode tree, BiConsumer<String, String> each) {
        tree.fields().forEachRemaining(field -> each(field.getKey(), field.getValue(), each));
    }

    private static void each(String name, JsonNode node, BiConsumer<String, String> each) {
        if (node.isTextual()) {
            each.accept(name, node.asText());
        } else if (node.isArray()) {
            node.forEach(one -> each(name, one, each));
        } else if (node.isObject()) {
            each(node, each);
        }
    }
}
