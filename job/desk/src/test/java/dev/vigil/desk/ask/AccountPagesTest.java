package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.ask.AccountQuery.AccountRow;
import dev.vigil.desk.ask.AccountQuery.Wanted;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A first offence is no strike, and counts all the same. */
class AccountPagesTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void accountsThatSomethingCountsAgainstAreShownAndOthersIfAsked(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            insert(handle, "clean", "S0", 0, 0);
            insert(handle, "disputing", "S0", 0, 1);
            insert(handle, "ended", "ENDED", 3, 0);
            insert(handle, "first", "S0", 1, 0);
            insert(handle, "second", "S1", 2, 0);
            handle.execute("insert into account (account_id, tried) values ('warned', 0)");

            assertThat(ids(handle, new Wanted(null, false, false)))
                    .containsExactly("second", "first", "disputing", "ended");
            assertThat(ids(handle, new Wanted("S0", false, false)))
                    .containsExactly("first", "disputing");
            assertThat(ids(handle, new Wanted(null, false, true)))
                    .containsExactly("clean", "disputing", "ended", "first", "second", "warned");
            assertThat(ids(handle, new Wanted("S0", false, true)))
                    .containsExactly("clean", "disputing", "first");
            assertThat(ids(handle, new Wanted("S1", false, true))).containsExactly("second");
        }
    }

    private static void insert(
            Handle handle, String account, String step, int offences, int pending) {
        handle.execute(
                "insert into account (account_id, step, offences, pending, tried)"
                        + " values (?, ?, ?, ?, 0)",
                account,
                step,
                offences,
                pending);
    }

    private static List<String> ids(Handle handle, Wanted wanted) {
        return AccountQuery.page(handle, wanted, null).rows().stream()
                .map(AccountRow::accountId)
                .toList();
    }
}
