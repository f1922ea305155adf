package dev.vigil.bench.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.MeterInput;
import dev.vigil.schema.usage.MeteredSession;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.usage.Meter;
import dev.vigil.usage.UsageDays;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The model of the benchmark and the job agree where all is well, and only there. */
class NaiveUseTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int STREAMS = 40;
    private static final int ROUNDS = 30;
    private static final int WORKS = 3;

    /** Two minutes before a midnight of the zone. */
    private static final long FROM_MS = Instant.parse("2026-11-27T15:58:00Z").toEpochMilli();

    @Test
    void theMeterSaysTheSame() {
        NaiveUse model = new NaiveUse(ZONE);
        Map<String, Long> metered = new TreeMap<>();
        Map<String, Long> sessions = new TreeMap<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            UsagePlan plan = UsagePlan.from(stream, WORKS, FROM_MS + stream);
            model.add(plan, ROUNDS);
            meter(plan, metered, sessions);
        }
        metered.values().removeIf(ms -> ms == 0);

        assertThat(model.rows()).hasSizeGreaterThan(20);
        Map<String, Long> used = new TreeMap<>();
        Map<String, Long> of = new TreeMap<>();
        model.rows().forEach((id, row) -> used.put(id, row.usedMs()));
        model.rows().forEach((id, row) -> of.put(id, row.sessions()));
        assertThat(metered).isEqualTo(used);
        sessions.values().removeIf(n -> n == 0);
        assertThat(sessions).isEqualTo(of);
        assertThat(used.keySet())
                .anyMatch(id -> id.startsWith("2026-11-27/"))
                .anyMatch(id -> id.startsWith("2026-11-28/"));
    }

    private static void meter(UsagePlan plan, Map<String, Long> used, Map<String, Long> sessions) {
        Meter meter = new Meter(new UsageDays(ZONE));
        MeteredSession[] known = new MeteredSession[1];
        for (int round = 0; round < ROUNDS; round++) {
            ActionConfirmed confirmed = plan.confirmation(round);
            if (confirmed != null) {
                step(meter, known, MeterInput.confirmed(confirmed), used, sessions);
            }
            step(meter, known, MeterInput.verdict(plan.verdict(round)), used, sessions);
            EnforcementCommand command = plan.command(round);
            if (command != null) {
                step(meter, known, MeterInput.command(command), used, sessions);
            }
        }
    }

    private static void step(
            Meter meter,
            MeteredSession[] known,
            MeterInput fact,
            Map<String, Long> used,
            Map<String, Long> sessions) {
        Meter.Step step = meter.on(known[0], fact);
        known[0] = step.next();
        step.changes()
                .forEach(
                        change -> {
                            used.merge(change.rowId(), change.amount().usedMs(), Long::sum);
                            sessions.merge(change.rowId(), change.amount().sessions(), Long::sum);
                        });
    }

    @Test
    void aMillisecondAndASessionOffAreFound() {
        NaiveUse model = new NaiveUse(ZONE);
        model.add(UsagePlan.from(0, WORKS, FROM_MS), 1);
        UsageTally tally = new UsageTally();
        tally.expect(model.rows());
        assertThat(tally.errorMs()).isEqualTo(5_000);
        String id = model.rows().keySet().iterator().next();

        tally.published(FROM_MS, row(id, 5_000, 1));
        assertThat(tally.errorMs()).isZero();
        assertThat(tally.errorSessions()).isZero();
        tally.published(FROM_MS, row(id, 4_999, 2));
        assertThat(tally.errorMs()).isEqualTo(1);
        assertThat(tally.errorSessions()).isEqualTo(1);
        tally.published(FROM_MS, row(id, 5_000, 1));
        tally.published(FROM_MS, row(id.replace("shown-0", "shown-9"), 7, 1));
        assertThat(tally.errorMs()).isEqualTo(7);
    }

    private static UsageRow row(String id, long usedMs, long sessions) {
        String[] parts = id.split("/");
        return UsageRowBuilder.builder()
                .rowId(id)
                .day(parts[0])
                .dayFrom(FROM_MS)
                .dayTo(FROM_MS + 86_400_000)
                .workId(parts[1])
                .territory(parts[2])
                .rightType(RightType.valueOf(parts[3]))
                .basis(parts[4])
                .usedMs(usedMs)
                .liveMs(usedMs)
                .sessions(sessions)
                .revision(1)
                .state(UsageState.PROVISIONAL)
                .build();
    }
}
