package dev.vigil.desk.screen;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskScreen;
import java.util.ArrayList;
import java.util.List;

/** Pages of holders of rights, each of what is the party's that its reader acts for. */
public final class OwnerScreens {
    private OwnerScreens() {}

    public static List<DeskScreen> all(Store store) {
        List<RecordTable> tables = new ArrayList<>(OwnerRights.tables());
        tables.add(OwnerNotices.table());
        tables.add(OwnerUsage.table());
        List<DeskScreen> all = new ArrayList<>();
        tables.forEach(table -> all.addAll(ListScreen.both(store, table)));
        all.add(OwnerWorkScreen.of(store));
        all.add(OwnerNotices.one(store));
        all.addAll(OwnerUsage.statement(store));
        return all;
    }
}
