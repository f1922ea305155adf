package dev.vigil.schema.state;

import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.ListEntry;

/**
 * What may change how recent uploads of a work were judged: {@code entry} or {@code authorization}.
 *
 * @param before the version of the authorization that was known; its grantee may lose it
 */
public record RecentChange(ListEntry entry, Authorization authorization, Authorization before) {
    public static RecentChange of(ListEntry entry) {
        return new RecentChange(entry, null, null);
    }

    public static RecentChange of(Authorization authorization, Authorization before) {
        return new RecentChange(null, authorization, before);
    }
}
