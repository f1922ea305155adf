package dev.vigil.client.audit;

import dev.vigil.audit.LogCheck;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.LogSource;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordSource;
import dev.vigil.audit.SealText;
import dev.vigil.schema.audit.AuditPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Checks a log as it is published, by its files alone, and the records of an export against it. */
public final class PublishedCheck {
    private final PublishedLog log;
    private final String origin;
    private final LogCheck check;

    /**
     * @param keys that may have signed the log's seals; the first one names it
     * @param nowMs the time of the check (UTC epoch ms)
     */
    public PublishedCheck(PublishedLog log, List<NoteKey> keys, long nowMs) {
        this.log = log;
        origin = keys.get(0).name();
        check = new LogCheck(origin, keys, nowMs);
    }

    /**
     * Reads all of it.
     *
     * @param kept seals that were kept elsewhere: signed notes
     * @param export records, a line each; null for none
     * @param isWhole true where of each partition the export leaves out none between its first and
     *     its last
     */
    public LogReport run(Collection<String> kept, Path export, boolean isWhole) throws IOException {
        PublishedReader reader = new PublishedReader(log, origin, check::found);
        Optional<String> checkpoint = reader.checkpoint();
        long size = checkpoint.flatMap(PublishedReader::head).map(SealText::size).orElse(0L);
        if (export == null) {
            check.notChecked("records: expected an export to check them, got none");
        }
        RecordSource records =
                export == null
                        ? RecordSource.NONE
                        : ExportRecords.of(export, isWhole, check::found);
        kept.forEach(check::seal);
        try {
            reader.checkUpperTiles(size);
            return check.run(source(reader.pages(size), checkpoint, records));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static LogSource source(
            Iterator<AuditPage> pages, Optional<String> checkpoint, RecordSource records) {
        return new LogSource() {
            @Override
            public Iterator<AuditPage> pages() {
                return pages;
            }

            @Override
            public Iterator<String> seals() {
                return checkpoint.stream().iterator();
            }

            @Override
            public RecordSource records() {
                return records;
            }

            @Override
            public boolean areEntries() {
                return true;
            }
        };
    }
}
