package dev.vigil.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private final BenchReport report = new BenchReport("vigil bench it");
    private final StringWriter text = new StringWriter();

    private String[] printed() {
        report.print(new PrintWriter(text), List.of(), false);
        return text.toString().lines().filter(line -> line.startsWith("|")).toArray(String[]::new);
    }

    @Test
    void withoutGoalsATableHasTwoColumns() {
        report.row("records", "%,d", 1_000);

        assertThat(printed()).containsExactly("| | |", "|---|---|", "| records | 1,000 |");
        assertThat(report.missed()).isEmpty();
    }

    @Test
    void aGoalIsBesideItsFigureWithWhetherItIsMet() {
        report.row("records", "%d", 7);
        report.goal("lost", "0", true, "%d", 0);
        report.goal("late", "at most 2 ms", false, "%d ms", 3);

        assertThat(printed())
                .containsExactly(
                        "| | measured | goal | |",
                        "|---|---|---|---|",
                        "| records | 7 | | |",
                        "| lost | 0 | 0 | met |",
                        "| late | 3 ms | at most 2 ms | **missed** |");
        assertThat(report.missed()).containsExactly("late");
    }

    @Test
    void aMachineReadsFiguresAndGoals() throws Exception {
        report.row("records", "%d of %d", 7, 8);
        report.goal("late", "at most 2 ms", false, "%d ms", 3);

        report.printJson(new PrintWriter(text), List.of("a remark"), false);

        JsonNode json = new ObjectMapper().readTree(text.toString());
        assertThat(json.at("/rows/0/figures/1").asInt()).isEqualTo(8);
        assertThat(json.at("/rows/0").has("goal")).isFalse();
        assertThat(json.at("/rows/1/goal").asText()).isEqualTo("at most 2 ms");
        assertThat(json.at("/rows/1/met").asBoolean()).isFalse();
        assertThat(json.at("/remarks/0").asText()).isEqualTo("a remark");
        assertThat(json.at("/good").asBoolean()).isFalse();
    }
}
