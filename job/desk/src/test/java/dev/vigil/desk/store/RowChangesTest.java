package dev.vigil.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which row stays, within a transaction and between two of them. */
class RowChangesTest {
    private static final List<String> KEY = List.of("alert_key");
    private static final ColumnGroup LAST = ColumnGroup.last("alert", KEY, "level");
    private static final ColumnGroup FIRST = ColumnGroup.first("alert", KEY, "off", "topic");
    private static final ColumnGroup GREATEST =
            ColumnGroup.greatest("alert", KEY, "generation", "severity");

    @TempDir private Path folder;

    private static RowChanges changes(Object[]... rows) {
        RowChanges changes = new RowChanges();
        for (Object[] row : rows) {
            changes.put((ColumnGroup) row[0], Arrays.copyOfRange(row, 1, row.length));
            changes.keep();
        }
        return changes;
    }

    private static Object[] row(ColumnGroup group, Object... values) {
        Object[] row = new Object[values.length + 1];
        row[0] = group;
        System.arraycopy(values, 0, row, 1, values.length);
        return row;
    }

    private static void apply(Handle store, RowChanges changes) {
        store.useTransaction(inside -> changes.apply(inside.getConnection(), new IndexedColumns()));
    }

    private static String stored(Handle store) {
        return store.createQuery("select * from alert")
                .map((row, context) -> StoreDigest.line(row))
                .one();
    }

    /** Each history in one transaction, and each record in one of its own. */
    private void stays(TestingStores kind, String expected, Object[]... rows) {
        try (Handle together = kind.open(folder).handle()) {
            apply(together, changes(rows));
            assertThat(stored(together)).isEqualTo(expected);
        }
        try (Handle apart = kind.open(folder).handle()) {
            for (Object[] row : rows) {
                apply(apart, changes(new Object[][] {row}));
            }
            assertThat(stored(apart)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void theLastTheFirstOrTheGreatestStays(TestingStores kind) {
        stays(
                kind,
                "alert_key=a|off=1|topic=x|generation=3|level=E2|severity=c|",
                row(LAST, "a", "E1"),
                row(FIRST, "a", 1, "x"),
                row(FIRST, "a", 2, "y"),
                row(GREATEST, "a", 2, "a"),
                row(GREATEST, "a", 3, "b"),
                row(GREATEST, "a", 3, "c"),
                row(GREATEST, "a", 1, "d"),
                row(LAST, "a", "E2"));
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aTextThatADatabaseRefusesIsStoredAlikeInBoth(TestingStores kind) {
        String key = "x".repeat(500);
        try (Handle store = kind.open(folder).handle()) {
            apply(store, changes(row(LAST, key, "\u0000a\uD800b\uD83D\uDE00")));
            assertThat(stored(store))
                    .matches("alert_key=x{300}#[0-9a-f]{64}\\|level=\uFFFDa\uFFFDb\uD83D\uDE00\\|");
        }
    }

    @Test
    void whatIsDroppedIsNotWritten() {
        RowChanges changes = new RowChanges();
        changes.put(LAST, "a", "E1");
        changes.drop();
        changes.put(LAST, "b", "E1");
        changes.keep();
        try (Handle store = TestingStores.SQLITE.open(folder).handle()) {
            apply(store, changes);
            assertThat(stored(store)).isEqualTo("alert_key=b|level=E1|");
        }
    }

    @Test
    void aRowThatDoesNotFitIsRefused() {
        RowChanges changes = new RowChanges();
        assertThatThrownBy(() -> changes.put(LAST, "a"))
                .hasMessage("alert: expected 2 values, got 1; correct the projection");
        assertThatThrownBy(() -> changes.put(LAST, null, "E1"))
                .hasMessage("alert: expected a key of [alert_key], got [null]");
    }
}
