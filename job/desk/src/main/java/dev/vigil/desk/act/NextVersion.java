package dev.vigil.desk.act;

import dev.vigil.desk.ask.Age;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What has versions is changed by the next one, which is made from the one that is known. While an
 * order of it is on its way that one is not the last: two orders would have one version, of which
 * the jobs take either or the first, and the other is lost though its record is there.
 */
final class NextVersion {
    /** Of those that the desk writes to. */
    private static final Set<Topic> OF_VERSIONS =
            EnumSet.of(Topic.LIST, Topic.AUTHORIZATIONS, Topic.CLAIMS);

    private static final int KEYS_AT_ONCE = 500;

    private NextVersion() {}

    /** True where records of a topic are versions of what their key names. */
    static boolean isOn(Topic topic) {
        return OF_VERSIONS.contains(topic);
    }

    /**
     * Lets no other request make versions for the topic until the transaction ends: what it orders
     * is seen then. Call it before what is known is read.
     */
    static void hold(Handle inside, Topic topic) {
        String name = "version/" + topic.topicName();
        inside.execute(
                "insert into lease (name, owner, beat) values (?, '', 0)"
                        + " on conflict (name) do nothing",
                name);
        inside.execute("update lease set beat = beat + 1 where name = ?", name);
    }

    /**
     * Refuses to make versions of what a store that is behind takes for the last one.
     *
     * @throws DeskRefused where it is known to be behind for a minute, or reads no more
     */
    static void requireFollowed(Topic topic, Ages ages) {
        if (ages.store().trust() == Age.Trust.ALARM) {
            throw new DeskRefused("act.version.behind", topic.topicName());
        }
    }

    /**
     * Refuses to make versions from what is not the last one.
     *
     * @param keys of the records
     * @throws DeskRefused while one of these is on its way, or rows of the topic are made again
     */
    static void requireKnown(Handle inside, Topic topic, Collection<String> keys) {
        long behind =
                inside.select(
                                "select count(*) from source where topic = ?"
                                        + " and row_off < next_off",
                                topic.topicName())
                        .mapTo(Long.class)
                        .one();
        if (behind > 0) {
            throw new DeskRefused("act.version.rebuild", topic.topicName());
        }
        List<String> left = new ArrayList<>(keys);
        for (int from = 0; from < left.size(); from += KEYS_AT_ONCE) {
            int to = Math.min(left.size(), from + KEYS_AT_ONCE);
            requireRead(inside, topic, left.subList(from, to));
        }
    }

    /** Of what is on its topic the rows must have it. */
    private static void requireRead(Handle inside, Topic topic, List<String> keys) {
        inside.createQuery(
                        "select o.subject from outbox o where o.topic = :topic"
                                + " and o.subject in (<keys>) and o.refused_at is null"
                                + " and (o.off is null or not exists (select 1 from source s"
                                + " where s.topic = o.topic and s.part = o.part"
                                + " and s.row_off > o.off)) order by o.subject limit 1")
                .bind("topic", topic.topicName())
                .bindList("keys", keys.stream().map(StoredText::key).toList())
                .mapTo(String.class)
                .findFirst()
                .ifPresent(
                        one -> {
                            throw new DeskRefused("act.version.waits", one);
                        });
    }
}
