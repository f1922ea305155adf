package dev.vigil.bench.notice.naive;

import static dev.vigil.bench.load.Pace.HOUR_MS;
import static dev.vigil.bench.load.Pace.MINUTE_MS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The naive model: from the input topics and the path of the clock it derives what must, may and
 * must not be on the output topics. It shares no code with the machine that it judges.
 *
 * <p>A level is missed if its time was reached while the notice was open, and it is neither sent
 * nor named as skipped by a later one. Doubled: one key with two bodies, or two records of one
 * breach. False: anything sent when the log, up to the clock, already held what stopped it; and
 * anything else that does not follow from the log.
 */
public final class NaiveClock {
    private static final long DUE_MS = 24 * HOUR_MS;
    private static final long GRACE_MS = 10_000;

    /** Minutes after T0, and minutes to acknowledge; E1 only while untriaged. */
    private static final long[] AT = {0, 120, 720, 1_080, 1_200, 1_320, 1_380, 1_425};

    private static final long[] ACK = {0, 0, 0, 0, 30, 15, 10, 5};
    private static final String REMINDER = "E9.";

    private final ClockPath path;
    private final Mismatches findings = new Mismatches();

    public NaiveClock(ClockPath path) {
        this.path = path;
    }

    public Mismatches judge(Logs logs) throws IOException {
        for (Path file : logs.files()) {
            Map<String, List<Fact>> byNotice =
                    Logs.facts(file).stream().collect(Collectors.groupingBy(Fact::noticeId));
            byNotice.forEach(this::judge);
        }
        return findings;
    }

    /** Judges one notice by all its facts. */
    Mismatches judge(String noticeId, List<Fact> facts) {
        NaiveNotice notice = new NaiveNotice(facts);
        for (Fact stray : notice.strays) {
            String key = noticeId + "/" + stray.generation();
            findings.wrong(key, stray.kind() + " of a run that is not in the log");
        }
        for (int i = 0; i < notice.runs.size(); i++) {
            NaiveRun run = notice.runs.get(i);
            long untriaged = i == 0 ? notice.triagedInLog : 0;
            String key = noticeId + "/" + (i + 1) + "/";
            findings.run(run.closedInLog() != NaiveRun.NEVER);
            doubles(key, run);
            levels(key, run, untriaged);
            repeats(key, run, notice);
            breach(key, run);
            end(key, run);
        }
        return findings;
    }

    // Twice -------------------------------------------------------------------------------

    private void doubles(String key, NaiveRun run) {
        Map<String, Set<Long>> bodies = new HashMap<>();
        for (Fact alert : run.alerts) {
            bodies.computeIfAbsent(alert.text(), level -> new HashSet<>()).add(alert.body());
        }
        for (Fact resolved : run.resolved) {
            bodies.computeIfAbsent("resolved", level -> new HashSet<>()).add(resolved.body());
        }
        bodies.forEach(
                (level, different) -> {
                    if (different.size() > 1) {
                        findings.doubled(key + level, different.size() + " bodies of one key");
                    }
                });
        if (run.breaches.size() > 1) {
            findings.doubled(key + "breach", run.breaches.size() + " records");
        }
        if (run.corrections.stream().map(Fact::text).distinct().count() < run.corrections.size()) {
            findings.doubled(key + "breach", run.corrections.size() + " corrections");
        }
    }

    // Levels ------------------------------------------------------------------------------

    private void levels(String key, NaiveRun run, long triagedInLog) {
        Map<String, Fact> told = new HashMap<>();
        Set<String> skipped = new HashSet<>();
        int lastReminder = 0;
        for (Fact alert : run.alerts) {
            told.put(alert.text(), alert);
            skipped.addAll(List.of(alert.more().split(",")));
            if (alert.text().startsWith(REMINDER)) {
                lastReminder = Math.max(lastReminder, number(alert.text()));
            }
            late(key, run, alert);
        }
        Map<String, Long> expected = expected(run);
        for (Map.Entry<String, Long> level : expected.entrySet()) {
            String name = level.getKey();
            long open = run.closedInLog();
            open = name.equals("E1") ? Math.min(open, triagedInLog) : open;
            boolean passed = name.startsWith(REMINDER) && number(name) < lastReminder;
            level(
                    key + name,
                    level.getValue(),
                    run.begunInLogMs,
                    open,
                    told.remove(name),
                    skipped.remove(name) || passed);
        }
        told.keySet().removeIf(NaiveClock::isRepeat);
        told.forEach((name, alert) -> findings.wrong(key + name, "no such level: " + alert));
        skipped.remove("");
        skipped.forEach(name -> findings.wrong(key + name, "skipped, though there is none"));
    }

    private void level(
            String key, long at, long begunInLog, long openUntil, Fact alert, boolean skipped) {
        boolean over = openUntil <= path.at(path.reached(at));
        // What was on its way when its time was reached is sent a step later, if it is still open
        // then.
        int step = path.reached(Math.max(at, begunInLog));
        boolean certain = step < path.size() && openUntil > path.known(step);
        if (alert != null) {
            findings.level();
            if (alert.a() != at) {
                findings.wrong(key, "fires at " + alert.a() + ", its time is " + at);
            }
        }
        boolean reminder = key.contains(REMINDER);
        if (alert != null && skipped && !reminder) {
            findings.wrong(key, "sent, and named as skipped too");
        }
        if (over && (alert != null || skipped && !reminder)) {
            findings.wrong(key, "sent, though over in the log at " + openUntil);
        }
        if (certain && alert == null && !skipped) {
            findings.missed(key, "due at " + at + ", open until " + openUntil);
        }
    }

