package dev.vigil.desk.act;

import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.bus.BusException;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the topics of an order's answers ended before it was sent: what is behind that is after the
 * order. No clock is asked, as that of a job may be minutes behind.
 *
 * @param ends the offset behind the last record of each partition, by topic
 */
record AnsweredFrom(Map<String, List<Long>> ends) {

    /** Asks brokers, once for each topic. For one thread, and for orders that are sent at once. */
    static final class Asked {
        private final OutboxTarget target;
        private final Map<Topic, List<Long>> ends = new HashMap<>();
        private boolean isAway;

        Asked(OutboxTarget target) {
            this.target = target;
        }

        /**
         * Of an order to that topic; null where brokers don't answer, or the topic is of another
         * version.
         */
        AnsweredFrom of(String topic) {
            Map<String, List<Long>> all = new TreeMap<>();
            try {
                for (Topic answers : ActAnswer.topics(Topic.named(topic))) {
                    // Each question that is not answered takes seconds.
                    if (isAway) {
                        return null;
                    }
                    all.put(answers.topicName(), ends(answers));
                }
                return new AnsweredFrom(all);
            } catch (BusException e) {
                isAway = true;
                return null;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private List<Long> ends(Topic topic) throws BusException {
            List<Long> known = ends.get(topic);
            if (known == null) {
                known = new ArrayList<>(new TreeMap<>(target.ends(topic.topicName())).values());
                ends.put(topic, known);
            }
            return known;
        }
    }

    String text() {
        return Json.text(ends);
    }

    /**
     * @param text null for none
     */
    static AnsweredFrom parse(String text) {
        if (text == null) {
            return null;
        }
        Map<String, List<Long>> ends = new HashMap<>();
        Map<?, ?> read = Json.read(text.getBytes(StandardCharsets.UTF_8), Map.class);
        read.forEach(
                (topic, offsets) ->
                        ends.put(
                                (String) topic,
                                ((List<?>) offsets)
                                        .stream().map(it -> ((Number) it).longValue()).toList()));
        return new AnsweredFrom(ends);
    }
}
