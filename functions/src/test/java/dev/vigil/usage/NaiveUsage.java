package dev.vigil.usage;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.SessionAudience;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The usage of sessions millisecond by millisecond: each has an own entry, is marked once, and all
 * is counted at the end. Shares nothing with what it judges.
 */
public final class NaiveUsage {
    /**
     * A millisecond of a work in a session: when it was captured, and on what basis by territory.
     */
    private record Ms(long at, boolean upload, Map<String, String> basis) {}

    /** A use of a session's id. */
    private static final class Life {
        final Map<String, TreeMap<Long, Ms>> shown = new TreeMap<>();
        final Map<String, TreeMap<Long, Map<String, String>>> plays = new TreeMap<>();
        final Map<String, Map<String, String>> lastBasis = new HashMap<>();
        final Map<String, Long> lastEnd = new HashMap<>();
        final String sessionId;
        Long startAt;

        Life(String sessionId) {
            this.sessionId = sessionId;
        }
    }

    /** A measure on a session. */
    private static final class Order {
        String measure;
        List<String> where = List.of();
        Long effectiveAt;
        Long failedAt;
    }

    /** What a row has. */
    public static final class Row {
        public long usedMs;
        public long liveMs;
        public long audienceMs;
        public long sessions;
        public Long viewMs;
        public Long viewers;
        public Long plays;

        @Override
        public String toString() {
            return usedMs
                    + " ms, "
                    + liveMs
                    + " live, "
                    + sessions
                    + " sessions, audience of "
                    + audienceMs
                    + ", "
                    + viewMs
                    + " viewed, "
                    + viewers
                    + " viewers, "
                    + plays;
        }
    }

    private final ZoneId zone;
    private final List<Life> lives = new ArrayList<>();
    private final Map<String, Life> current = new HashMap<>();
    private final Map<String, Long> receivedAt = new HashMap<>();
    private final Map<String, TreeMap<Integer, Order>> orders = new HashMap<>();
    private final Map<String, TreeMap<String, SessionAudience>> reports = new HashMap<>();

    public NaiveUsage(ZoneId zone) {
        this.zone = zone;
    }

    public void read(MeterInput fact) {
        switch (fact.kind()) {
            case VERDICT -> read(fact.verdict());
            case COMMAND -> {
                Order order = order(fact.sessionId(), fact.command().commandId());
                order.measure = fact.command().measure().name();
                order.where = fact.command().territories();
            }
            case CONFIRMED -> {
                Order order = order(fact.sessionId(), fact.confirmed().commandId());
                if (order.effectiveAt == null || order.effectiveAt > fact.time()) {
                    order.effectiveAt = fact.time();
                }
            }
            case FAILED -> {
                Order order = order(fact.sessionId(), fact.failed().commandId());
                if (order.failedAt == null || order.failedAt < fact.time()) {
                    order.failedAt = fact.time();
                }
            }
            default ->
                    reports.computeIfAbsent(fact.sessionId(), s -> new TreeMap<>())
                            .put(
                                    fact.audience().from() + fact.audience().territory(),
                                    fact.audience());
        }
    }

    private Order order(String sessionId, String commandId) {
        int number = Integer.parseInt(commandId.replaceAll(".*/", ""));
        return orders.computeIfAbsent(sessionId, s -> new TreeMap<>())
                .computeIfAbsent(number, n -> new Order());
    }

