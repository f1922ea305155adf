package dev.vigil.stream.options;

import dev.vigil.audit.AuditLog;
import dev.vigil.schema.wire.Topic;
import java.util.Arrays;
import java.util.List;

/** Topics by their names, with commas between. */
public final class TopicNames {
    private TopicNames() {}

    /**
     * Reads them.
     *
     * @param names null for none
     * @return the names, or {@link AuditLog#EACH} alone
     * @throws IllegalArgumentException for one that no topic has
     */
    public static List<String> read(String names) {
        if (names == null || names.isBlank()) {
            return List.of();
        }
        List<String> read = Arrays.stream(names.split(",")).map(String::strip).toList();
        for (String name : read) {
            boolean isOne =
                    name.equals(AuditLog.EACH)
                            || Arrays.stream(Topic.values())
                                    .anyMatch(topic -> topic.topicName().equals(name));
            if (!isOne) {
                throw new IllegalArgumentException(
                        "expected names of topics with commas between, or "
                                + AuditLog.EACH
                                + ", got '"
                                + name
                                + "'; see vigil topics");
            }
        }
        return read;
    }
}
