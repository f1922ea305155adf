package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.store.RowsRead;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Works that nothing is registered of, among very many of which something is. */
class UnregisteredWorksTest {
    /** More than are looked at for a page. */
    private static final int WORKS = 3_000;

    private static final List<String> NAMING_TOO =
            List.of(
                    "reference_health (work_id, reference_id) select work_id, 'r'",
                    "verdict_work (verdict_id, work_id) select notice_id, work_id",
                    "list_entry (entry_id, work_id) select notice_id, work_id");

    /** Of works, and of what names them, with columns for the work and another text. */
    private static final Map<String, String> TABLES =
            Map.of(
                    "work", "(work_id, topic) values (?, ?)",
                    "reference_health", "(work_id, reference_id) values (?, ?)",
                    "verdict_work", "(work_id, verdict_id) values (?, ?)",
                    "list_entry", "(work_id, entry_id) values (?, ?)",
                    "notice_work", "(work_id, notice_id, off, n) values (?, ?, 1, 0)");

    @TempDir private Path folder;

    private static boolean isRegistered(int n) {
        return n < 100 ? n % 2 == 0 : n < WORKS - 70;
    }

    private static String id(int n) {
        return String.format("w-%04d", n);
    }

    /** Reads the place behind a work that is followed by registered ones alone. */
    private static ListPage<String> farDown(Handle handle) {
        return UnregisteredWorks.page(handle, Keyset.of(id(1_000)));
    }

    private static void fill(Handle handle) {
        PreparedBatch named =
                handle.prepareBatch(
                        "insert into notice_work (notice_id, off, n, work_id) values (?, 1, 0, ?)");
        PreparedBatch registered =
                handle.prepareBatch("insert into work (topic, work_id) values ('works', ?)");
        for (int n = 0; n < WORKS; n++) {
            named.add("n-" + n, id(n));
            if (isRegistered(n)) {
                registered.add(id(n));
            }
        }
        named.execute();
        registered.execute();
    }

    @ParameterizedTest
    @EnumSource
    void pagesHaveEachOfThemOnce(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            handle.useTransaction(UnregisteredWorksTest::fill);
            List<String> all = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            String after = null;
            do {
                ListPage<String> page =
                        UnregisteredWorks.page(handle, Keyset.parse(after, String.class));
                all.addAll(page.rows());
                sizes.add(page.rows().size());
                after = page.after();
            } while (after != null);

            assertThat(all)
                    .containsExactlyElementsOf(
                            IntStream.range(0, WORKS)
                                    .filter(n -> !isRegistered(n))
                                    .mapToObj(UnregisteredWorksTest::id)
                                    .toList());
            assertThat(sizes)
                    .as("a page ends where it has looked at enough")
                    .containsExactly(50, 0, 0, 50, 20);
        }
    }

    /** Of 800 works each an entry of the register's index and its row. */
    @Test
    void aPageReadsNoRowsThatNameRegisteredWorks() {
        try (Store store = TestingStores.POSTGRES.open(folder);
                Handle handle = store.handle()) {
            handle.useTransaction(UnregisteredWorksTest::fill);
            NAMING_TOO.forEach(
                    it -> handle.execute("insert into " + it + " from notice_work where off = 1"));
            RowsRead.fill(handle, List.of(), 0);

            long read = handle.inTransaction(it -> RowsRead.by(it, () -> farDown(it)));

            assertThat(read).isBetween(800L, 1_600L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyAreThoseNamedAndNotRegistered(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            for (int seed = 0; seed < 12; seed++) {
                Random random = new Random(seed);
                TABLES.forEach((table, row) -> handle.execute("delete from " + table));
                List<String> expected = handle.inTransaction(it -> made(it, random));

                assertThat(pages(handle)).as("seed %d", seed).containsExactlyElementsOf(expected);
            }
        }
    }

    /** Some works, each registered or not, and named by some tables; those that are looked for. */
    private static List<String> made(Handle handle, Random random) {
        int registeredOf10 = random.nextInt(11);
        TreeSet<String> expected = new TreeSet<>();
        Map<String, Set<String>> rows = new TreeMap<>();
        TABLES.forEach((table, row) -> rows.put(table, new TreeSet<>()));
        for (int n = random.nextInt(900); n > 0; n--) {
            String id = "w-" + "aB\u00e9\u4e2d_9".charAt(random.nextInt(6)) + random.nextInt(600);
            boolean isRegistered = Math.floorMod(id.hashCode(), 10) < registeredOf10;
            for (String table : TABLES.keySet()) {
                boolean isWork = table.equals("work");
                if (isWork ? isRegistered : random.nextInt(3) == 0) {
                    rows.get(table).add(id);
                    expected.add(id);
                }
            }
        }
        rows.forEach((table, ids) -> insert(handle, table, ids));
        expected.removeAll(rows.get("work"));
        return List.copyOf(expected);
    }

    private static void insert(Handle handle, String table, Set<String> ids) {
        if (!ids.isEmpty()) {
            PreparedBatch batch =
                    handle.prepareBatch("insert into " + table + " " + TABLES.get(table));
            ids.forEach(id -> batch.add(id, "x-" + id));
            batch.execute();
        }
    }

    private static List<String> pages(Handle handle) {
        List<String> all = new ArrayList<>();
        String after = null;
        do {
            ListPage<String> page =
                    UnregisteredWorks.page(handle, Keyset.parse(after, String.class));
            all.addAll(page.rows());
            after = page.after();
        } while (after != null);
        return all;
    }
}
