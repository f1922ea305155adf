package dev.vigil.desk.screen;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskScreen;
import java.util.List;

/** Pages of sessions, commands, the list, works, accounts, usage and signals. */
public final class RecordScreens {
    private RecordScreens() {}

    public static List<DeskScreen> all(Store store) {
        return List.of();
    }
}
