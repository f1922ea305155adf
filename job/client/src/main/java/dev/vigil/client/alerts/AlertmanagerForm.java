package dev.vigil.client.alerts;

import dev.vigil.client.bus.Event;
import dev.vigil.notice.AlertForm;
import dev.vigil.notice.LedgerAlertForm;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.AlertAnnotations;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.EscalationResolved;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Alertmanager's API v2. What Alertmanager 0.28 does, as tried: equal labels are one alert; an
 * {@code endsAt} ahead can be moved later but not earlier; one in the past ends the alert at once;
 * one before {@code startsAt} is refused; an alert that is posted again after its end fires again;
 * a restart forgets every alert.
 *
 * <p>Hence: an alert ends far ahead, so that no outage of the forwarder looks like an end; what is
 * open is posted again and again; and an alert whose clock is known to have stopped is never posted
 * as firing, in whatever order the partitions deliver the two.
 *
 * <p>An alert that was acknowledged ends there, and those of lower levels of its run with it, which
 * it would no longer inhibit. Silences would do the same, but each post of one makes another.
 *
 * <p>Remembers each run of a clock, for a month once it has stopped: about 300 bytes.
 */
public final class AlertmanagerForm implements Form {
    /** Where the page for people about notices lies: its path in the repository. */
    public static final String RUNBOOK = "job/docs/runbooks/notice.md";

    /** A runbook by its path in the repository: each desk serves it. */
    private static final Pattern RUNBOOK_PAGE =
            Pattern.compile("^job/docs/runbooks/([A-Za-z0-9-]+)\\.md(#.*)?$");

    private static final String CLOCK_RUNBOOK = "job/docs/runbooks/time.md#the-clock-has-stopped";
    private static final String COMMAND_RUNBOOK = "job/docs/runbooks/commands.md";
    private static final String LEDGER_RUNBOOK =
            "job/docs/runbooks/ledger.md#what-a-person-has-to-look-at";
    private static final String LEDGER_CLOCK_RUNBOOK =
            "job/docs/runbooks/ledger.md#the-clock-of-the-ledger-has-stopped";

    /** Longer than any outage of the forwarder that is not mended. */
    private static final long AHEAD_MS = Duration.ofDays(7).toMillis();

    /** A breach is a fact and has no end: it is shown for a day from due. */
    private static final long BREACH_SHOWN_MS = Duration.ofDays(1).toMillis();

    /** Far longer than one partition of a topic is read behind another. */
    private static final long STOPPED_KEPT_MS = Duration.ofDays(30).toMillis();

    /** Well below what a server takes for too large. */
    private static final int ALERTS_PER_DOCUMENT = 200;

    /** How far the clock of a person's machine may be behind. */
    private static final long CLOCKS_DIFFER_MS = Duration.ofMinutes(5).toMillis();

    /** Acknowledgements that are remembered; far more than alerts that are open at once. */
    private static final int MOST_SEEN = 100_000;

    /**
     * @param labels a record of texts, which Alertmanager knows the alert by
     * @param page of the desk that it is about, as {@code /notice/n-7}
     * @param endsAtMs null until it is known
     */
    private record Alert(
            Object labels,
            AlertAnnotations annotations,
            String page,
            long startsAtMs,
            Long endsAtMs) {}

    /** What is known of a clock that jobs report. */
    private static final class Motion {
        private ClockHealth standing;
        private ClockHealth latest;

        private void learn(ClockHealth health) {
            if (latest == null || health.at() >= latest.at()) {
                latest = health;
            }
            if (health.state() == ClockMotion.STOPPED
                    && (standing == null || health.at() >= standing.at())) {
                standing = health;
            }
        }
    }

    /** One run of the clock of a notice. */
    private static final class Run {
        private final Map<String, Alert> alerts = new LinkedHashMap<>();
        private Long stoppedAt;
        private boolean endSent;

        private Alert ended(Alert alert) {
            return AlertmanagerForm.ended(alert, stoppedAt);
        }

        private boolean isOver(long nowMs) {
            return endSent && stoppedAt != null && stoppedAt <= nowMs - STOPPED_KEPT_MS;
        }
    }

    /** Never before its start, which would be refused: proof may be older than a late alert. */
    private static Alert ended(Alert alert, long atMs) {
        return new Alert(
                alert.labels,
                alert.annotations,
                alert.page,
                alert.startsAtMs,
                Math.max(atMs, alert.startsAtMs));
    }

