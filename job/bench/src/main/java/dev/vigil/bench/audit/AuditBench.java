package dev.vigil.bench.audit;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.LogCheck;
import dev.vigil.audit.LogReport;
import dev.vigil.audit.LogSource;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordHeader;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordSource;
import dev.vigil.audit.RecordTime;
import dev.vigil.audit.RightEdge;
import dev.vigil.audit.TreeHasher;
import dev.vigil.bench.report.Figure;
import dev.vigil.bench.report.Machine;
import dev.vigil.bench.report.Row;
import dev.vigil.bench.report.Runs;
import dev.vigil.client.audit.ExportRecords;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Logs records, writes an export of them, and checks it. */
final class AuditBench {
    private static final String ORIGIN = "bench.example/audit/1";
    private static final long START_MS = 1_795_507_200_000L;
    private static final int PARTITIONS = 16;

    /** Of a record's value, in bytes. */
    private static final int VALUE = 1_000;

    private static final int MILLION = 1_000_000;

    private final int records;
    private final PrintWriter out;
    private final PrintWriter err;
    private final KeyPair pair = ListKeys.create();
    private final NoteKey key = NoteKey.of(ORIGIN, pair.getPublic());
    private final AuditLog log = new AuditLog(ORIGIN, key, pair.getPrivate());
    private final List<AuditPage> pages = new ArrayList<>();
    private final List<AuditSeal> seals = new ArrayList<>();
    private final byte[] value = new byte[VALUE];
    private final Random random = new Random(1);
    private final TreeHasher hasher = new TreeHasher();
    private long nowMs = START_MS;
    private long readBack;
    private double digestSeconds;

    AuditBench(int records, PrintWriter out, PrintWriter err) {
        this.records = records;
        this.out = out;
        this.err = err;
    }

    /** Runs it and writes the report; true where all goals are met. */
    boolean run() throws IOException {
        String loadBefore = Machine.load();
        Path export = Files.createTempFile("vigil-audit-", ".ndjson");
        try {
            log.loaded(nowMs);
            progress("logging " + records + " records");
            write(export);
            progress("checking the export");
            return report(loadBefore, figures(export));
        } finally {
            Files.delete(export);
        }
    }

    private void progress(String what) {
        err.println(what);
        err.flush();
    }

    private void write(Path export) throws IOException {
        try (OutputStream lines =
                new BufferedOutputStream(Files.newOutputStream(export), 1 << 20)) {
            for (int i = 0; i < records; i++) {
                RecordPlace place = new RecordPlace("verdicts", i % PARTITIONS, i / PARTITIONS);
                lines.write(logged(place));
                lines.write('\n');
                if ((i + 1) % (PARTITIONS * AuditPage.MOST_RECORDS) == 0) {
                    publish();
                }
            }
        }
        nowMs += 2 * AuditLog.PAGE_MS;
        publish();
        nowMs += AuditLog.PAGE_MS;
        publish();
    }

    private byte[] logged(RecordPlace place) {
        random.nextBytes(value);
        String id = "session-" + place.partition() + "/" + place.offset();
        List<RecordHeader> headers = new ArrayList<>();
        Envelope.json(EventType.VERDICT, "/vigil/media-job", id, id, nowMs)
                .headers()
                .forEach((name, bytes) -> headers.add(new RecordHeader(name, bytes)));
        byte[] recordKey = id.getBytes(StandardCharsets.UTF_8);
        RecordTime time = new RecordTime("CreateTime", nowMs);
        byte[][] record = new byte[1][];
        digestSeconds +=
                Runs.cpuOf(
                        () -> {
                            record[0] = RecordBytes.of(place, time, recordKey, headers, value);
                            log.digest(place, hasher.leaf(record[0]), nowMs);
                        });
        return record[0];
    }

    /** Pages that are published are read back at once. */
    private void publish() {
        nowMs += 6_000;
        List<AuditPage> due = log.pagesDue(nowMs);
        pages.addAll(due);
        due.forEach(page -> log.page(page, readBack++, nowMs));
        log.sealDue(nowMs).ifPresent(seals::add);
    }

    private List<Figure> figures(Path export) throws IOException {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("a record to its digest", "µs", digestSeconds / records * 1e6));
        figures.add(Figure.of("log per record", "bytes", logBytes() / (double) records).atMost(60));
        double[] checkSeconds = new double[3];
        for (int i = 0; i < checkSeconds.length; i++) {
            checkSeconds[i] = Runs.cpuOf(() -> requireClean(check(export)));
        }
        Runs check = Runs.of(checkSeconds).map(seconds -> seconds / records * MILLION);
        figures.add(Figure.of("an export checked, per million", "s", check).atMost(15));
        figures.add(Figure.of("a tree of a million pages", "s", treeSeconds()).atMost(2));
        return figures;
    }

    /** Key, value and headers, as they are on the topic. */
    private long logBytes() {
        long bytes = 0;
        for (AuditPage page : pages) {
            bytes += ORIGIN.length() + Json.bytes(page).length;
            Envelope envelope =
                    Envelope.json(
                            EventType.AUDIT_PAGE, "/vigil/ledger-job", page.leaf(), ORIGIN, nowMs);
            for (var header : envelope.headers().entrySet()) {
                bytes += header.getKey().length() + header.getValue().length + 2;
            }
        }
        for (AuditSeal seal : seals) {
            bytes += ORIGIN.length() + Json.bytes(seal).length;
        }
        return bytes;
    }

    private LogReport check(Path export) {
        LogCheck check = new LogCheck(ORIGIN, List.of(key), nowMs);
        try {
            return check.run(log(ExportRecords.of(export, true, check::found)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LogSource log(RecordSource lines) {
        return new LogSource() {
            @Override
            public Iterator<AuditPage> pages() {
                return pages.iterator();
            }

            @Override
            public Iterator<String> seals() {
                return seals.stream().map(AuditSeal::note).iterator();
            }

            @Override
            public RecordSource records() {
                return lines;
            }
        };
    }

    private void requireClean(LogReport report) {
        if (!report.isClean() || report.records() != records || report.later() != 0) {
            throw new IllegalStateException(
                    "expected " + records + " records without a finding, got " + report);
        }
    }

    private double treeSeconds() {
        byte[] leaf = pages.get(pages.size() / 2).leaf().getBytes(StandardCharsets.UTF_8);
        return Runs.cpuOf(
                () -> {
                    RightEdge edge = new RightEdge();
                    for (int i = 0; i < MILLION; i++) {
                        leaf[i % leaf.length]++;
                        edge.add(hasher.leaf(leaf));
                    }
                    edge.root();
                });
    }

    private boolean report(String loadBefore, List<Figure> figures) {
        boolean isGood = figures.stream().noneMatch(Figure::isMissed);
        out.printf(
                Locale.ROOT,
                "%n## `vigil bench audit --records %d`%n%n%s. Load average before: %s; after:"
                        + " %s.%n",
                records,
                Machine.text(),
                loadBefore,
                Machine.load());
        out.printf(
                Locale.ROOT,
                "%d pages of up to %d records, %d seals; values of %d bytes. CPU time of one"
                        + " thread.%n%n",
                pages.size(),
                AuditPage.MOST_RECORDS,
                seals.size(),
                VALUE);
        out.println(Row.HEAD);
        figures.forEach(figure -> out.println(Row.of(figure)));
        out.println();
        out.println(isGood ? "**All goals met.**" : "**Goals missed.**");
        out.flush();
        return isGood;
    }
}
