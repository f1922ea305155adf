package dev.vigil.client.inspect;

import dev.vigil.audit.Closure;
import dev.vigil.audit.LogFault;
import dev.vigil.audit.NoteKey;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a bundle: holds its records against its part of the log, and counts them. Making an
 * inspection and verifying it are both this, so that what is shown can follow from nothing else.
 */
final class BundleReading {
    /** The name of the file of the log's hourly pages. */
    static final String TICKS = "tick-0";

    private final BundleFolder folder;
    private final BundleFindings findings;

    private final Supplier<Closure> closures;

    BundleReading(BundleFolder folder, BundleFindings findings) {
        this(folder, findings, Closure::new);
    }

    BundleReading(BundleFolder folder, BundleFindings findings, Supplier<Closure> closures) {
        this.folder = folder;
        this.findings = findings;
        this.closures = closures;
    }

    /** As a file has them. */
    record Spans(List<SeenSpan> spans) {
        Spans {
            spans = List.copyOf(spans);
        }
    }

    /** The request; empty where it is altered, which is named. */
    Optional<InspectionRequest> request() throws IOException {
        return json(BundleFolder.REQUEST, InspectionRequest.class);
    }

    /** The spans; empty where they are altered, which is named. */
    Optional<List<SeenSpan>> spans() throws IOException {
        return json(BundleFolder.SPANS, Spans.class).map(Spans::spans);
    }

    private <T> Optional<T> json(String name, Class<T> type) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(folder.file(name));
            T read = Json.read(bytes, type);
            if (Arrays.equals(Json.bytes(read), bytes)) {
                return Optional.of(read);
            }
            findings.add(LogFault.ALTERED, name, "expected it as it was written, got another text");
        } catch (IllegalArgumentException e) {
            findings.add(LogFault.ALTERED, name, e.getMessage());
        } catch (NoSuchFileException e) {
            findings.add(LogFault.MISSING, name, "expected this file, got none");
        }
        return Optional.empty();
    }

    /**
     * Reads all records.
     *
     * @param keys that the reader has from elsewhere; empty for those of the bundle
     */
    InspectionContent read(InspectionRequest request, List<SeenSpan> spans, List<NoteKey> keys)
            throws IOException {
        BundleLog log = new BundleLog(folder, request.log(), keys, findings);
        boolean isOpen = log.open();
        PublishedDays published = new PublishedDays(request);
        long[] otherTimes = {0};
        try (InspectionCounts counts = new InspectionCounts()) {
            BundleClosure closure = new BundleClosure(request, spans, closures);
            BundleRecords records =
                    new BundleRecords(
                            folder,
                            isOpen ? log : null,
                            findings,
                            (span, record) -> {
                                InspectedRecord.Content content = record.content();
                                published.add(content.event());
                                closure.add(record, content);
                                if (!span.counts(record.offset())) {
                                    return;
                                }
                                if (request.scope().holds(record.storedMs())) {
                                    counts.add(record, content);
                                } else if (span.isWhole()) {
                                    otherTimes[0]++;
                                }
                            });
            for (SeenSpan span : BundleClosure.inOrder(spans)) {
                records.read(span);
            }
            if (isOpen) {
                ticks(log);
            }
            closure.finish(findings);
            return new InspectionContent(
                    request,
                    spans,
                    counts.finish(),
                    request.scope().isWhole() ? published.sums() : null,
                    published.leftOut(),
                    isOpen ? LogFacts.of(log, request) : null,
                    findings.kept(),
                    findings.counts(),
                    closure.notSeen(),
                    otherTimes[0]);
        }
    }

    private void ticks(BundleLog log) throws IOException {
        String file = BundleFolder.pages(TICKS);
        try (BundleLines pages = new BundleLines(folder.file(file))) {
            while (pages.next()) {
                log.page(file, pages);
            }
        }
    }
}
