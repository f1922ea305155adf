package dev.vigil.client.audit;

import dev.vigil.audit.ExportSpans;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The records of an export, a line each. */
public final class ExportRecords implements RecordSource {
    private final Path file;
    private final ExportReader reader;
    private final boolean areWhole;
    private final ExportSpans lines = new ExportSpans();

    private ExportRecords(Path file, boolean areWhole) {
        this.file = file;
        this.areWhole = areWhole;
        reader = new ExportReader(file);
    }

    /** Takes what is wrong. */
    @FunctionalInterface
    public interface Findings {
        void add(LogFault fault, String place, String message);
    }

    /**
     * Those of a file.
     *
     * @param areWhole true where none is left out between the first of a partition and the last
     * @param findings gets lines that are no records
     */
    public static ExportRecords of(Path file, boolean areWhole, Findings findings)
            throws IOException {
        ExportRecords records = new ExportRecords(file, areWhole);
        records.index(findings);
        return records;
    }

    private void index(Findings findings) throws IOException {
        long[] number = new long[1];
        reader.read(
                0,
                (bytes, from, to, at) -> {
                    RecordPlace place = RecordPlace.in(bytes, from, to);
                    if (place == null) {
                        findings.add(
                                LogFault.ALTERED,
                                "line " + number[0],
                                "expected a record with its topic, partition and offset, got"
                                        + " another text");
                    } else {
                        lines.index(place, at);
                    }
                    number[0]++;
                    return true;
                });
    }

    @Override
    public List<Span> spans() {
        return lines.spans(areWhole);
    }

    @Override
    public void read(List<Span> wanted, Lines to) {
        lines.want(wanted);
        try {
            long before = -1;
            for (long start = lines.next(); start >= 0; start = lines.next()) {
                requireUnchanged(start != before);
                before = start;
                reader.read(
                        start,
                        (bytes, from, end, at) ->
                                lines.line(bytes, from, end, at, at + end - from + 1, to));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireUnchanged(boolean isSo) throws IOException {
        if (!isSo) {
            throw new IOException(
                    file + ": expected an export that stays as it is, got fewer lines than before");
        }
    }
}
