package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the pages that were published are the entries of a log, in their order. It holds where
 * each partition's entries end and nothing of a page. Of one thread.
 */
public final class LogWalk {
    private final String origin;
    private final Reading reading;

    /** From the first page of the topic. */
    public LogWalk(String origin) {
        this.origin = origin;
        reading = new Reading(origin);
    }

    /**
     * Behind entries that are known.
     *
     * @param tree of them
     * @param version of their form, as {@link #version} gave it there
     * @param ends of partitions, as {@link #ends} gave them there
     * @param carried those of them that {@link #carried} gave there
     */
    public LogWalk(
            String origin,
            RightEdge tree,
            int version,
            Map<String, Long> ends,
            Set<String> carried) {
        this.origin = origin;
        reading = new Reading(origin, tree, version, ends, carried);
    }

    /** The next page that was published, of this log or another one: true for the next entry. */
    public boolean isEntry(AuditPage page) {
        Optional<PageLeaf> leaf = Paging.read(page);
        return leaf.isPresent()
                && reading.read(page, leaf.get()) != Reading.Step.REPEAT
                && page.origin().equals(origin);
    }

    /** The last offset of each partition that an entry is about, by topic/partition. */
    public Map<String, Long> ends() {
        return reading.ends();
    }

    /** The version of the entries' form; 0 before the first one. */
    public int version() {
        return reading.version();
    }

    /** The partitions whose last entry is of a log before, so that they may begin anew. */
    public Set<String> carried() {
        return reading.carried();
    }
}
