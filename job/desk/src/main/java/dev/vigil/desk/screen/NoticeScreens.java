package dev.vigil.desk.screen;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskScreen;
import java.util.ArrayList;
import java.util.List;

/** Pages of notices, items and alerts, of health and dead letters. */
public final class NoticeScreens {
    private NoticeScreens() {}

    /** Of a desk that knows of its health what the store has. */
    public static List<DeskScreen> all(Store store) {
        return all(store, HealthSources.none());
    }

    public static List<DeskScreen> all(Store store, HealthSources health) {
        List<DeskScreen> all = new ArrayList<>();
        all.addAll(QueueScreen.all(store));
        all.addAll(NoticeScreen.all(store));
        all.addAll(AlertsScreen.all(store));
        all.addAll(NotifierScreen.all(store));
        all.addAll(DeadLetterScreen.all(store));
        all.addAll(RecordScreen.all(store));
        all.addAll(HealthScreen.all(store, health));
        all.addAll(SearchScreen.all(store));
        all.add(new RunbookScreen());
        return all;
    }
}
