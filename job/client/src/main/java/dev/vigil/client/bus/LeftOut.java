package dev.vigil.client.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records that a reader could not use, each once, so that nothing is left out in silence. */
public final class LeftOut {
    private static final int MOST_NAMED_OF_A_TOPIC = 3;

    /** Of topics full of other bytes only this many are remembered. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    private int count;

    synchronized void note(Event event, String reason) {
        Map<String, String> known =
                reasons.computeIfAbsent(event.topic(), topic -> new LinkedHashMap<>());
        if (count < MOST_REMEMBERED && known.putIfAbsent(event.place(), reason) == null) {
            count++;
        }
    }

    /** For people: how many, and the first of each topic with place and reason; empty for none. */
    public synchronized List<String> lines() {
        List<String> named = new ArrayList<>();
        reasons.forEach(
                (topic, of) -> {
                    of.entrySet().stream()
                            .limit(MOST_NAMED_OF_A_TOPIC)
                            .forEach(one -> named.add(one.getKey() + ": " + one.getValue()));
                    if (of.size() > MOST_NAMED_OF_A_TOPIC) {
                        named.add((of.size() - MOST_NAMED_OF_A_TOPIC) + " more of " + topic);
                    }
                });
        if (named.isEmpty()) {
            return named;
        }
        String many = count == MOST_REMEMBERED ? " or more records" : " records";
        named.set(0, count + (count == 1 ? " record" : many) + " left out: " + named.get(0));
        return named;
    }
}
