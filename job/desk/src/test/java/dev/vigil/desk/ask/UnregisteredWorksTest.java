package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Works that nothing is registered of, among very many of which something is. */
class UnregisteredWorksTest {
    /** More than are looked at for a page. */
    private static final int WORKS = 3_000;

    @TempDir private Path folder;

    private static boolean isRegistered(int n) {
        return n < 100 ? n % 2 == 0 : n < WORKS - 70;
    }

    private static String id(int n) {
        return String.format("w-%04d", n);
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
}