    private void read(Verdict verdict) {
        Life life = current.get(verdict.sessionId());
        long heard = verdict.evidence().stream().mapToLong(Evidence::receivedAt).max().orElse(0);
        boolean isAnother =
                life != null
                        && life.startAt != null
                        && verdict.startAt() != null
                        && !life.startAt.equals(verdict.startAt());
        if (isAnother
                && verdict.startAt() < life.startAt
                && heard < receivedAt.get(verdict.sessionId())) {
            return;
        }
        if (life == null || isAnother) {
            life = new Life(verdict.sessionId());
            lives.add(life);
            current.put(verdict.sessionId(), life);
        }
        if (verdict.startAt() != null) {
            life.startAt = verdict.startAt();
        }
        receivedAt.merge(verdict.sessionId(), heard, Math::max);
        if (verdict.rulings() != null) {
            unmark(life, verdict);
            Set<String> inTurn = new LinkedHashSet<>();
            verdict.rulings().forEach(ruling -> inTurn.addAll(ruling.matchIds()));
            for (String matchId : inTurn) {
                mark(life, verdict, matchId);
            }
        }
    }

    /** Of a match that is in quarantine: what no other match of the work shows. */
    private static void unmark(Life life, Verdict verdict) {
        for (Evidence match : verdict.evidence()) {
            if (match.standing().name().equals("QUARANTINED")) {
                List<Evidence> others =
                        verdict.evidence().stream()
                                .filter(one -> one.workId().equals(match.workId()))
                                .filter(one -> one.standing().name().equals("COUNTED"))
                                .toList();
                TreeMap<Long, Ms> shown =
                        life.shown.computeIfAbsent(match.workId(), w -> new TreeMap<>());
                shown.keySet()
                        .removeIf(
                                ms ->
                                        ms >= match.queryStartMs()
                                                && ms < match.queryEndMs()
                                                && others.stream().noneMatch(o -> has(o, ms)));
                if (shown.isEmpty() && others.isEmpty()) {
                    life.plays.remove(match.workId());
                }
                life.lastBasis.remove(match.matchId());
                life.lastEnd.remove(match.matchId());
            }
        }
    }

    private static boolean has(Evidence match, long ms) {
        return ms >= match.queryStartMs() && ms < match.queryEndMs();
    }

    private static void mark(Life life, Verdict verdict, String matchId) {
        Evidence match =
                verdict.evidence().stream()
                        .filter(one -> one.matchId().equals(matchId))
                        .findFirst()
                        .orElseThrow();
        if (!match.standing().name().equals("COUNTED")) {
            return;
        }
        boolean upload = match.captureStart() == match.captureEnd();
        Map<String, String> basis = new TreeMap<>();
        for (WorkRuling ruling : verdict.rulings()) {
            if (ruling.matchIds().contains(matchId)) {
                ruling.territories().forEach(t -> basis.put(t, basis(ruling)));
            }
        }
        Map<String, String> before = upload ? null : life.lastBasis.get(matchId);
        TreeMap<Long, Ms> shown = life.shown.computeIfAbsent(match.workId(), w -> new TreeMap<>());
        for (long ms = match.queryStartMs(); ms < match.queryEndMs(); ms++) {
            long at = match.captureStart() + (upload ? 0 : ms - match.queryStartMs());
            shown.putIfAbsent(ms, new Ms(at, upload, before == null ? basis : before));
        }
        if (match.queryEndMs() >= life.lastEnd.getOrDefault(matchId, 0L)) {
            life.lastEnd.put(matchId, match.queryEndMs());
            life.lastBasis.put(matchId, basis);
        }
        if (upload) {
            TreeMap<Long, Map<String, String>> plays =
                    life.plays.computeIfAbsent(match.workId(), w -> new TreeMap<>());
            boolean isNews =
                    plays.isEmpty()
                            || plays.lastKey() < verdict.judgedAt()
                                    && !plays.lastEntry().getValue().equals(basis);
            if (isNews) {
                plays.put(verdict.judgedAt(), basis);
            }
        }
    }

    private static String basis(WorkRuling ruling) {
        return ruling.authorizationId() != null
                ? "AUTHORIZATION:" + ruling.authorizationId()
                : ruling.policyOwnerId() != null ? "POLICY:" + ruling.policyOwnerId() : "NONE";
    }

    private String day(long at) {
        return Instant.ofEpochMilli(at).atZone(zone).toLocalDate().toString();
    }

