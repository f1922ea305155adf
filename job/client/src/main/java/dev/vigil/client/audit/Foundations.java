package dev.vigil.client.audit;

import dev.vigil.audit.Closure;
import dev.vigil.audit.LogFinding;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.wire.Topic;
import java.util.Map;
import java.util.function.Consumer;

/** Reads what was decided and what that rests on from the topics, and checks it. */
public final class Foundations {
    private Foundations() {}

    /** Adds its findings to the check. */
    public static void check(Bus bus, TopicsCheck check) throws BusException {
        Closure closure = new Closure();
        for (Topic topic : Closure.TOPICS) {
            long[] firstMs = {Long.MAX_VALUE};
            bus.each(
                    topic,
                    event -> {
                        firstMs[0] = Math.min(firstMs[0], event.storedAt());
                        add(event, closure);
                    });
            if (isCut(bus.begins(topic))) {
                closure.unseenBefore(topic.topicName(), firstMs[0]);
            }
        }
        report(closure, it -> check.found(it.fault(), it.place(), it.message()), check::notChecked);
    }

    static void report(Closure closure, Consumer<LogFinding> found, Consumer<String> notChecked) {
        closure.finish().forEach(found);
        if (closure.notSeen() > 0) {
            notChecked.accept(
                    closure.notSeen()
                            + " times: what was decided rests on records that are older than their"
                            + " topic");
        }
        closure.notJudged()
                .forEach(
                        (topic, times) ->
                                notChecked.accept(
                                        times
                                                + " times: what was decided rests on a record of "
                                                + topic
                                                + ", and there are more things than the check keeps ("
                                                + Closure.MOST_THINGS
                                                + "); vigil inspect checks a shorter span"));
    }

    private static void add(Event event, Closure closure) {
        String place = event.topic() + "/" + event.partition() + "/" + event.offset();
        Object content = event.readable().orElse(null);
        if (content != null || event.data() == null) {
            closure.add(place, event.storedAt(), event.topic(), event.key(), content);
        }
    }

    private static boolean isCut(Map<Integer, Long> begins) {
        return begins.values().stream().anyMatch(begin -> begin > 0);
    }
}
