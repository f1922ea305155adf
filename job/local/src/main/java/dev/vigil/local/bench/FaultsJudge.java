package dev.vigil.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.schema.event.Measure;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What came on the topics, against what had to. */
final class FaultsJudge {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Set<String>> verdicts = new ConcurrentHashMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> breaches = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> bodies = new ConcurrentHashMap<>();
    private final Map<String, Long> letters = new ConcurrentHashMap<>();
    private final Map<String, Long> noticed = new ConcurrentHashMap<>();

    /**
     * Numbers of what is not as promised; {@code late} alone is allowed.
     *
     * @param lost works shown without a verdict
     * @param doubled sessions with verdicts under two ids
     * @param wrong verdicts on sessions that showed none
     * @param late judged but not stopped: read more than a minute late
     * @param missed notices without their breach
     * @param twice notices with more than one
     * @param unfair breaches of notices that were answered
     * @param unread unreadable records without a dead letter
     * @param changed alert keys with more than one body
     */
    record Findings(
            long lost,
            long doubled,
            long wrong,
            long late,
            long missed,
            long twice,
            long unfair,
            long unread,
            long changed) {
        boolean isClean() {
            return lost + doubled + wrong + missed + twice + unfair + unread + changed == 0;
        }
    }

    /** Takes a record at the moment that it became visible. */
    void seen(long wallMs, EventType type, byte[] json) {
        JsonNode event = tree(json);
        switch (type) {
            case VERDICT -> add(verdicts, text(event, "sessionId"), text(event, "verdictId"));
            case COMMAND -> {
                if (text(event, "measure").equals(Measure.STOP_STREAM.name())) {
                    stopped.add(text(event, "sessionId"));
                }
            }
            case ESCALATION -> {
                noticed.putIfAbsent(text(event, "noticeId"), wallMs);
                add(bodies, text(event, "alertKey"), event.toString());
            }
            case BREACH -> breaches.merge(text(event, "noticeId"), 1, Integer::sum);
            case DEAD_LETTER -> letters.putIfAbsent(text(event, "key"), wallMs);
            default -> {
                // Nothing else is judged.
            }
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("expected JSON on the topics", e);
        }
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asText();
    }

    private static void add(Map<String, Set<String>> all, String key, String value) {
        all.computeIfAbsent(key, k -> ConcurrentHashMap.newKeySet()).add(value);
    }

    /**
     * @param shown sessions that showed a work to their end
     * @param showing sessions that showed one at all
     * @param due notices that must end in a breach
     * @param poison keys of records that must end as dead letters
     */
    Findings findings(Set<String> shown, Set<String> showing, Set<String> due, Set<String> poison) {
        Set<String> judged = new HashSet<>(shown);
        judged.retainAll(verdicts.keySet());
        return new Findings(
                shown.size() - judged.size(),
                verdicts.values().stream().filter(ids -> ids.size() > 1).count(),
                without(verdicts.keySet(), showing),
                without(judged, stopped),
                without(due, breaches.keySet()),
                breaches.values().stream().filter(count -> count > 1).count(),
                without(breaches.keySet(), due),
                without(poison, letters.keySet()),
                changed());
    }

    /** Alert keys with more than one body. */
    long changed() {
        return bodies.values().stream().filter(all -> all.size() > 1).count();
    }

    /** Whether a session was judged whose id begins so. */
    boolean hasVerdict(String prefix) {
        return verdicts.keySet().stream().anyMatch(id -> id.startsWith(prefix + "-"));
    }

    private static long without(Set<String> all, Set<String> those) {
        return all.stream().filter(each -> !those.contains(each)).count();
    }

    /** By key of the record, when its dead letter was first seen. */
    Map<String, Long> letters() {
        return letters;
    }

    /** By notice, when its first alert was seen. */
    Map<String, Long> noticed() {
        return noticed;
    }

    int alerts() {
        return bodies.size();
    }
}
