package dev.vigil.client.inspect;

import dev.vigil.audit.Closure;
import dev.vigil.client.audit.TopicsCheck;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Which topics an inspection reads, and in which order. */
final class InspectionTopics {
    /**
     * What is decided by: of these all records are in the bundle, however old. They come last, so
     * that of one thing only those are taken that something rests on.
     */
    private static final Set<Topic> REGISTERS =
            EnumSet.of(
                    Topic.LIST,
                    Topic.AUTHORIZATIONS,
                    Topic.POLICIES,
                    Topic.WORKS,
                    Topic.EFFECTIVE_WORKS,
                    Topic.CLAIMS,
                    Topic.REFERENCES);

    /** What confirmations rest on: a command is older than its confirmation. */
    private static final Set<Topic> COMMANDS = EnumSet.of(Topic.COMMANDS, Topic.ACCOUNT_COMMANDS);

    /** How much older: confirmations of sessions are kept as long. */
    static final Duration BEFORE = Duration.ofDays(7);

    private InspectionTopics() {}

    /**
     * What is named comes before what names it, as a selection learns from what it has read. Not
     * the peaks and pictures of matches: no decision about anybody, and most bytes of a site.
     */
    static List<Topic> all() {
        Set<Topic> all = new LinkedHashSet<>(Closure.TOPICS);
        all.addAll(TopicsCheck.audited());
        all.remove(Topic.EVIDENCE);
        all.removeAll(REGISTERS);
        all.addAll(REGISTERS);
        return List.copyOf(all);
    }

    static boolean isRegister(Topic topic) {
        return REGISTERS.contains(topic);
    }

    static boolean isCommands(Topic topic) {
        return COMMANDS.contains(topic);
    }

    /** True of fingerprints: no decision about anybody, and most bytes of a site. */
    static boolean isFingerprint(Topic topic, ConsumerRecord<byte[], byte[]> record) {
        if (topic != Topic.REFERENCES) {
            return false;
        }
        Header type = record.headers().lastHeader("ce_type");
        return type == null
                || !EventType.REFERENCE_MANIFEST
                        .type()
                        .equals(new String(type.value(), StandardCharsets.UTF_8));
    }

    /** Those that are not among others. */
    static List<Topic> missing(Collection<String> there) {
        return all().stream().filter(topic -> !there.contains(topic.topicName())).toList();
    }
}
