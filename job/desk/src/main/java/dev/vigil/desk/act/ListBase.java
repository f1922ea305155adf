package dev.vigil.desk.act;

import dev.vigil.client.act.ActFacts;
import dev.vigil.client.list.Change;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * On which versions a draft of the list was approved. Another version that is in force since was
 * not what the second person looked at: the draft would overwrite it unseen.
 */
public final class ListBase {
    private ListBase() {}

    /**
     * An entry that has changed since the approval.
     *
     * @param approved the version in force then; 0 for none
     * @param now the entry in force; null for none
     * @param drafted as it would be published
     */
    public record ListConflict(long approved, ListEntry now, ListEntry drafted) {
        public String entryId() {
            return drafted.entryId();
        }

        public long nowVersion() {
            return now == null ? 0 : now.version();
        }

        /** The entry in force as its record has it; null for none. */
        public String nowText() {
            return now == null ? null : Json.text(now);
        }

        public String draftedText() {
            return Json.text(drafted);
        }
    }

    static void keep(Handle inside, String draftId, Map<String, Long> base) {
        inside.createUpdate("update draft set base = ? where id = ?")
                .bind(0, Json.text(new TreeMap<>(base)))
                .bind(1, draftId)
                .execute();
    }

    /** Those of the entries that are sent which are not in force as they were. */
    static List<ListConflict> conflicts(Handle handle, String draftId, List<Change> changes)
            throws IOException {
        Map<?, ?> base = of(handle, draftId);
        ActFacts known =
                new StoredFacts(handle)
                        .knowing(changes.stream().map(it -> it.entry().entryId()).toList());
        List<ListConflict> conflicts = new ArrayList<>();
        for (Change change : changes) {
            if (change.kind() == Change.Kind.SAME) {
                continue;
            }
            ListEntry now = known.entry(change.entry().entryId()).orElse(null);
            long approved =
                    base.get(change.entry().entryId()) instanceof Number version
                            ? version.longValue()
                            : 0;
            if (approved != (now == null ? 0 : now.version())) {
                conflicts.add(new ListConflict(approved, now, change.entry()));
            }
        }
        return conflicts;
    }

    private static Map<?, ?> of(Handle handle, String draftId) {
        return handle.select("select base from draft where id = ?", draftId)
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .findFirst()
                .flatMap(it -> it)
                .<Map<?, ?>>map(it -> Json.read(it.getBytes(StandardCharsets.UTF_8), Map.class))
                .orElse(Map.of());
    }
}
