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

            assertThat(ids(handle, new Wanted(null, false, false, false)))
                    .containsExactly("second", "first", "disputing", "ended");
            assertThat(ids(handle, new Wanted("S0", false, false, false)))
                    .containsExactly("first", "disputing");
            assertThat(ids(handle, new Wanted(null, false, false, true)))
                    .containsExactly("clean", "disputing", "ended", "first", "second", "warned");
            assertThat(ids(handle, new Wanted("S0", false, false, true)))
                    .containsExactly("clean", "disputing", "first");
            assertThat(ids(handle, new Wanted("S1", false, false, true))).containsExactly("second");
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void ofProposalsToDecideAStepIsShown(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            insert(handle, "third", "S3", 3, 0);
            insert(handle, "raised", "S1", 3, 0);
            handle.execute("update account set proposal_state = 'OPEN', decide_by = 1000");

            assertThat(ids(handle, new Wanted(null, true, false, false)))
                    .containsExactly("raised", "third");
            assertThat(ids(handle, new Wanted("S3", true, false, false))).containsExactly("third");
        }
    }

    /** An appeal suspends its offence: no step, no strike and no offence shows that it is there. */
    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void accountsWithAnAppealToDecideAreShownTheLongestWaitingFirst(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            insert(handle, "later", "S0", 0, 0);
            insert(handle, "first", "S0", 0, 0);
            insert(handle, "decided", "S0", 1, 0);
            offence(handle, "later", "SUSPENDED");
            offence(handle, "first", "SUSPENDED");
            offence(handle, "decided", "STANDING");
            appeal(handle, "later", "a-1", 2_000, null);
            appeal(handle, "later", "a-2", 5_000, null);
            appeal(handle, "first", "a-3", 1_000, null);
            appeal(handle, "first", "a-4", 500, "UPHELD");
            appeal(handle, "decided", "a-5", 100, "UPHELD");
            appeal(handle, "decided", "refused", 300, null);
            appeal(handle, "not-known", "a-6", 200, null);
            appeal(handle, "against-a-measure", "a-7", 6_000, null);
            insert(handle, "against-a-measure", "S1", 1, 0);
            handle.execute(
                    "update appeal set offence_id = null, measure_id = 'm' where appeal_id = 'a-7'");

            Wanted appealed = new Wanted(null, false, true, false);
            assertThat(ids(handle, appealed))
                    .containsExactly("first", "later", "against-a-measure");
            assertThat(
                            AccountQuery.page(handle, appealed, Keyset.of(1_000L, "first").text())
                                    .rows())
                    .extracting(AccountRow::accountId)
                    .containsExactly("later", "against-a-measure");
            assertThat(AccountQuery.appealed(handle)).isEqualTo(3);
            assertThat(ids(handle, new Wanted("S1", false, true, false)))
                    .containsExactly("against-a-measure");
        }
    }

    private static void offence(Handle handle, String account, String state) {
        handle.execute(
                "insert into offence (account_id, offence_id, state) values (?, 'o', ?)",
                account,
                state);
    }

    private static void appeal(
            Handle handle, String account, String appeal, long at, String outcome) {
        handle.execute(
                "insert into appeal (account_id, appeal_id, at, outcome, offence_id)"
                        + " values (?, ?, ?, ?, 'o')",
                account,
                appeal,
                at,
                outcome);
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
