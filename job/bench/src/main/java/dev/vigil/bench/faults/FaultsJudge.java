package dev.vigil.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.bench.site.FlinkRest;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is on the topics, against what must be. */
final class FaultsJudge {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a producer reports of a batch that could not be sent for too long by its clock. */
    private static final Pattern EXPIRED =
            Pattern.compile(":([0-9]+) ms has passed since batch creation");

    /** How soon after its clock was set right a busy process finds it out and fails. */
    private static final long FOUND_OUT_MS = 15_000;

    /** The level that goes out with the breach record. */
    private static final String BREACHED = "E8";

    private final Map<String, Set<String>> verdicts = new ConcurrentHashMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> breaches = new ConcurrentHashMap<>();
    private final Map<String, Long> visible = new ConcurrentHashMap<>();
    private final Map<String, Warned> warned = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> bodies = new ConcurrentHashMap<>();
    private final Set<String> early = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> letters = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> reasons = new ConcurrentHashMap<>();
    private final Map<String, Long> noticed = new ConcurrentHashMap<>();
    private final Set<FlinkRest.Failure> failures = ConcurrentHashMap.newKeySet();
    private final List<Inflicted> faults = new ArrayList<>();

    /** When an alert had to go out, and when it was seen. */
    private record Warned(long timeMs, long seenMs) {}

    private record Span(long fromMs, long toMs) {
        boolean holds(FlinkRest.Failure failure) {
            return fromMs <= failure.atMs() && failure.atMs() <= toMs;
        }
    }

    /**
     * Something that was done to the cluster.
     *
     * @param time until it had recovered
     */
    private record Inflicted(Fault fault, Span time) {
        boolean explains(FlinkRest.Failure failure) {
            return time.holds(failure) || isOfClockSetRight(failure);
        }

        /** A clock that was behind jumps when it is set right, and what waits is old at once. */
        private boolean isOfClockSetRight(FlinkRest.Failure failure) {
            Matcher expired = EXPIRED.matcher(failure.what());
            return fault == Fault.CLOCK_BEHIND
                    && new Span(time.fromMs(), time.toMs() + FOUND_OUT_MS).holds(failure)
                    && expired.find()
                    && Long.parseLong(expired.group(1)) >= FaultActions.BEHIND_S * 1_000L;
        }
    }

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
     * @param early breaches published before they were due
     * @param unread unreadable records without a dead letter
     * @param misread dead letters with another reason than the record's
     * @param stray dead letters of records that can be read
     * @param changed alert keys with more than one body
     * @param unexplained times that the job failed while nothing was done to it
     */
    record Findings(
            long lost,
            long doubled,
            long wrong,
            long late,
            long missed,
            long twice,
            long unfair,
            long early,
            long unread,
            long misread,
            long stray,
            long changed,
            long unexplained) {
        /** Something that must be published is not yet. */
        boolean isIncomplete() {
            return lost + missed + unread > 0;
        }

        boolean isClean() {
            long verdicts = lost + doubled + wrong;
            long notices = missed + twice + unfair + early + changed;
            return verdicts + notices + unread + misread + stray + unexplained == 0;
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
                if (text(event, "level").equals(BREACHED)) {
                    long timeMs = event.path("dueAt").asLong() + SlowFeed.GRACE_MS;
                    warned.putIfAbsent(text(event, "alertKey"), new Warned(timeMs, wallMs));
                }
            }
            case BREACH -> {
                breaches.merge(text(event, "noticeId"), 1, Integer::sum);
                visible.putIfAbsent(text(event, "noticeId"), wallMs);
                if (wallMs < event.path("dueAt").asLong()) {
                    early.add(text(event, "noticeId"));
                }
            }
            case DEAD_LETTER -> {
                letters.putIfAbsent(text(event, "deadLetterId"), wallMs);
                add(reasons, text(event, "deadLetterId"), text(event, "reason"));
            }
            default -> {
                // Nothing else is judged.
            }
        }
    }

    /** Takes what a job failed with; once more is no more. */
    void failed(List<FlinkRest.Failure> seen) {
        failures.addAll(seen);
    }

    /** Something was done to the cluster; it failed for that reason until it had recovered. */
    void fault(Fault fault, long fromMs, long toMs) {
        faults.add(new Inflicted(fault, new Span(fromMs, toMs)));
    }

    /** How often the job failed in that time. */
    long failures(long fromMs, long toMs) {
        return failures.stream().filter(new Span(fromMs, toMs)::holds).count();
    }

    /** Ms after their time that the alerts of that time were seen, sorted. */
    long[] alertsAfter(long fromMs, long toMs) {
        return warned.values().stream()
                .filter(each -> each.timeMs() >= fromMs && each.timeMs() < toMs)
                .mapToLong(each -> each.seenMs() - each.timeMs())
                .sorted()
                .toArray();
    }

    /** By notice, when its breach became visible. */
    Map<String, Long> visible() {
        return visible;
    }

    /** What no fault explains. */
    List<FlinkRest.Failure> unexplained() {
        return failures.stream()
                .filter(failure -> faults.stream().noneMatch(fault -> fault.explains(failure)))
                .toList();
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
     * @param poison reasons of the dead letters that must be published, by their ids
     */
    Findings findings(
            Set<String> shown, Set<String> showing, Set<String> due, Map<String, String> poison) {
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
                early.size(),
                without(poison.keySet(), letters.keySet()),
                misread(poison),
                without(letters.keySet(), poison.keySet()),
                changed(),
                unexplained().size());
    }

    private long misread(Map<String, String> poison) {
        return poison.entrySet().stream()
                .filter(each -> reasons.containsKey(each.getKey()))
                .filter(each -> !reasons.get(each.getKey()).equals(Set.of(each.getValue())))
                .count();
    }

    /** Dead letters of other records, and their reasons. */
    List<String> strays(Set<String> poison) {
        return reasons.entrySet().stream()
                .filter(each -> !poison.contains(each.getKey()))
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
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

    /** By its id, when a dead letter was first seen. */
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
