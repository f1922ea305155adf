package dev.vigil.client.inspect;

import dev.vigil.audit.Closure;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * That what an inspection shows rests on what was there. Of a selection that can't be known: what
 * its records rest on is not all in the bundle.
 */
final class BundleClosure {
    private final Closure closure;

    BundleClosure(InspectionRequest request, List<SeenSpan> spans, Supplier<Closure> closures) {
        closure = request.scope().isWhole() ? closures.get() : null;
        if (closure == null) {
            return;
        }
        notRead(spans);
        for (SeenSpan span : spans) {
            if (span.unsealedMs() != null) {
                closure.unseenFrom(span.topic(), span.unsealedMs());
            }
            Topic topic = Topic.named(span.topic());
            if (!InspectionTopics.isRegister(topic)) {
                long fromMs = request.scope().fromMs();
                boolean isOlder = InspectionTopics.isCommands(topic);
                closure.unseenBefore(
                        span.topic(),
                        isOlder ? fromMs - InspectionTopics.BEFORE.toMillis() : fromMs);
            }
            if (span.begin() > 0 && !topic.cleanup().compacts()) {
                closure.unseenBefore(
                        span.topic(), span.beginMs() == null ? Long.MAX_VALUE : span.beginMs());
            }
        }
    }

    /** The desk does not read all topics, and a person may not have the right to. */
    private void notRead(List<SeenSpan> spans) {
        Set<String> read = spans.stream().map(SeenSpan::topic).collect(Collectors.toSet());
        Closure.TOPICS.stream()
                .map(Topic::topicName)
                .filter(topic -> !read.contains(topic))
                .forEach(topic -> closure.unseenBefore(topic, Long.MAX_VALUE));
    }

    /** What others rest on comes first. */
    static List<SeenSpan> inOrder(List<SeenSpan> spans) {
        List<SeenSpan> ordered = new ArrayList<>(spans);
        ordered.sort(Comparator.comparingInt(span -> rank(span.topic())));
        return ordered;
    }

    private static int rank(String topic) {
        int at = Closure.TOPICS.indexOf(Topic.named(topic));
        return at < 0 ? Closure.TOPICS.size() : at;
    }

    void add(InspectedRecord record, InspectedRecord.Content content) {
        boolean isRead = content.event() != null || record.data() == null;
        if (closure != null && isRead) {
            closure.add(
                    record.place(),
                    record.storedMs(),
                    record.topic(),
                    record.key(),
                    content.event());
        }
    }

    void finish(BundleFindings findings) {
        if (closure != null) {
            closure.finish().forEach(it -> findings.add(it.fault(), it.place(), it.message()));
        }
    }

    /** Null where it was not looked at. */
    RestsNotSeen notSeen() {
        return closure == null ? null : new RestsNotSeen(closure.notSeen(), closure.notJudged());
    }
}
