package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.util.Iterator;

/** What a check of a log reads. All of it is read as it comes, and nothing of it is kept. */
public interface LogSource {
    /** The pages in the order in which they were published, from the first; anew at each call. */
    Iterator<AuditPage> pages();

    /** The seals, signed notes, in the order in which they were published. */
    Iterator<String> seals();

    /** The records that the pages list. */
    RecordSource records();

    /**
     * True for a log that is published by itself: each of its pages is an entry, and those of the
     * logs before are not given.
     */
    default boolean areEntries() {
        return false;
    }
}
