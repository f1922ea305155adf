package dev.vigil.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.KeptRow;
import dev.vigil.schema.usage.UsageAmendment;
import dev.vigil.schema.usage.UsageAmendmentBuilder;
import dev.vigil.schema.usage.UsageAmount;
import dev.vigil.schema.usage.UsageAmountBuilder;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.usage.UsageReason;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each change of a row is in one statement, and no statement that was sent changes. */
class UsageStatementTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final UsageDays DAYS = new UsageDays(SHANGHAI);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final long CLOSED = DAYS.closesAt(NOVEMBER);
    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final List<UsageShare> ALL = List.of(new UsageShare("owner-1", 10_000));

    @Test
    void aLaterAmendmentIsALineOfTheMonthInWhichItWasFound() {
        UsageRow row =
                row("2026-11-26", 7_000, null, false)
                        .amendments(
                                List.of(
                                        amended(2, CLOSED - 1, 5_000, false),
                                        amended(3, CLOSED, 6_000, false)))
                        .state(UsageState.AMENDED)
                        .revision(4)
                        .build();
        UsageStatement november = of(NOVEMBER, row);
        assertThat(november.lines()).hasSize(1);
        assertThat(november.lines().get(0).usedMs()).isEqualTo(6_000);
        assertThat(november.lines().get(0).revision()).isEqualTo(2);
        assertThat(november.lines().get(0).isAmendment()).isFalse();
        UsageStatement december = of(DECEMBER, row);
        assertThat(december.lines())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.reasons()).containsExactly(UsageReason.FOUND_LATER);
                            assertThat(line.usedMs()).isEqualTo(1_000);
                            assertThat(line.revision()).isEqualTo(3);
                        });
        assertThat(of(DECEMBER.plusMonths(1), row).lines()).isEmpty();
    }

    /** What of it an owner is told, by owner. */
    private static final class Told {
        final Map<String, Long> shareMs = new TreeMap<>();
        final Map<String, Long> usages = new TreeMap<>();
        final Map<String, Long> plays = new TreeMap<>();

        void add(String owner, StatementLine line) {
            shareMs.merge(owner, line.shareMs(), Long::sum);
            usages.merge(owner, line.usages(), Long::sum);
            plays.merge(owner, line.plays() == null ? 0 : line.plays(), Long::sum);
        }
    }

    /**
     * U3: a row through random facts, late ones, owners that change and disagree. Statements that
     * are made when they close, with the row as it is then, are together what is due in the end;
     * made again later they are the same.
     */
    @Test
    void allStatementsTogetherAreTheWhole() {
        int late = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Life life = new Life("2026-11-" + (20 + random.nextInt(11)));
            YearMonth month = NOVEMBER;
            Told told = new Told();
            Map<YearMonth, List<UsageStatement>> sent = new TreeMap<>();
            long now = life.dayTo - HOUR_MS;
            for (int i = 0; i < 400; i++) {
                now += 1 + random.nextInt((int) (6 * HOUR_MS));
                for (; now >= DAYS.closesAt(month); month = month.plusMonths(1)) {
                    life.look(DAYS.closesAt(month));
                    sent.put(month, state(month, life.last, told));
                }
                if (random.nextInt(8) == 0) {
                    life.take(fact(random, life.rowId, now, life.kept), now);
                }
                life.look(now);
            }
            life.look(DAYS.closesAt(month));
            sent.put(month, state(month, life.last, told));
            UsageRow last = life.last;
            late += life.late ? 1 : 0;
            for (String owner : List.of("owner-1", "owner-2")) {
                long bp = last == null || last.inConflict() ? 0 : last.shareBp(owner);
                long due = bp == 0 ? 0 : last.usedMs() * bp / 10_000;
                assertThat(told.shareMs.getOrDefault(owner, 0L)).as("seed %d", seed).isEqualTo(due);
                long plays = bp == 0 || last.plays() == null ? 0 : last.plays();
                assertThat(told.plays.getOrDefault(owner, 0L)).as("seed %d", seed).isEqualTo(plays);
                assertThat(told.usages.getOrDefault(owner, 0L))
                        .as("seed %d", seed)
                        .isEqualTo(bp == 0 ? 0 : bp * usages(last));
            }
            sent.forEach(
                    (of, its) -> assertThat(state(of, last, new Told())).isEqualTo(its(its, last)));
        }
        assertThat(late).as("rows that begin late").isPositive();
    }

    /** A row, looked at when it is due. */
    private static final class Life {
        private final UsageRows rows = new UsageRows(new UsageRules(SHANGHAI, 6 * DAY_MS));
        final String rowId;
        final long dayTo;
        KeptRow kept;
        UsageRow last;
        boolean late;
        private long nextAt = Long.MAX_VALUE;

        Life(String day) {
            rowId = day + "/work-1/CN/LIVE_RELAY/NONE";
            dayTo = DAYS.to(day);
        }

        void take(UsageInput fact, long now) {
            KeptRow next = rows.take(kept, fact, false, now);
            if (next != null) {
                kept = next;
                nextAt = now;
            }
        }

        void look(long now) {
            if (kept == null || nextAt > now) {
                return;
            }
            UsageRows.Step step = rows.at(rowId, kept, now);
            kept = step.next();
            nextAt = step.nextAt() == null ? Long.MAX_VALUE : step.nextAt();
            late |= last == null && now > dayTo + UsageRules.SETTLE_MS;
            last = step.published() == null ? last : step.published();
        }
    }

    private static long usages(UsageRow row) {
        boolean isWhole =
                row.plays() != null && row.audienceMs() != null && row.audienceMs() == row.usedMs();
        return isWhole ? row.plays() : row.sessions();
    }

    /** A line names the row as it is published now. */
    private static List<UsageStatement> its(List<UsageStatement> sent, UsageRow now) {
        return sent.stream()
                .map(
                        one ->
                                new UsageStatement(
                                        one.ownerId(),
                                        one.month(),
                                        one.closesAt(),
                                        one.lines().stream().map(line -> with(line, now)).toList(),
                                        one.provisional()))
                .toList();
    }

    private static StatementLine with(StatementLine line, UsageRow row) {
        return new StatementLine(
                row,
                line.shareBp(),
                line.reasons(),
                line.state(),
                line.usedMs(),
                line.shareMs(),
                line.heldMs(),
                line.sessions(),
                line.audienceMs(),
                line.viewMs(),
                line.plays(),
                line.usages(),
                line.revision());
    }

    private static List<UsageStatement> state(YearMonth month, UsageRow row, Told told) {
        List<UsageStatement> both = new ArrayList<>();
        for (String owner : List.of("owner-1", "owner-2")) {
            UsageStatement statement =
                    UsageStatement.of(
                            owner, month, SHANGHAI, row == null ? List.of() : List.of(row));
            statement.lines().forEach(line -> told.add(owner, line));
            both.add(statement);
        }
        return both;
    }

    private static UsageInput fact(Random random, String rowId, long now, KeptRow kept) {
        if (random.nextInt(3) == 0) {
            int bp = 1 + random.nextInt(9_999);
            return UsageInput.owned(
                    "work-1",
                    rowId,
                    now,
                    random.nextInt(3) == 0,
                    List.of(new UsageShare("owner-1", bp), new UsageShare("owner-2", 10_000 - bp)));
        }
        UsageAmount had = kept == null ? UsageAmount.ZERO : kept.amount();
        UsageAmountBuilder more = UsageAmountBuilder.builder().usedMs(random.nextInt(9_999));
        if (random.nextBoolean()) {
            more.sessions(1);
        }
        if (random.nextInt(3) == 0) {
            more.plays(random.nextInt(50)).playsOf(1).audienceOf(1);
            more.audienceMs(had.usedMs() + more.usedMs() - had.audienceMs());
        }
        // Of any time of the row, long ago.
        return UsageInput.changed(
                "work-1",
                rowId,
                now - random.nextInt((int) (20 * DAY_MS / 1_000)) * 1_000L,
                more.build(),
                UsageReason.FOUND_LATER);
    }

    /** U4: unknown stays unknown in a sum, and does not become 0. */
    @Test
    void anUnknownAudienceIsUnknownInTheSum() {
        UsageRow unknown = row("2026-11-26", 5_000, null, false).build();
        assertThat(total(unknown).viewMs()).isNull();
        assertThat(total(unknown).plays()).isNull();
        UsageRow seen = row("2026-11-27", 5_000, 0L, false).build();
        assertThat(total(unknown, seen).viewMs()).isZero();
    }

    private static UsageStatement.Total total(UsageRow... rows) {
        List<UsageStatement.Total> totals = of(NOVEMBER, rows).totals();
        assertThat(totals).hasSize(1);
        return totals.get(0);
    }

    /** An hour that was shown everywhere is an hour. */
    @Test
    void territoriesAreNotAddedUp() {
        UsageRow here = row("2026-11-26", 5_000, null, false).build();
        UsageRow elsewhere =
                here.with().territory("*").rowId(here.rowId().replace("/CN/", "/*/")).build();
        assertThat(of(NOVEMBER, here, elsewhere).totals())
                .extracting(UsageStatement.Total::territory, UsageStatement.Total::usedMs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("*", 5_000L),
                        org.assertj.core.groups.Tuple.tuple("CN", 5_000L));
    }

    @Test
    void anOwnerGetsItsShareOfARow() {
        UsageRow row =
                row("2026-11-26", 5_001, null, false)
                        .shares(
                                List.of(
                                        new UsageShare("owner-1", 2_500),
                                        new UsageShare("owner-2", 7_500)))
                        .build();
        assertThat(of(NOVEMBER, row).lines())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.shareBp()).isEqualTo(2_500);
                            assertThat(line.shareMs()).isEqualTo(1_250);
                        });
        UsageRow others = row.withShares(List.of(new UsageShare("owner-2", 10_000)));
        assertThat(of(NOVEMBER, others).lines()).isEmpty();
    }

    /** Who owned it when the statement was sent is paid; who owns it now gets what changed. */
    @Test
    void aShareThatChangesLaterIsALineForBoth() {
        UsageRow row =
                row("2026-11-26", 4_000, null, false)
                        .shares(
                                List.of(
                                        new UsageShare("owner-1", 5_000),
                                        new UsageShare("owner-2", 5_000)))
                        .amendments(
                                List.of(
                                        amended(2, CLOSED + DAY_MS, 4_000, false)
                                                .with()
                                                .reasons(List.of(UsageReason.OWNERS_CHANGED))
                                                .build()))
                        .state(UsageState.AMENDED)
                        .build();
        assertThat(of(NOVEMBER, row).lines().get(0).shareMs()).isEqualTo(4_000);
        assertThat(of(DECEMBER, row).lines().get(0).shareMs()).isEqualTo(-2_000);
        assertThat(of(DECEMBER, row).lines().get(0).usedMs()).isZero();
        UsageStatement other = UsageStatement.of("owner-2", DECEMBER, SHANGHAI, List.of(row));
        assertThat(other.lines().get(0).shareMs()).isEqualTo(2_000);
        assertThat(UsageStatement.of("owner-2", NOVEMBER, SHANGHAI, List.of(row)).lines())
                .isEmpty();
    }

    /** A part is not taken for the whole, and what was counted as sessions is not paid twice. */
    @Test
    void usagesAreSessionsUntilPlaysAreKnownOfAll() {
        UsageRow part =
                row("2026-11-26", 5_000, null, false)
                        .sessions(100)
                        .audienceMs(50L)
                        .plays(3L)
                        .build();
        assertThat(of(NOVEMBER, part).lines().get(0).usages()).isEqualTo(100 * 10_000L);
        UsageRow known =
                row("2026-11-26", 5_000, null, false)
                        .audienceMs(5_000L)
                        .plays(100L)
                        .amendments(
                                List.of(amended(2, CLOSED, 5_000, false).withPreviousSessions(5)))
                        .state(UsageState.AMENDED)
                        .build();
        assertThat(of(NOVEMBER, known).lines().get(0).usages()).isEqualTo(5 * 10_000L);
        assertThat(of(DECEMBER, known).lines().get(0).usages()).isEqualTo(95 * 10_000L);
    }

    @Test
    void rowsThatMayStillChangeAreCounted() {
        UsageRow row = row("2026-11-30", 5_000, null, false).state(UsageState.PROVISIONAL).build();
        assertThat(of(NOVEMBER, row).provisional()).isEqualTo(1);
    }

    /** Another zone would cut days, and months, elsewhere. */
    @Test
    void theZoneIsThatOfTheRows() {
        UsageRow row = row("2026-11-26", 5_000, null, false).build();
        assertThatThrownBy(
                        () ->
                                UsageStatement.of(
                                        "owner-1", NOVEMBER, ZoneId.of("UTC"), List.of(row)))
                .hasMessageContaining("usage.zone");
    }

    private static UsageStatement of(YearMonth month, UsageRow... rows) {
        return UsageStatement.of("owner-1", month, SHANGHAI, List.of(rows));
    }

    private static UsageAmendment amended(long revision, long at, long usedMs, boolean held) {
        return UsageAmendmentBuilder.builder()
                .revision(revision)
                .reasons(List.of(UsageReason.FOUND_LATER))
                .at(at)
                .previousUsedMs(usedMs)
                .previousSessions(1)
                .previousHeld(held ? Boolean.TRUE : null)
                .previousShares(ALL)
                .build();
    }

    private static UsageRowBuilder row(String day, long usedMs, Long viewMs, boolean held) {
        return UsageRowBuilder.builder()
                .rowId(day + "/work-1/CN/LIVE_RELAY/NONE")
                .day(day)
                .dayFrom(DAYS.from(day))
                .dayTo(DAYS.to(day))
                .workId("work-1")
                .territory("CN")
                .rightType(RightType.LIVE_RELAY)
                .basis("NONE")
                .usedMs(usedMs)
                .liveMs(usedMs)
                .sessions(1)
                .viewMs(viewMs)
                .audienceMs(viewMs == null ? null : Long.valueOf(usedMs))
                .held(held ? Boolean.TRUE : null)
                .shares(ALL)
                .revision(1)
                .state(UsageState.SETTLED);
    }
}
