package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.desk.ask.DailyUsage.UsageDay;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Use by day of one work and of all. */
class DailyUsageTest {
    private static final String FROM = "2026-10-01";
    private static final String TO = "2026-10-31";
    private static final int WORKS = 9;
    private static final int TERRITORIES = 27;

    @TempDir private Path folder;

    /** A month, and a day on each side of it, with two rights in each territory. */
    private static void fill(Handle handle) {
        PreparedBatch batch =
                handle.prepareBatch(
                        "insert into usage_row (row_id, day, work_id, territory, used_ms)"
                                + " values (?, ?, ?, ?, ?)");
        for (int day = 0; day <= 32; day++) {
            String on =
                    day == 0
                            ? "2026-09-30"
                            : day == 32 ? "2026-11-01" : "2026-10-%02d".formatted(day);
            for (int work = 1; work <= WORKS; work++) {
                for (int territory = 1; territory <= TERRITORIES; territory++) {
                    for (String right : List.of("LIVE", "ON_DEMAND")) {
                        batch.add(
                                on + work + right + territory,
                                on,
                                "work-" + work,
                                "T" + territory,
                                (long) 1_000 * work * territory);
                    }
                }
            }
        }
        batch.execute();
    }

    /** The planted fault: territories are added up, though they are of the same sessions. */
    @ParameterizedTest
    @EnumSource
    void aMonthOfAWorkHasTheUseOfTheTerritoryThatHasMost(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            handle.useTransaction(DailyUsageTest::fill);

            assertThat(WorkQuery.months(handle, "work-9"))
                    .extracting(WorkQuery.MonthRow::month, WorkQuery.MonthRow::usedMs)
                    .containsExactly(
                            tuple("2026-11", 2L * 9_000 * TERRITORIES),
                            tuple("2026-10", 31L * 2 * 9_000 * TERRITORIES),
                            tuple("2026-09", 2L * 9_000 * TERRITORIES));
        }
    }

    /** The work is used after its sale. */
    @ParameterizedTest
    @EnumSource
    void theMonthsOfAPastOwnerEndWithTheLastOneThatTheyHaveAShareIn(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            used(handle, "2024-06-30", "studio-a");
            used(handle, "2024-07-01", "studio-a");
            used(handle, "2025-06-30", "studio-a");
            used(handle, "2025-07-01", "studio-b");
            used(handle, "2026-11-30", "studio-b");

            assertThat(new OwnerQuery(handle, "studio-a").months("work-1"))
                    .extracting(WorkQuery.MonthRow::month)
                    .containsExactly("2025-06", "2024-07");
            assertThat(new OwnerQuery(handle, "studio-b").months("work-1"))
                    .extracting(WorkQuery.MonthRow::month)
                    .containsExactly("2026-11");
            assertThat(new OwnerQuery(handle, "studio-c").months("work-1")).isEmpty();
        }
    }

    private static void used(Handle handle, String day, String owner) {
        handle.execute(
                "insert into usage_row (row_id, off, day, work_id, territory, used_ms)"
                        + " values (?, 1, ?, 'work-1', 'CN', 1000)",
                day,
                day);
        handle.execute(
                "insert into usage_share (row_id, owner_id, off, day) values (?, ?, 1, ?)",
                day,
                owner,
                day);
    }

    /** More rows of works, days and territories than a page would read one by one. */
    @ParameterizedTest
    @EnumSource
    void ofAllWorksThoseUsedMostAreShownToTheLastDay(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            handle.useTransaction(DailyUsageTest::fill);

            DailyUsage used = DailyUsage.of(handle, null, FROM, TO).orElseThrow();

            assertThat(used.works())
                    .containsExactly("work-9", "work-8", "work-7", "work-6", "work-5", "work-4");
            assertThat(used.others()).isEqualTo(3);
            assertThat(used.days())
                    .hasSize(31 * 6)
                    .contains(
                            new UsageDay(FROM, "work-4", 2L * 4_000 * TERRITORIES),
                            new UsageDay(TO, "work-9", 2L * 9_000 * TERRITORIES));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneWorkIsShownHoweverManyRowsAllHave(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            handle.useTransaction(DailyUsageTest::fill);
            int rows = 31 * WORKS * TERRITORIES * 2;

            assertThat(DailyUsage.of(handle, null, FROM, TO, rows)).isPresent();
            assertThat(DailyUsage.of(handle, null, FROM, TO, rows - 1)).isEmpty();
            DailyUsage one = DailyUsage.of(handle, "work-2", FROM, TO, rows / WORKS).orElseThrow();
            assertThat(one.works()).containsExactly("work-2");
            assertThat(one.others()).isZero();
            assertThat(one.days()).hasSize(31);
            DailyUsage none = DailyUsage.of(handle, null, "2027-01-01", "2027-01-31").orElseThrow();
            assertThat(none.works()).isEmpty();
        }
    }

    /** Rows of years are in the table; a chart is of a month. */
    @Test
    void aMonthIsSummedUpInItsIndex() {
        try (Store store = TestingStores.SQLITE.open(folder);
                Handle handle = store.handle()) {
            handle.useTransaction(DailyUsageTest::fill);
            List<String> asked = new ArrayList<>();
            handle.getConfig(SqlStatements.class)
                    .setSqlLogger(
                            new SqlLogger() {
                                @Override
                                public void logBeforeExecution(StatementContext context) {
                                    asked.add(context.getRenderedSql());
                                }
                            });

            DailyUsage.of(handle, null, FROM, TO);

            handle.getConfig(SqlStatements.class).setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
            assertThat(asked)
                    .singleElement()
                    .satisfies(
                            sql ->
                                    assertThat(plan(handle, sql))
                                            .contains(
                                                    "SEARCH x USING COVERING INDEX usage_row_used")
                                            .doesNotContain("TEMP B-TREE"));
        }
    }

    private static String plan(Handle handle, String sql) {
        Query explained = handle.createQuery("explain query plan " + sql);
        for (int place = 0; place < sql.chars().filter(it -> it == '?').count(); place++) {
            explained.bindNull(place, Types.VARCHAR);
        }
        return explained.map((row, context) -> row.getString("detail")).list().toString();
    }
}
