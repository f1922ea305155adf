package dev.vigil.desk.ask;

import dev.vigil.desk.store.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** What has got into the store since the last question. For one thread. */
public final class ChangesQuery {
    private static final int MOST_SUBJECTS = 200;

    private final Store store;
    private Map<TopicPartition, Long> known;

    public ChangesQuery(Store store) {
        this.store = store;
    }

    /**
     * News.
     *
     * @param topics that have records that were not there before
     * @param subjects that these are about; null where they are more than 200
     */
    public record Changes(Set<String> topics, Set<String> subjects) {
        public static final Changes NONE = new Changes(Set.of(), Set.of());

        public boolean areNone() {
            return topics.isEmpty();
        }

        /** These and others. */
        public Changes and(Changes others) {
            boolean areMany =
                    subjects == null
                            || others.subjects == null
                            || subjects.size() + others.subjects.size() > MOST_SUBJECTS;
            return new Changes(
                    both(topics, others.topics), areMany ? null : both(subjects, others.subjects));
        }

        private static Set<String> both(Set<String> one, Set<String> other) {
            Set<String> all = new HashSet<>(one);
            all.addAll(other);
            return all;
        }
    }

    /** Nothing at the first question. */
    public Changes next() {
        try (Handle handle = store.handle()) {
            Map<TopicPartition, Long> now = positions(handle);
            Map<TopicPartition, Long> before = known == null ? now : known;
            Set<String> topics = new HashSet<>();
            Set<String> subjects = new HashSet<>();
            boolean areFew = true;
            for (Map.Entry<TopicPartition, Long> one : now.entrySet()) {
                long from = before.getOrDefault(one.getKey(), 0L);
                if (one.getValue() > from) {
                    topics.add(one.getKey().topic());
                    areFew = areFew && add(handle, one.getKey(), from, one.getValue(), subjects);
                }
            }
            known = now;
            return new Changes(topics, areFew ? subjects : null);
        }
    }

    private static Map<TopicPartition, Long> positions(Handle handle) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        handle.createQuery("select topic, part, row_off from source")
                .map(
                        (row, context) ->
                                Map.entry(
                                        new TopicPartition(row.getString(1), row.getInt(2)),
                                        row.getLong(3)))
                .forEach(one -> positions.put(one.getKey(), one.getValue()));
        return positions;
    }

    /** False where there are too many. */
    private static boolean add(
            Handle handle, TopicPartition one, long from, long to, Set<String> subjects) {
        handle
                .createQuery(
                        "select distinct subject from event where topic = ? and part = ?"
                                + " and off >= ? and off < ? limit ?")
                .bind(0, one.topic())
                .bind(1, (long) one.partition())
                .bind(2, from)
                .bind(3, to)
                .bind(4, (long) MOST_SUBJECTS + 1)
                .mapTo(String.class)
                .stream()
                .filter(Objects::nonNull)
                .forEach(subjects::add);
        return subjects.size() <= MOST_SUBJECTS;
    }
}
