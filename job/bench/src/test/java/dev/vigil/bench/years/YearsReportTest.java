package dev.vigil.bench.years;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each promise of {@code vigil bench years} is reported where a run breaks it. */
class YearsReportTest {
    private static final long MB = 1 << 20;
    private static final long SMALL = 10;

    private final TreeMap<Integer, Long> heap =
            new TreeMap<>(Map.of(1, MB, 7, MB, 30, MB, 90, MB, 365, MB, 730, MB));
    private final TreeMap<String, Long> largest = new TreeMap<>();
    private final TreeMap<String, Double> longestMs = new TreeMap<>();
    private final TreeMap<String, TreeMap<Integer, Measurement.Size>> states =
            new TreeMap<>(Map.of("clock case", sizes(SMALL, SMALL)));
    private List<String> growing = List.of();
    private List<String> unmet = List.of();

    @Test
    void whatIsAsPromisedIsGood() {
        largest.put("verdicts", 200_000L);
        longestMs.put("clock", 200.0);
        heap.put(700, 60 * MB);
        heap.put(500, 60 * MB);
        assertThat(broken(100)).isEmpty();
        StringWriter out = new StringWriter();
        assertThat(report(100).print(new PrintWriter(out), false)).isTrue();
        assertThat(out.toString())
                .contains("**As promised.**", "600 MB on its heap", "60 MB in RocksDB");
    }

    @Test
    void aPlantedStateThatGrowsIsReported() {
        states.put("clock case", sizes(SMALL, 9_000));
        growing = List.of("clock case");
        assertThat(broken(1))
                .containsExactly(
                        "clock case: expected no growth after day 365, got 10 bytes in 1 entries"
                                + " on day 365 and 9,000 in 1 on day 730");
        StringWriter out = new StringWriter();
        assertThat(report(1).print(new PrintWriter(out), false)).isFalse();
        assertThat(out.toString()).contains("**Not as promised.**");
    }

    @Test
    void aStreamThatIsNotJudgedToItsEndIsReported() {
        unmet = List.of("hit: expected to be judged up to day 364.833, got no verdict");
        assertThat(broken(1)).isEqualTo(unmet);
    }

    @Test
    void aVerdictAndARecordThatAreTooLargeAreReported() {
        largest.put("verdicts", 200_001L);
        largest.put("screened", Topic.LARGEST_RECORD + 1L);
        assertThat(broken(1))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("verdicts: expected at most 200,000 bytes"))
                .anyMatch(line -> line.startsWith("screened: expected at most "));
    }

    @Test
    void aHeapAboveItsLimitAndOneThatGrowsAreReported() {
        heap.put(500, 10 * MB);
        heap.put(700, 61 * MB);
        assertThat(broken(100))
                .containsExactly(
                        "heap of the notice task: expected at most 600 MB in the second year, got"
                                + " 610 MB",
                        "heap of the notice job: expected no growth after day 365, got 10 MB and"
                                + " later 61 MB");
        assertThat(broken(10)).as("too few notices to say anything of the heap").isEmpty();
    }

    @Test
    void aCallThatHoldsItsTaskIsReported() {
        longestMs.put("clock", 200.6);
        assertThat(broken(100)).containsExactly("clock: expected no call above 200 ms, got 201 ms");
    }

    private List<String> broken(int share) {
        return report(share).broken();
    }

    private YearsReport report(int share) {
        return new YearsReport(
                "test",
                List.of(
                        new Years.Found(
                                new Years.Plan("notice", 730, share, true),
                                1,
                                List.of(),
                                List.of(),
                                states,
                                growing,
                                unmet,
                                new TreeMap<>(Map.of("verdicts", 1L)),
                                withVerdicts(),
                                longestMs,
                                longestMs,
                                new TreeMap<>(
                                        Map.of(1, MB, 7, MB, 30, MB, 90, MB, 365, MB, 730, 6 * MB)),
                                heap,
                                heap)));
    }

    private TreeMap<String, Long> withVerdicts() {
        largest.putIfAbsent("verdicts", SMALL);
        return largest;
    }

    private static TreeMap<Integer, Measurement.Size> sizes(long middle, long last) {
        TreeMap<Integer, Measurement.Size> sizes = new TreeMap<>();
        for (int day : List.of(1, 7, 30, 90, 365)) {
            sizes.put(day, new Measurement.Size(1, middle));
        }
        sizes.put(730, new Measurement.Size(1, last));
        return sizes;
    }
}
