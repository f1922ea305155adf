package dev.vigil.desk.screen;

import dev.vigil.desk.ask.RawRecord;
import java.util.List;

/**
 * A record of the journal.
 *
 * @param key null where it has none
 * @param body null of a tombstone, and where it was erased
 * @param change null where nothing that is known was before it
 */
public record RecordView(
        RawRecord raw, BodyText key, List<Header> headers, BodyText body, RecordChange change) {
    /**
     * A header.
     *
     * @param value null where it has none
     */
    public record Header(String name, BodyText value) {}
}