    /** A level sent in a catch-up has the time of the clock: the log up to there counts. */
    private void late(String key, NaiveRun run, Fact alert) {
        if (run.closedInLog() <= alert.b()) {
            findings.wrong(
                    key + alert.text(),
                    "sent at " + alert.b() + ", over in the log at " + run.closedInLog());
        }
    }

    /** Names and times of all levels that the path of the clock has passed. */
    private Map<String, Long> expected(NaiveRun run) {
        Map<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < AT.length; i++) {
            expected.put("E" + i, run.startsAt + AT[i] * MINUTE_MS);
        }
        long breachAt = run.startsAt + DUE_MS + GRACE_MS;
        expected.put("E8", breachAt);
        long until = Math.min(path.last(), run.closedInLog());
        long hours = 0;
        for (int n = 1; ; n++) {
            hours += n <= 6 ? 1 : hours < 72 ? 4 : 24;
            if (breachAt + hours * HOUR_MS > until) {
                return expected;
            }
            expected.put(REMINDER + n, breachAt + hours * HOUR_MS);
        }
    }

    private static int number(String level) {
        return Integer.parseInt(level.substring(level.indexOf('.') + 1));
    }

    private static boolean isRepeat(String level) {
        return level.matches("E[4-7]\\.\\d+");
    }

    // Repeats of a level that was not answered -----------------------------------------------

    private void repeats(String key, NaiveRun run, NaiveNotice notice) {
        for (Fact alert : run.alerts) {
            if (isRepeat(alert.text())) {
                repeat(key, run, alert);
            }
        }
        for (int rung = 4; rung < AT.length; rung++) {
            String level = "E" + rung;
            boolean told = run.alerts.stream().anyMatch(alert -> alert.text().equals(level));
            boolean acked =
                    notice.acks.stream().anyMatch(ack -> ack.text().startsWith(key + level));
            long ends = next(run, rung);
            int end = path.reached(ends);
            boolean open = end < path.size() && run.closedInLog() > path.known(end);
            if (told && open && !acked) {
                enough(key + level, run, rung, ends);
            }
        }
    }

    private void repeat(String key, NaiveRun run, Fact alert) {
        int rung = alert.text().charAt(1) - '0';
        long at = run.startsAt + AT[rung] * MINUTE_MS;
        long earliest = at + number(alert.text()) * ACK[rung] * MINUTE_MS;
        boolean over = run.closedInLog() <= path.at(path.reached(alert.a()));
        findings.level();
        if (alert.a() < earliest || alert.a() >= next(run, rung) || over) {
            findings.wrong(key + alert.text(), "fires at " + alert.a() + ", too early or too late");
        }
    }

    /** Each repeat may wait for the next look of the clock, and for a job that is down. */
    private void enough(String key, NaiveRun run, int rung, long ends) {
        long at = run.startsAt + AT[rung] * MINUTE_MS;
        long waitMs = 0;
        for (int step = path.reached(at); step < path.reached(ends); step++) {
            waitMs = Math.max(waitMs, path.known(step) - path.at(step - 1));
        }
        long least = (ends - at) / (ACK[rung] * MINUTE_MS + waitMs) - 1;
        long most =
                run.alerts.stream()
                        .map(Fact::text)
                        .filter(level -> isRepeat(level) && level.charAt(1) - '0' == rung)
                        .mapToInt(NaiveClock::number)
                        .max()
                        .orElse(0);
        if (most < least) {
            findings.missed(key, "repeated " + most + " times, expected " + least);
        }
    }

    private static long next(NaiveRun run, int rung) {
        return rung + 1 < AT.length
                ? run.startsAt + AT[rung + 1] * MINUTE_MS
                : run.startsAt + DUE_MS + GRACE_MS;
    }

    // Breaches and ends -----------------------------------------------------------------------

    private void breach(String key, NaiveRun run) {
        long dueAt = run.startsAt + DUE_MS;
        int step = path.reached(dueAt + GRACE_MS);
        long closed = run.closedInLog();
        boolean ended = closed != NaiveRun.NEVER;
        boolean late = ended && !run.isVoid() && run.stoppedAt() > dueAt;
        boolean must = late || step < path.size() && closed > path.known(step);
        boolean mustNot = !late && closed <= path.at(step);
        boolean breached = !run.breaches.isEmpty();
        if (must && !breached) {
            findings.missed(key + "breach", "due at " + dueAt + ", open until " + closed);
        }
        if (mustNot && breached) {
            findings.wrong(key + "breach", "in time, in the log at " + closed);
        }
        if (breached && run.breaches.get(0).a() != dueAt) {
            findings.wrong(key + "breach", "of another due time than " + dueAt);
        }
        if (breached && ended && !run.isVoid()) {
            correction(key, run, late);
        } else if (!run.corrections.isEmpty()) {
            findings.wrong(key + "correction", "of no breach");
        }
    }

    /** A record of what was late from the start needs none. */
    private void correction(String key, NaiveRun run, boolean late) {
        boolean needed = run.breaches.get(0).text().equals("NOT_DONE_WHEN_DUE");
        String wanted = late ? "late" : "cleared";
        boolean corrected = run.corrections.stream().anyMatch(it -> it.text().equals(wanted));
        if (needed && !corrected) {
            findings.missed(key + "correction", wanted);
        }
        if (!needed && corrected || run.corrections.size() > (corrected ? 1 : 0)) {
            findings.wrong(key + "correction", "expected " + wanted + ", got " + run.corrections);
        }
    }

    private void end(String key, NaiveRun run) {
        boolean ended = run.closedInLog() <= path.last();
        if (ended && run.resolved.isEmpty()) {
            findings.missed(key + "resolved", "over in the log at " + run.closedInLog());
        }
        for (Fact resolved : run.resolved) {
            if (!ended || resolved.a() != run.stoppedAt()) {
                findings.wrong(key + "resolved", "by " + resolved.a());
            }
        }
    }
}
