package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.DeskScene;
import dev.vigil.desk.ask.OwnerQuery.Granted;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.AuthorizationBuilder;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.usage.UsageRow;
import dev.vigil.schema.usage.UsageRowBuilder;
import dev.vigil.schema.usage.UsageShare;
import dev.vigil.schema.usage.UsageState;
import dev.vigil.schema.wire.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of an owner that has much, some of which can't be read any more. */
class OwnerPagesTest {
    private static final int ALL = ListPage.MOST + 3;

    @TempDir private Path folder;

    private final TestingTopicLog log = new TestingTopicLog();

    private static String id(int n) {
        return String.format("x-%03d", n);
    }

    private void granted(int n) {
        log.send(
                EventType.AUTHORIZATION_GRANTED,
                id(n),
                DeskScene.NOW,
                AuthorizationBuilder.builder()
                        .authorizationId(id(n))
                        .version(1)
                        .grantor("studio")
                        .grantee("official")
                        .workIds(List.of("the-film"))
                        .rightTypes(List.of(RightType.ON_DEMAND))
                        .territories(List.of("HK"))
                        .from(DeskScene.NOW)
                        .build());
    }

    private void claimed(int n) {
        WorkClaim claim =
                WorkClaimBuilder.builder()
                        .workId(id(n))
                        .claimant("studio")
                        .version(1)
                        .shares(
                                List.of(
                                        OwnerShareBuilder.builder()
                                                .ownerId("studio")
                                                .territories(List.of("HK"))
                                                .rightTypes(List.of(RightType.ON_DEMAND))
                                                .build()))
                        .at(DeskScene.NOW)
                        .build();
        log.send(EventType.WORK_CLAIMED, claim.key(), DeskScene.NOW, claim);
    }

    private static <T> List<String> all(
            Function<String, ListPage<T>> pages, Function<T, String> name) {
        List<String> all = new ArrayList<>();
        String after = null;
        do {
            ListPage<T> page = pages.apply(after);
            page.rows().forEach(it -> all.add(name.apply(it)));
            after = page.after();
        } while (after != null);
        return all;
    }

    /** The planted fault: a page that lacks a row is taken for the last one. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aListGoesOnBehindWhatCanNotBeRead(TestingStores kind) throws Exception {
        for (int n = 0; n < ALL; n++) {
            granted(n);
            claimed(n);
        }
        Store store = kind.open(folder);
        DeskScene.read(store, log);
        try (Handle handle = store.handle()) {
            for (int unread : List.of(7, 8, 9, 49)) {
                handle.execute(
                        "update event set problem = 'of another version' where subject = ?",
                        id(unread));
            }
            OwnerQuery owned = new OwnerQuery(handle, "studio");
            assertThat(
                            all(
                                    it -> owned.authorizations(null, Granted.ALL, it),
                                    Authorization::authorizationId))
                    .hasSize(ALL - 4)
                    .contains(id(ALL - 1))
                    .doesNotHaveDuplicates();
            assertThat(all(owned::claims, WorkClaim::workId))
                    .hasSize(ALL - 4)
                    .contains(id(ALL - 1))
                    .doesNotHaveDuplicates();
        }
    }

    /** The planted fault: twice as many records are read before they are found to be too many. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aStatementOfTooManyRowsReadsNoneOfTheirRecords(TestingStores kind) throws Exception {
        Store store = kind.open(folder);
        try (Handle handle = store.handle()) {
            rows(handle, "2026-11-03", "SETTLED", 0, OwnerQuery.MOST_OF_STATEMENT - 10);
            rows(handle, "2026-10-03", "AMENDED", 100_000, 10);
            OwnerQuery owned = new OwnerQuery(handle, "studio");
            assertThat(owned.ofStatement(YearMonth.of(2026, 11))).isPresent();
            rows(handle, "2026-10-04", "AMENDED", 200_000, 1);
            // None of the rows has a record here.
            assertThat(owned.ofStatement(YearMonth.of(2026, 11))).isEmpty();
            assertThat(owned.ofStatement(YearMonth.of(2026, 10))).isPresent();
        }
    }

    private static void rows(Handle handle, String day, String state, int from, int many) {
        String numbers =
                " from (with recursive k (n) as (select "
                        + from
                        + " union all select n + 1 from k where n < "
                        + (from + many - 1)
                        + ") select n from k) r";
        handle.execute(
                "insert into usage_row (row_id, off, part, day, state) select 'r-' || n, n, 0, '"
                        + day
                        + "', '"
                        + state
                        + "'"
                        + numbers);
        handle.execute(
                "insert into usage_share (row_id, owner_id, off, day, amended) select 'r-' || n,"
                        + " 'studio', n, '"
                        + day
                        + "', "
                        + (state.equals("AMENDED") ? "1" : "null")
                        + numbers);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void whatHasChangedSinceItWasSettledIsInTheStatement(TestingStores kind) throws Exception {
        used("2026-09-03", 2, UsageState.AMENDED);
        used("2026-10-03", 1, UsageState.SETTLED);
        used("2026-10-04", 1, UsageState.SETTLED);
        used("2026-10-04", 2, UsageState.AMENDED);
        used("2026-11-05", 1, UsageState.SETTLED);
        Store store = kind.open(folder);
        DeskScene.read(store, log);
        try (Handle handle = store.handle()) {
            assertThat(stated(handle)).containsExactly("2026-11-05", "2026-09-03", "2026-10-04");
            // As an earlier desk has them.
            handle.execute("update usage_share set amended = null");
            assertThat(stated(handle)).containsExactly("2026-11-05");
            handle.execute(migration("update usage_share"));
            assertThat(stated(handle)).containsExactly("2026-11-05", "2026-09-03", "2026-10-04");
        }
    }

    private static List<String> stated(Handle handle) {
        return new OwnerQuery(handle, "studio")
                .ofStatement(YearMonth.of(2026, 11)).orElseThrow().stream()
                        .map(UsageRow::day)
                        .toList();
    }

    private static String migration(String from) throws IOException {
        try (InputStream sql = Store.class.getResourceAsStream("migration/V74__refused.sql")) {
            String all = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(all.indexOf(from), all.indexOf(';', all.indexOf(from)));
        }
    }

    private void used(String day, long revision, UsageState state) {
        String row = day + "/the-film/CN/ON_DEMAND/" + UsageRow.NONE;
        long from = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        log.send(
                EventType.USAGE_ROW,
                row,
                DeskScene.NOW,
                UsageRowBuilder.builder()
                        .rowId(row)
                        .day(day)
                        .dayFrom(from)
                        .dayTo(from + 86_400_000)
                        .workId("the-film")
                        .territory("CN")
                        .rightType(RightType.ON_DEMAND)
                        .basis(UsageRow.NONE)
                        .usedMs(3_600_000)
                        .sessions(1)
                        .revision(revision)
                        .state(state)
                        .shares(List.of(new UsageShare("studio", 10_000)))
                        .build());
    }
}