    private final String runbook;
    private final String desk;
    private final Map<String, Run> runs = new HashMap<>();
    private final Map<String, Alert> breaches = new HashMap<>();

    /** Of commands and of accounts, by alertKey. */
    private final Map<String, Alert> others = new HashMap<>();

    private final Set<String> cleared = new HashSet<>();
    private final Map<String, AlertAcknowledged> seen =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, AlertAcknowledged> eldest) {
                    return size() > MOST_SEEN;
                }
            };
    private final Map<String, Motion> clocks = new TreeMap<>();

    /**
     * @param runbook where people are sent by an alert without a runbook of its own
     * @param desk address of the desk, whose pages alerts link to; null for none
     */
    public AlertmanagerForm(String runbook, URI desk) {
        this.runbook = runbook;
        this.desk = desk == null ? null : desk.toString().replaceAll("/+$", "");
    }

    @Override
    public String contentType() {
        return Envelope.JSON;
    }

    @Override
    public void learn(Event event, boolean sent) {
        try {
            if (event.data() != null) {
                remember(event, sent);
            }
        } catch (RuntimeException e) {
            // Reported when its turn to be sent comes.
        }
    }

    private void remember(Event event, boolean sent) {
        if (event.is(EscalationAlert.class)) {
            EscalationAlert alert = event.as(EscalationAlert.class);
            Run run = run(alert.noticeId(), alert.generation());
            if (!run.endSent) {
                run.alerts.put(alert.alertKey(), alert(alert));
            }
        } else if (event.is(EscalationResolved.class)) {
            EscalationResolved resolved = event.as(EscalationResolved.class);
            Run run = run(resolved.noticeId(), resolved.generation());
            run.stoppedAt = resolved.stoppedAt();
            if (sent) {
                run.endSent = true;
                run.alerts.clear();
            }
        } else if (event.is(BreachRecord.class)) {
            BreachRecord breach = event.as(BreachRecord.class);
            breaches.put(breach.breachId(), alert(breach));
        } else if (event.is(BreachCorrection.class)) {
            BreachCorrection correction = event.as(BreachCorrection.class);
            if (correction.cleared()) {
                cleared.add(correction.breachId());
            }
        } else if (event.is(CommandUnconfirmed.class)) {
            CommandUnconfirmed alert = event.as(CommandUnconfirmed.class);
            remember(alert.alertKey(), alert(alert), sent);
        } else if (event.is(LedgerAlert.class)) {
            LedgerAlert alert = event.as(LedgerAlert.class);
            remember(alert.alertKey(), alert(alert), sent);
        } else if (event.is(AlertAcknowledged.class)) {
            AlertAcknowledged acknowledged = event.as(AlertAcknowledged.class);
            // The last one: an earlier one may be from before the alert.
            seen.put(acknowledged.alertKey(), acknowledged);
        } else if (event.is(ClockHealth.class)) {
            clocks.computeIfAbsent(event.key(), key -> new Motion())
                    .learn(event.as(ClockHealth.class));
        }
    }

    /** Its end has the same key, so that the topic keeps their order; it is posted once. */
    private void remember(String key, Alert alert, boolean sent) {
        if (alert.endsAtMs != null && sent) {
            others.remove(key);
        } else {
            others.put(key, alert);
        }
    }

    public int rememberedRuns() {
        return runs.size();
    }

    private Run run(String noticeId, int generation) {
        return runs.computeIfAbsent(noticeId + "/" + generation, key -> new Run());
    }

    @Override
    public Optional<byte[]> document(Event event, long nowMs) {
        if (event.data() == null) {
            return Optional.empty();
        }
        envelope(event);
        List<Alert> alerts = alerts(event);
        return alerts.isEmpty() ? Optional.empty() : Optional.of(json(alerts, nowMs));
    }

    private List<Alert> alerts(Event event) {
        if (event.is(EscalationAlert.class)) {
            EscalationAlert alert = event.as(EscalationAlert.class);
            Run run = run(alert.noticeId(), alert.generation());
            if (run.stoppedAt != null) {
                return List.of(run.ended(alert(alert)));
            }
            return isSeen(alert.alertKey(), alert(alert))
                    ? acknowledged(alert.alertKey())
                    : List.of(unlessSeen(run, alert(alert)));
        }
        if (event.is(AlertAcknowledged.class)) {
            return acknowledged(event.as(AlertAcknowledged.class).alertKey());
        }
        if (event.is(EscalationResolved.class)) {
            EscalationResolved resolved = event.as(EscalationResolved.class);
            return end(run(resolved.noticeId(), resolved.generation()));
        }
        if (event.is(BreachRecord.class)) {
            BreachRecord breach = event.as(BreachRecord.class);
            return List.of(shown(breach.breachId()));
        }
        if (event.is(BreachCorrection.class)) {
            BreachCorrection correction = event.as(BreachCorrection.class);
            boolean known = breaches.containsKey(correction.breachId());
            return correction.cleared() && known
                    ? List.of(shown(correction.breachId()))
                    : List.of();
        }
        if (event.is(CommandUnconfirmed.class)) {
            CommandUnconfirmed alert = event.as(CommandUnconfirmed.class);
            return posted(alert.alertKey(), alert(alert));
        }
        if (event.is(LedgerAlert.class)) {
            LedgerAlert alert = event.as(LedgerAlert.class);
            return posted(alert.alertKey(), alert(alert));
        }
        return event.is(ClockHealth.class) ? clock(event.key()) : List.of();
    }

    private List<Alert> posted(String key, Alert alert) {
        if (alert.endsAtMs != null) {
            others.remove(key);
        }
        return List.of(unlessSeen(key, alert));
    }

    /** The end of what it acknowledges, as far as that is known and still open. */
    private List<Alert> acknowledged(String alertKey) {
        Alert other = others.get(alertKey);
        if (other != null) {
            return List.of(unlessSeen(alertKey, other));
        }
        Run run = runs.get(alertKey.substring(0, Math.max(0, alertKey.lastIndexOf('/'))));
        return run == null || run.stoppedAt != null
                ? List.of()
                : run.alerts.values().stream()
                        .map(alert -> unlessSeen(run, alert))
                        .filter(alert -> alert.endsAtMs != null)
                        .toList();
    }

    /** Over where that level of its run, or a later one, was acknowledged. */
    private Alert unlessSeen(Run run, Alert alert) {
        return run.alerts.entrySet().stream()
                .filter(other -> other.getValue().startsAtMs >= alert.startsAtMs)
                .filter(other -> isSeen(other.getKey(), other.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(key -> unlessSeen(key, alert))
                .orElse(alert);
    }

    /** What is posted before a level is reached answers nothing: it would silence what comes. */
    private boolean isSeen(String alertKey, Alert alert) {
        AlertAcknowledged by = seen.get(alertKey);
        return by != null && by.at() >= alert.startsAtMs - CLOCKS_DIFFER_MS;
    }

    private Alert unlessSeen(String alertKey, Alert alert) {
        if (alert.endsAtMs != null || !isSeen(alertKey, alert)) {
            return alert;
        }
        AlertAcknowledged by = seen.get(alertKey);
        Alert ended = ended(alert, by.at());
        return new Alert(
                ended.labels,
                ended.annotations.seenBy(by.actor()),
                ended.page,
                ended.startsAtMs,
                ended.endsAtMs);
    }

    /** The last standstill: over where the clock is known to go on. */
    private List<Alert> clock(String key) {
        Motion motion = clocks.get(key);
        if (motion == null || motion.standing == null) {
            return List.of();
        }
        ClockHealth standing = motion.standing;
        ClockHealth latest = motion.latest;
        boolean over = latest.state() == ClockMotion.RUNNING;
        boolean ofLedger = key.equals(ClockHealth.LEDGER_CLOCK);
        return List.of(
                new Alert(
                        ofLedger ? LedgerAlertForm.clockLabels() : AlertForm.labels(standing),
                        ofLedger
                                ? LedgerAlertForm.annotations(standing, LEDGER_CLOCK_RUNBOOK)
                                : AlertForm.annotations(standing, CLOCK_RUNBOOK),
                        "/health",
                        standing.since(),
                        over ? Math.max(latest.since(), standing.since()) : null));
    }

    private static List<Alert> end(Run run) {
        List<Alert> ended = run.alerts.values().stream().map(run::ended).toList();
        run.endSent = true;
        run.alerts.clear();
        return ended;
    }

    @Override
    public List<byte[]> standing(long nowMs) {
        breaches.values().removeIf(breach -> breach.endsAtMs <= nowMs);
        cleared.retainAll(breaches.keySet());
        runs.values().removeIf(run -> run.isOver(nowMs));
        List<Alert> said = new ArrayList<>();
        clocks.forEach(
                (key, motion) -> {
                    if (motion.latest.state() == ClockMotion.STOPPED) {
                        said.addAll(clock(key));
                    }
                });
        breaches.keySet().stream()
                .filter(id -> !cleared.contains(id))
                .map(this::shown)
                .forEach(said::add);
        others.forEach((key, alert) -> said.add(unlessSeen(key, alert)));
        for (Run run : runs.values()) {
            if (run.stoppedAt == null) {
                run.alerts.values().forEach(alert -> said.add(unlessSeen(run, alert)));
            }
        }
        said.removeIf(alert -> alert.endsAtMs != null && alert.endsAtMs <= nowMs);
        List<byte[]> documents = new ArrayList<>();
        for (int from = 0; from < said.size(); from += ALERTS_PER_DOCUMENT) {
            int to = Math.min(from + ALERTS_PER_DOCUMENT, said.size());
            documents.add(json(said.subList(from, to), nowMs));
        }
        return documents;
    }

    private Alert alert(EscalationAlert alert) {
        boolean formed = alert.labels() != null && alert.annotations() != null;
        return new Alert(
                formed ? alert.labels() : AlertForm.labels(alert),
                formed ? alert.annotations() : AlertForm.annotations(alert, runbook, null),
                page("notice", alert.noticeId()),
                alert.firesAt(),
                null);
    }

    private Alert alert(BreachRecord breach) {
        return new Alert(
                AlertForm.labels(breach),
                AlertForm.annotations(breach, runbook),
                page("notice", breach.noticeId()),
                breach.dueAt(),
                breach.dueAt() + BREACH_SHOWN_MS);
    }

    private static Alert alert(CommandUnconfirmed alert) {
        Long end = alert.resolvedAt();
        return new Alert(
                AlertForm.labels(alert),
                AlertForm.annotations(alert, COMMAND_RUNBOOK),
                page("session", alert.sessionId()),
                alert.deadline(),
                end == null ? null : Math.max(end, alert.deadline()));
    }

    private static Alert alert(LedgerAlert alert) {
        Long end = alert.resolvedAt();
        return new Alert(
                LedgerAlertForm.labels(alert),
                LedgerAlertForm.annotations(alert, LEDGER_RUNBOOK),
                page("account", alert.accountId()),
                alert.since(),
                end == null ? null : Math.max(end, alert.since()));
    }

    /** A breach that proof has cleared is over as soon as it began. */
    private Alert shown(String breachId) {
        Alert breach = breaches.get(breachId);
        return cleared.contains(breachId)
                ? new Alert(
                        breach.labels,
                        breach.annotations,
                        breach.page,
                        breach.startsAtMs,
                        breach.startsAtMs)
                : breach;
    }

    /** Null where it is about nothing that has a page. */
    private static String page(String screen, String id) {
        return id == null ? null : "/" + screen + "/" + encoded(id);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] json(List<Alert> alerts, long nowMs) {
        return Json.bytes(alerts.stream().map(alert -> fields(alert, nowMs)).toList());
    }

    private Map<String, Object> fields(Alert alert, long nowMs) {
        long endsAtMs = alert.endsAtMs == null ? nowMs + AHEAD_MS : alert.endsAtMs;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("labels", alert.labels);
        fields.put("annotations", desk == null ? alert.annotations : linked(alert));
        fields.put("startsAt", Instant.ofEpochMilli(alert.startsAtMs).toString());
        fields.put("endsAt", Instant.ofEpochMilli(endsAtMs).toString());
        if (desk != null && alert.page != null) {
            fields.put("generatorURL", desk + alert.page);
        }
        return fields;
    }

    /** On its way out alone: the record on its topic names no address of a desk. */
    private Map<String, String> linked(Alert alert) {
        Map<String, String> annotations = new TreeMap<>();
        Map<?, ?> known = Json.read(Json.bytes(alert.annotations), Map.class);
        known.forEach((name, text) -> annotations.put((String) name, (String) text));
        if (alert.page != null) {
            annotations.put("desk_url", desk + alert.page);
        }
        annotations.computeIfPresent(
                "runbook_url",
                (name, page) ->
                        RUNBOOK_PAGE
                                .matcher(page)
                                .replaceFirst(Matcher.quoteReplacement(desk) + "/runbook/$1$2"));
        return annotations;
    }

    /** The attributes of a CloudEvent; throws IllegalArgumentException where it is none. */
    static Envelope envelope(Event event) {
        if (event.envelope() == null) {
            throw new IllegalArgumentException(
                    "record: expected a CloudEvent in binary mode, got other headers; find out"
                            + " who writes to "
                            + event.topic());
        }
        return event.envelope();
    }
}