    /** All rows by their ids. */
    public Map<String, Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (Life life : lives) {
            Map<String, Set<Long>> sessionRows = new TreeMap<>();
            Map<String, Map<SessionAudience, Long>> overlaps = new TreeMap<>();
            life.shown.forEach(
                    (workId, shown) ->
                            shown.values()
                                    .forEach(
                                            ms ->
                                                    ms.basis()
                                                            .forEach(
                                                                    (territory, basis) ->
                                                                            count(
                                                                                    life,
                                                                                    workId,
                                                                                    ms,
                                                                                    territory,
                                                                                    basis,
                                                                                    rows,
                                                                                    sessionRows,
                                                                                    overlaps))));
            sessionRows.keySet().forEach(id -> rows.get(id).sessions++);
            overlaps.forEach((id, its) -> watched(rows.get(id), its));
            playedLive(overlaps, rows);
            plays(life, rows, sessionRows);
        }
        rows.values().removeIf(row -> row.usedMs == 0 && row.viewers == null);
        return rows;
    }

    private void count(
            Life life,
            String workId,
            Ms ms,
            String territory,
            String basis,
            Map<String, Row> rows,
            Map<String, Set<Long>> sessionRows,
            Map<String, Map<SessionAudience, Long>> overlaps) {
        if (!ms.upload() && isStopped(life, ms.at(), territory)) {
            return;
        }
        String right = ms.upload() ? "ON_DEMAND" : "LIVE_RELAY";
        String id = day(ms.at()) + "/" + workId + "/" + territory + "/" + right + "/" + basis;
        Row row = rows.computeIfAbsent(id, i -> new Row());
        row.usedMs++;
        row.liveMs += ms.upload() ? 0 : 1;
        sessionRows.computeIfAbsent(id, i -> new HashSet<>()).add(ms.at());
        if (ms.upload()) {
            return;
        }
        boolean isSeen = false;
        for (SessionAudience report :
                reports.getOrDefault(life.sessionId, new TreeMap<>()).values()) {
            if (report.from() <= ms.at()
                    && ms.at() < report.to()
                    && rowOf(report.territory(), ms.basis()).equals(territory)) {
                isSeen = true;
                overlaps.computeIfAbsent(id, i -> new HashMap<>()).merge(report, 1L, Long::sum);
            }
        }
        row.audienceMs += isSeen ? 1 : 0;
    }

    private static String rowOf(String territory, Map<String, String> basis) {
        return basis.containsKey(territory) ? territory : "*";
    }

    private boolean isStopped(Life life, long at, String territory) {
        Order inForce = null;
        for (Order order : orders.getOrDefault(life.sessionId, new TreeMap<>()).values()) {
            boolean isOfLife =
                    order.effectiveAt != null
                            && (life.startAt == null || order.effectiveAt >= life.startAt);
            if (order.measure != null && isOfLife && order.effectiveAt <= at) {
                inForce = order;
            }
        }
        if (inForce == null || inForce.measure.equals("LIFT")) {
            return false;
        }
        boolean isBack =
                inForce.failedAt != null
                        && inForce.failedAt >= inForce.effectiveAt
                        && inForce.failedAt <= at;
        return !isBack && (inForce.where.isEmpty() || inForce.where.contains(territory));
    }

    private static void watched(Row row, Map<SessionAudience, Long> overlaps) {
        Map<String, Long> most = new HashMap<>();
        long viewMs = 0;
        for (Map.Entry<SessionAudience, Long> one : overlaps.entrySet()) {
            SessionAudience report = one.getKey();
            most.merge(report.territory(), report.viewers(), Math::max);
            viewMs += report.viewMs() * one.getValue() / (report.to() - report.from());
        }
        row.viewMs = plus(row.viewMs, viewMs);
        row.viewers = plus(row.viewers, most.values().stream().mapToLong(v -> v).sum());
    }

    /**
     * The plays of a report once for a work, to its rows in their order by their part of the time.
     */
    private static void playedLive(
            Map<String, Map<SessionAudience, Long>> overlaps, Map<String, Row> rows) {
        Map<String, Map<SessionAudience, Long>> whole = new HashMap<>();
        overlaps.forEach(
                (id, its) ->
                        its.forEach(
                                (report, ms) ->
                                        whole.computeIfAbsent(work(id), w -> new HashMap<>())
                                                .merge(report, ms, Long::sum)));
        Map<String, Map<SessionAudience, Long>> until = new HashMap<>();
        overlaps.forEach(
                (id, its) ->
                        its.forEach(
                                (report, ms) -> {
                                    if (report.plays() != null) {
                                        long all = whole.get(work(id)).get(report);
                                        long to =
                                                until.computeIfAbsent(
                                                                work(id), w -> new HashMap<>())
                                                        .merge(report, ms, Long::sum);
                                        long some =
                                                report.plays() * to / all
                                                        - report.plays() * (to - ms) / all;
                                        Row row = rows.get(id);
                                        row.plays = plus(row.plays, some);
                                    }
                                }));
    }

    private static String work(String rowId) {
        return rowId.split("/")[1];
    }

    private void plays(Life life, Map<String, Row> rows, Map<String, Set<Long>> sessionRows) {
        life.plays.forEach(
                (workId, changes) -> {
                    Map<String, Map<String, Long>> most = new TreeMap<>();
                    for (SessionAudience report :
                            reports.getOrDefault(life.sessionId, new TreeMap<>()).values()) {
                        Map.Entry<Long, Map<String, String>> at = changes.floorEntry(report.from());
                        Map<String, String> basis =
                                at == null ? changes.firstEntry().getValue() : at.getValue();
                        String territory = rowOf(report.territory(), basis);
                        if (basis.containsKey(territory)) {
                            String id =
                                    day(report.from())
                                            + "/"
                                            + workId
                                            + "/"
                                            + territory
                                            + "/ON_DEMAND/"
                                            + basis.get(territory);
                            Row row = rows.computeIfAbsent(id, i -> new Row());
                            row.plays = plus(row.plays, report.plays());
                            most.computeIfAbsent(id, i -> new HashMap<>())
                                    .merge(report.territory(), report.viewers(), Math::max);
                        }
                    }
                    most.forEach(
                            (id, its) -> {
                                Row row = rows.get(id);
                                long all = its.values().stream().mapToLong(v -> v).sum();
                                row.viewers = plus(row.viewers, all);
                                row.audienceMs += ofUpload(life, workId, id);
                            });
                });
    }

    private long ofUpload(Life life, String workId, String id) {
        return life.shown.get(workId).values().stream()
                .filter(
                        ms ->
                                ms.basis().entrySet().stream()
                                        .anyMatch(
                                                e ->
                                                        id.equals(
                                                                day(ms.at())
                                                                        + "/"
                                                                        + workId
                                                                        + "/"
                                                                        + e.getKey()
                                                                        + "/ON_DEMAND/"
                                                                        + e.getValue())))
                .count();
    }

    private static Long plus(Long known, Long more) {
        return more == null ? known : known == null ? more : Long.valueOf(known + more);
    }

    /** Of a session, a work and a territory: the ms of the sound in which it was any basis. */
    long union(String sessionId, String workId, String territory) {
        long union = 0;
        for (Life life : lives) {
            if (life.sessionId.equals(sessionId)) {
                for (Ms ms : life.shown.getOrDefault(workId, new TreeMap<>()).values()) {
                    boolean stopped = !ms.upload() && isStopped(life, ms.at(), territory);
                    union += stopped ? 0 : 1;
                }
            }
        }
        return union;
    }

    Set<String> works() {
        Set<String> works = new TreeSet<>();
        lives.forEach(life -> works.addAll(life.shown.keySet()));
        return works;
    }
}
