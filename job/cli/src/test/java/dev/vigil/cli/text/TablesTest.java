package dev.vigil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.freva.asciitable.ColumnData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
    private static final String LONG = "a notifier with a name that is long and goes on and on";
    private static final List<List<String>> ROWS =
            List.of(List.of("n-1", LONG, "2026-11-26"), List.of("notice-2", "studio", LONG));

    private static List<ColumnData<List<String>>> columns() {
        return List.of(
                Tables.left("notice").with(row -> row.get(0)),
                Tables.left("notifier").with(row -> row.get(1)),
                Tables.right("due").with(row -> row.get(2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        assertThat(Tables.of(ROWS, columns(), width).lines())
                .allMatch(line -> line.length() <= width);
    }

    @Test
    void theLongestColumnsGiveWayFirst() {
        assertThat(Tables.of(ROWS, columns(), 60)).contains(" n-1 ", "notice-2", "2026-11-26");
    }

    @Test
    void columnsThatAreEmptyInAllRowsAreLeftOut() {
        List<List<String>> rows = List.of(List.of("n-1", "", "x"), List.of("n-2", "", ""));
        assertThat(Tables.of(rows, columns(), 80))
                .contains("notice", "due")
                .doesNotContain("notifier");
    }

    /** As long as another column has blanks to break at. */
    @Test
    void noWordIsBrokenWhereATextCanBe() {
        List<List<String>> rows =
                List.of(List.of("IN_SCREENING-2026", "2026-11-01T00:00:00 to ...", LONG));
        assertThat(Tables.of(rows, columns(), 64))
                .contains("IN_SCREENING-2026", "2026-11-01T00:00:00");
    }

    @Test
    void withoutATerminalACellIsBoundedAlone() {
        assertThat(Tables.of(ROWS, columns()).lines()).allMatch(line -> line.length() < 110);
    }

    @Test
    void aColumnStaysReadableHoweverSmallTheTerminalIs() {
        assertThat(Tables.of(ROWS, columns(), 10)).contains("notice-2");
    }
}
