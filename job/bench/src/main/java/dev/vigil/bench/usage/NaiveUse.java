package dev.vigil.bench.usage;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rows have to say, from what was sent alone and without any of the job's classes: a bit for
 * each millisecond of a session, set once, under the ruling that was published before it.
 */
final class NaiveUse {
    /**
     * What one row has.
     *
     * @param sessions that have shown any of it
     */
    record Row(long usedMs, long sessions) {
        private Row plus(Row other) {
            return new Row(usedMs + other.usedMs, sessions + other.sessions);
        }
    }

    /** An order in force from a moment on, until the next. */
    private record Order(long fromMs, boolean lifted, List<String> territories) {
        boolean keepsFrom(String territory) {
            return !lifted && (territories.isEmpty() || territories.contains(territory));
        }
    }

    private final ZoneId zone;
    private final Map<String, Row> rows = new TreeMap<>();

    NaiveUse(ZoneId zone) {
        this.zone = zone;
    }

    /** Adds a stream, with the rounds of it that were sent. */
    void add(UsagePlan plan, int rounds) {
        List<Order> orders = orders(plan, rounds);
        Map<String, BitSet> shown = new HashMap<>();
        Map<String, List<WorkRuling>> before = new HashMap<>();
        Map<String, Long> used = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            Verdict verdict = plan.verdict(round);
            for (Evidence match : verdict.evidence()) {
                List<WorkRuling> now =
                        verdict.rulings().stream()
                                .filter(one -> one.matchIds().contains(match.matchId()))
                                .toList();
                List<WorkRuling> under = before.getOrDefault(match.matchId(), now);
                before.put(match.matchId(), now);
                BitSet its = shown.computeIfAbsent(match.workId(), work -> new BitSet());
                mark(its, match, under, orders, used);
            }
        }
        used.forEach((row, ms) -> rows.merge(row, new Row(ms, ms > 0 ? 1 : 0), Row::plus));
    }

    private static List<Order> orders(UsagePlan plan, int rounds) {
        List<Order> orders = new ArrayList<>();
        for (int round = 1; round < rounds; round++) {
            ActionConfirmed done = plan.confirmation(round);
            if (done != null) {
                EnforcementCommand command = plan.command(round - 1);
                boolean isLifted = command.measure().name().equals("LIFT");
                orders.add(new Order(done.effectiveAt(), isLifted, command.territories()));
            }
        }
        return orders;
    }

    private void mark(
            BitSet shown,
            Evidence match,
            List<WorkRuling> under,
            List<Order> orders,
            Map<String, Long> used) {
        int from = (int) match.queryStartMs();
        int to = (int) match.queryEndMs();
        long capturedFrom = match.captureStart() - match.queryStartMs();
        for (int ms = shown.nextClearBit(from); ms < to; ms = shown.nextClearBit(ms)) {
            int known = shown.nextSetBit(ms);
            int end = known < 0 ? to : Math.min(known, to);
            shown.set(ms, end);
            for (WorkRuling ruling : under) {
                count(capturedFrom + ms, capturedFrom + end, ruling, orders, used);
            }
        }
    }

    private void count(
            long from, long to, WorkRuling ruling, List<Order> orders, Map<String, Long> used) {
        String territory = ruling.territories().get(0);
        String basis =
                ruling.authorizationId() == null
                        ? "NONE"
                        : "AUTHORIZATION:" + ruling.authorizationId();
        for (long at = from; at < to; ) {
            LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
            long midnight = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
            long end = Math.min(to, midnight);
            Order inForce = null;
            for (Order order : orders) {
                if (order.fromMs() <= at) {
                    inForce = order;
                } else {
                    end = Math.min(end, order.fromMs());
                }
            }
            if (inForce == null || !inForce.keepsFrom(territory)) {
                String row = day + "/" + ruling.workId() + "/" + territory + "/LIVE_RELAY/" + basis;
                used.merge(row, end - at, Long::sum);
            }
            at = end;
        }
    }

    Map<String, Row> rows() {
        return rows;
    }
}
