package dev.vigil.desk.ask;

import dev.vigil.desk.store.Store;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What waits for people, counted by partial indexes. */
public final class CountsQuery {
    private final Store store;

    public CountsQuery(Store store) {
        this.store = store;
    }

    /** By the path of the screen that shows them. */
    public Map<String, Long> counts() {
        try (Handle handle = store.handle()) {
            return Map.of(
                    "/",
                    one(handle, "select count(*) from notice where is_over = 0"),
                    "/commands",
                    one(
                            handle,
                            "select count(*) from command c where " + CommandQuery.IS_UNCONFIRMED));
        }
    }

    private static long one(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }
}
