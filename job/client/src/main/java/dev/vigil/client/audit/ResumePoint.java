package dev.vigil.client.audit;

import dev.vigil.schema.check.Check;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Where a publication reads on. It is no evidence: with another one the tree gets another root than
 * the next seal has, and nothing is published.
 *
 * @param audit first offset of the topic of pages that was not read
 * @param seals first offset of the topic of seals that was not read
 * @param version of the form of the entries
 * @param ends last offset of each partition that an entry is about, by topic/partition
 * @param carried those of them whose last entry is of a log before
 */
record ResumePoint(
        long audit,
        long seals,
        int version,
        SortedMap<String, Long> ends,
        SortedSet<String> carried) {
    ResumePoint {
        Check.range("audit", audit, 0, Long.MAX_VALUE);
        Check.range("seals", seals, 0, Long.MAX_VALUE);
        Check.range("version", version, 0, Integer.MAX_VALUE);
        Check.present("ends", ends).values().forEach(end -> Check.present("ends", end));
        Check.present("carried", carried).forEach(place -> Check.present("carried", place));
    }
}
