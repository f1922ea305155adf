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

    private static String line(List<String> places, String reason) {
        int more = places.size() - 1;
        return places.get(0) + ": " + reason + (more == 0 ? "" : " (and " + more + " more alike)");
    }

    /**
     * For people: how many, and of each topic the first ones with place and reason, each reason
     * once; empty for none.
     */
    public synchronized List<String> lines() {
        List<String> named = new ArrayList<>();
        reasons.forEach(
                (topic, of) -> {
                    Map<String, List<String>> alike = new LinkedHashMap<>();
                    of.forEach(
                            (place, reason) ->
                                    alike.computeIfAbsent(reason, it -> new ArrayList<>())
                                            .add(place));
                    int shown = 0;
                    int left = of.size();
                    for (Map.Entry<String, List<String>> one : alike.entrySet()) {
                        if (shown++ < MOST_NAMED_OF_A_TOPIC) {
                            named.add(line(one.getValue(), one.getKey()));
                            left -= one.getValue().size();
                        }
                    }
                    if (left > 0) {
                        named.add(left + " more of " + topic);
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
