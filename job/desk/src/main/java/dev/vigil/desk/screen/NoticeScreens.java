package dev.vigil.desk.screen;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.DeskScreen;
import java.util.List;

/** Pages of notices, items and alerts, of health and dead letters. */
public final class NoticeScreens {
    private NoticeScreens() {}

    public static List<DeskScreen> all(Store store) {
        return List.of();
    }
}
