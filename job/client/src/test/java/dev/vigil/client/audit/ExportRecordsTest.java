package dev.vigil.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.audit.RecordBytes;
import dev.vigil.audit.RecordPlace;
import dev.vigil.audit.RecordSource;
import dev.vigil.audit.RecordTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export is read some offsets at a time, however its partitions lie in it. */
class ExportRecordsTest {
    private static final List<String> TOPICS = List.of("verdicts", "list", "notices");
    private static final int RECORDS = 600;

    @TempDir private Path dir;
    private final List<RecordPlace> places = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private Path file;

    @BeforeEach
    void records() {
        file = dir.resolve("export.ndjson");
        Map<String, Long> next = new HashMap<>();
        Random random = new Random(3);
        for (int i = 0; i < RECORDS; i++) {
            String topic = TOPICS.get(random.nextInt(TOPICS.size()));
            int partition = random.nextInt(2);
            long offset = next.merge(topic + partition, 1L + random.nextInt(2), Long::sum);
            places.add(new RecordPlace(topic, partition, offset));
        }
    }

    private static byte[] line(RecordPlace place) {
        byte[] value = new byte[place.hashCode() & 63];
        return RecordBytes.of(place, new RecordTime("CreateTime", 1), null, List.of(), value);
    }

    private ExportRecords write() throws IOException {
        try (var out = Files.newOutputStream(file)) {
            for (RecordPlace place : places) {
                out.write(line(place));
                out.write('\n');
            }
        }
        return ExportRecords.of(file, true, (fault, place, message) -> found.add(place));
    }

    /** As a check does: some more of each partition, then all that is left. */
    private List<RecordPlace> read(ExportRecords records, int step) {
        List<RecordPlace> given = new ArrayList<>();
        List<RecordSource.Span> all = records.spans();
        for (long from = 0; from < RECORDS; from += step) {
            List<RecordSource.Span> wanted = new ArrayList<>();
            for (RecordSource.Span span : all) {
                boolean isLast = from + step >= RECORDS;
                long to = isLast ? Long.MAX_VALUE : from + step - 1;
                wanted.add(new RecordSource.Span(span.topic(), span.partition(), from, to));
            }
            records.read(
                    wanted, (bytes, begin, end) -> given.add(RecordPlace.in(bytes, begin, end)));
        }
        return given;
    }

    private static List<RecordPlace> sorted(List<RecordPlace> some) {
        return some.stream()
                .sorted(
                        Comparator.comparing(RecordPlace::topic)
                                .thenComparing(RecordPlace::partition))
                .toList();
    }

    @Test
    void eachRecordIsGivenOnceAndInItsOrder() throws IOException {
        for (int step : new int[] {1, 7, 50, 1_000}) {
            assertThat(sorted(read(write(), step))).isEqualTo(sorted(places));
            places.sort(
                    Comparator.comparing(RecordPlace::topic).thenComparing(RecordPlace::partition));
        }
        assertThat(found).isEmpty();
    }

    /** One that was moved neither hides those behind it nor is it hidden. */
    @Test
    void oneThatIsOutOfOrderEndsNothing() throws IOException {
        Random random = new Random(9);
        for (int i = 0; i < 20; i++) {
            Collections.swap(places, random.nextInt(RECORDS), random.nextInt(RECORDS));
        }
        assertThat(read(write(), 10)).containsExactlyInAnyOrderElementsOf(places);
    }

    /** A line whose offset was altered is far ahead: those behind it are of the same span. */
    @Test
    void oneThatIsAheadIsNoEndOfItsSpan() throws IOException {
        List<RecordPlace> sound =
                places.stream()
                        .filter(it -> it.topic().equals("list") && it.partition() == 0)
                        .filter(it -> it.offset() <= 60)
                        .toList();
        places.add(places.indexOf(sound.get(3)), new RecordPlace("list", 0, 1_000_000));
        List<RecordPlace> given = new ArrayList<>();
        write().read(
                        List.of(new RecordSource.Span("list", 0, 0, 60)),
                        (bytes, begin, end) -> given.add(RecordPlace.in(bytes, begin, end)));
        assertThat(given).containsAll(sound);
    }

    @Test
    void itKnowsWhatItHoldsAndNamesLinesThatAreNone() throws IOException {
        write();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add(5, "no record");
        Files.write(file, lines);
        ExportRecords records =
                ExportRecords.of(file, true, (fault, place, message) -> found.add(place));
        assertThat(found).containsExactly("line 5");
        assertThat(records.spans()).hasSize(6);
        for (RecordSource.Span span : records.spans()) {
            List<Long> offsets =
                    places.stream()
                            .filter(it -> it.topic().equals(span.topic()))
                            .filter(it -> it.partition() == span.partition())
                            .map(RecordPlace::offset)
                            .toList();
            assertThat(span.from()).isEqualTo(Collections.min(offsets));
            assertThat(span.to()).isEqualTo(Collections.max(offsets));
        }
        assertThat(ExportRecords.of(file, false, (fault, place, message) -> {}).spans())
                .allMatch(span -> span.from() > span.to());
        assertThat(read(records, 30)).hasSize(RECORDS);
    }

    @Test
    void aFileThatShrinksMeanwhileIsAnError() throws IOException {
        ExportRecords records = write();
        Files.write(file, "\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(records, 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("fewer lines than before");
    }
}
