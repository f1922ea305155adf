package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.SessionQuery.SessionRow;
import dev.vigil.desk.ask.SessionQuery.Wanted;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of a work are found step by step: pages have each of them once, and in order. */
class SessionQueryTest {
    /** Some steps of a page, and a rest. */
    private static final int SESSIONS = 430;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void pagesOfAWorkHaveEachSessionOnceTheLatestFirst(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            fill(handle);

            assertThat(walk(handle, new Wanted("w-1", null, null, false)))
                    .isEqualTo(expected(n -> true));
            assertThat(walk(handle, new Wanted("w-1", null, null, true)))
                    .isEqualTo(expected(SessionQueryTest::isOpen));
            assertThat(walk(handle, new Wanted("w-1", "a-3", null, false)))
                    .isEqualTo(expected(n -> n % 9 == 3));
            assertThat(walk(handle, new Wanted("w-1", null, "BLOCK", true)))
                    .isEqualTo(expected(n -> isOpen(n) && isBlocked(n)));
            assertThat(walk(handle, new Wanted("w-9", null, null, false))).isEmpty();
        }
    }

    /** The planted fault: of the works of one verdict any stands for all, an earlier one's too. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void anEntryThatWasAmendedToAnotherWorkHasItsSessionsAllTheSame(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            fill(handle);
            handle.execute("update verdict_work set entry_id = 'e-1' where verdict_id = 's-007/1'");
            handle.execute(
                    "update verdict_work set revision = 3 - revision where verdict_id = 's-007/1'");

            assertThat(SessionQuery.decidedBy(handle, "e-1", null).rows())
                    .extracting(SessionRow::sessionId)
                    .containsExactly("s-007");
        }
    }

    private static boolean isOpen(int n) {
        return n % 4 < 2;
    }

    private static boolean isBlocked(int n) {
        return n % 5 == 1;
    }

    /** In an earlier revision only. */
    private static boolean isPast(int n) {
        return n % 7 == 0;
    }

    private static void fill(Handle handle) {
        PreparedBatch sessions =
                handle.prepareBatch(
                        "insert into session (session_id, start_at, last_at, account_id, is_open,"
                                + " action, verdict_id) values (?, ?, ?, ?, ?, ?, ?)");
        PreparedBatch verdicts =
                handle.prepareBatch(
                        "insert into verdict (verdict_id, revision, session_id, start_at, account_id,"
                                + " judged_at) values (?, ?, ?, ?, ?, ?)");
        PreparedBatch works =
                handle.prepareBatch(
                        "insert into verdict_work (verdict_id, work_id, revision, action,"
                                + " judged_at) values (?, ?, ?, ?, ?)");
        for (int n = 0; n < SESSIONS; n++) {
            // Three at a time are judged at once.
            long at = n / 3;
            String action = isBlocked(n) ? "BLOCK" : "OBSERVE";
            sessions.add(id(n), 0L, at, "a-" + n % 9, isOpen(n) ? 1L : 0L, action, id(n) + "/1");
            verdicts.add(id(n) + "/1", isPast(n) ? 2L : 1L, id(n), 0L, "a-" + n % 9, at);
            works.add(id(n) + "/1", "w-1", 1L, action, at);
            works.add(id(n) + "/1", "w-2", isPast(n) ? 2L : 1L, action, at);
        }
        sessions.execute();
        verdicts.execute();
        works.execute();
    }

    private static String id(int n) {
        return String.format("s-%03d", n);
    }

    private static List<String> expected(IntPredicate wanted) {
        return IntStream.range(0, SESSIONS)
                .map(n -> SESSIONS - 1 - n)
                .filter(n -> !isPast(n))
                .filter(wanted)
                .mapToObj(SessionQueryTest::id)
                .toList();
    }

    private static List<String> walk(Handle handle, Wanted wanted) {
        List<String> all = new ArrayList<>();
        String after = null;
        do {
            ListPage<SessionRow> page = SessionQuery.page(handle, wanted, after);
            page.rows().forEach(it -> all.add(it.sessionId()));
            after = page.after();
        } while (after != null);
        return all;
    }
}
