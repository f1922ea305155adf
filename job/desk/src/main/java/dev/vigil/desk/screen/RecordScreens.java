package dev.vigil.desk.screen;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskScreen;
import java.util.ArrayList;
import java.util.List;

/** Pages of sessions, commands, the list, works, accounts, usage and signals. */
public final class RecordScreens {
    private RecordScreens() {}

    /** Of one store: what a table keeps of it is no other's. */
    private static List<RecordTable> lists() {
        return List.of(
                new SessionsTable(),
                new CommandsTable(),
                new EntriesTable(),
                new WorksTable(),
                new AccountsTable(),
                new ReportedTable(),
                new UsageTable(),
                new SignalsTable(),
                new CausedTable());
    }

    public static List<DeskScreen> all(Store store) {
        List<DeskScreen> all =
                new ArrayList<>(
                        List.of(
                                SessionScreen.of(store),
                                CommandScreen.of(store),
                                EntryScreen.of(store),
                                BatchScreen.of(store),
                                WorkScreen.of(store),
                                AccountScreen.of(store),
                                ReportScreen.of(store),
                                SignalScreen.of(store),
                                new SealsScreen(store)));
        lists().forEach(table -> all.addAll(ListScreen.both(store, table)));
        return all;
    }
}
