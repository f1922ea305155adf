package dev.vigil.audit;

import dev.vigil.schema.audit.AuditPage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A log to check, in memory; the records are lines of an export. */
final class GivenLog implements LogSource {
    private final List<AuditPage> pages;
    private final List<String> seals;
    private final RecordSource records;

    GivenLog(
            List<AuditPage> pages,
            List<String> seals,
            List<byte[]> lines,
            List<RecordSource.Span> whole) {
        this.pages = pages;
        this.seals = seals;
        records = new GivenRecords(lines, whole);
    }

    @Override
    public Iterator<AuditPage> pages() {
        return pages.iterator();
    }

    @Override
    public Iterator<String> seals() {
        return seals.iterator();
    }

    @Override
    public RecordSource records() {
        return records;
    }

    /** Lines in memory, the place of each is its number. */
    static final class GivenRecords implements RecordSource {
        private final List<byte[]> lines;
        private final List<Span> whole;
        private final ExportSpans spans = new ExportSpans();

        GivenRecords(List<byte[]> lines, List<Span> whole) {
            this.lines = lines;
            this.whole = whole;
            for (int i = 0; i < lines.size(); i++) {
                RecordPlace place = RecordPlace.in(lines.get(i), 0, lines.get(i).length);
                if (place != null) {
                    spans.index(place, i);
                }
            }
        }

        @Override
        public List<Span> spans() {
            List<Span> all = new ArrayList<>(whole);
            spans.spans(false).stream()
                    .filter(
                            span ->
                                    whole.stream()
                                            .noneMatch(
                                                    it ->
                                                            it.topic().equals(span.topic())
                                                                    && it.partition()
                                                                            == span.partition()))
                    .forEach(all::add);
            return all;
        }

        @Override
        public void read(List<Span> wanted, Lines to) {
            spans.want(wanted);
            for (long at = spans.next(); at >= 0; at = spans.next()) {
                boolean goesOn = true;
                for (int i = (int) at; i < lines.size() && goesOn; i++) {
                    byte[] line = lines.get(i);
                    goesOn = spans.line(line, 0, line.length, i, i + 1, to);
                }
            }
        }
    }

    static RecordSource.Span all(String topic, int partition) {
        return new RecordSource.Span(topic, partition, 0, Long.MAX_VALUE);
    }

    static List<RecordSource.Span> all(List<String> topics) {
        return topics.stream().flatMap(topic -> Stream.of(all(topic, 0), all(topic, 1))).toList();
    }
}
