package dev.vigil.cli.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.text.Columns;
import dev.vigil.cli.text.Screen;
import dev.vigil.cli.text.Terminal.Line;
import dev.vigil.cli.text.Terminal.Style;
import dev.vigil.client.notice.ListedNotice;
import dev.vigil.schema.notice.NextStep;
import dev.vigil.schema.notice.NoticeState;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTableTest {
    private static final long NOW =
            LocalDateTime.parse("2026-11-27T10:55:00")
                    .atZone(ZoneId.systemDefault())
                    .toInstant()
                    .toEpochMilli();

    private static final int WIDE = 200;
    private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();

    private static final List<ListedNotice> ROWS =
            List.of(
                    row("n-late", NoticeState.OVERDUE, NextStep.ACT, -125, "studio", "E8"),
                    row("n-soon", NoticeState.VALID, NextStep.ACT, 70, "studio", "E4"),
                    row("n-2", NoticeState.VALID, NextStep.ACT, 190, "上海电影集团有限公司版权部", "E2"),
                    row(
                            "通知-2026-000000000000000000000000000000000000017",
                            NoticeState.COUNTERED,
                            NextStep.FORWARD_COUNTER_NOTICE,
                            600,
                            "夜港",
                            "E0"),
                    row("n-c", NoticeState.COUNTERED, NextStep.PROCEEDING, 9000, "studio", "E0"),
                    row("n-over", NoticeState.ACTIONED, null, 0, "studio", "E0"));

    private static ListedNotice row(
            String id,
            NoticeState state,
            NextStep step,
            long inMin,
            String notifier,
            String level) {
        Long byMs = step == null ? null : Long.valueOf(NOW + inMin * MINUTE_MS);
        return new ListedNotice(
                id,
                state,
                step == null,
                state == NoticeState.OVERDUE,
                step,
                byMs,
                step == NextStep.ACT ? byMs : null,
                1,
                "",
                notifier,
                "STANDARD",
                level);
    }

    private static Screen screen(int columns, boolean colours) {
        return new Screen(columns, 24, true, colours);
    }

    private static List<String> texts(int columns) {
        return new NoticeTable(screen(columns, false), ROWS, NOW)
                .lines().stream().map(Line::text).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 72, 80, 100, 140, 300})
    void noLineIsWiderThanTheScreen(int columns) {
        assertThat(texts(columns)).allMatch(line -> Columns.width(line) <= columns);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void everyStepAndItsTimeIsShownHoweverNarrow(int columns) {
        String all = texts(columns).stream().collect(Collectors.joining(" "));

        assertThat(all.replaceAll(" +", " "))
                .contains("act on 1 item, was due 08:50", "forward the counter-notice");
        assertThat(all).contains("14:05", "n-late", "n-over");
    }

    @Test
    void aWideScreenShowsARowInALine() {
        assertThat(texts(WIDE))
                .hasSize(2 + ROWS.size())
                .anyMatch(line -> line.startsWith("n-2 ") && line.contains("STANDARD"))
                .anyMatch(line -> line.contains("act on 1 item by 14:05 (in 3 h 10 min)"));
    }

    /** Its begin and its end tell it from others. */
    @Test
    void aLongIdIsCutInItsMiddleOnATerminalAndWholeInAFile() {
        assertThat(texts(100))
                .filteredOn(line -> line.startsWith("通知-2026-"))
                .singleElement()
                .satisfies(line -> assertThat(line).containsPattern("\\.\\.\\.0+17  "));
        String file =
                String.join(
                        "",
                        new NoticeTable(new Screen(100, 24, false, false), ROWS, NOW)
                                .lines().stream().map(line -> line.text().split("  ")[0]).toList());
        assertThat(file).contains("通知-2026-000000000000000000000000000000000000017");
    }

    @Test
    void aNarrowOneLeavesColumnsOut() {
        assertThat(texts(60).get(1)).contains("notice", "next step").doesNotContain("track");
        assertThat(texts(WIDE).get(1)).contains("state", "level", "notifier", "track");
    }

    /** Characters of two columns are counted as such: what follows them is in its place. */
    @Test
    void columnsLineUpBehindWideCharacters() {
        List<String> lines = texts(WIDE);
        String header = lines.get(1);
        int track = Columns.width(header.substring(0, header.indexOf("track")));

        assertThat(lines)
                .filteredOn(line -> line.contains("STANDARD"))
                .hasSize(ROWS.size())
                .allMatch(
                        line ->
                                Columns.width(line.substring(0, line.indexOf("STANDARD")))
                                        == track);
    }

    @Test
    void theSummaryCountsWhatIsOursAndWhatIsNot() {
        assertThat(texts(100).get(0))
                .startsWith("4 to do; 1 waits for others; 1 over. It is 10:55, zone ");
        List<ListedNotice> open = ROWS.stream().filter(row -> !row.over()).toList();
        assertThat(new NoticeTable(screen(100, false), open, NOW).lines().get(0).text())
                .as("with --open nothing is known of those that are over")
                .startsWith("4 to do; 1 waits for others. It is 10:55, zone ");
    }

    @Test
    void whatHasNoRoomIsCountedAndTheMostUrgentIsShown() {
        List<Line> lines = new NoticeTable(screen(WIDE, false), ROWS, NOW).lines(5);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(2).text()).startsWith("n-late");
        assertThat(lines.get(4).text()).isEqualTo("... and 4 more");
    }

    @Test
    void coloursShowUrgencyAndOnlyWhereThereAreAny() {
        List<Line> coloured = new NoticeTable(screen(WIDE, true), ROWS, NOW).lines();

        assertThat(styleOf("n-late", coloured)).isEqualTo(Style.RED);
        assertThat(styleOf("n-soon", coloured)).isEqualTo(Style.YELLOW);
        assertThat(styleOf("n-2", coloured)).isEqualTo(Style.PLAIN);
        assertThat(styleOf("n-over", coloured)).isEqualTo(Style.DIM);
        assertThat(new NoticeTable(screen(WIDE, false), ROWS, NOW).lines())
                .allMatch(line -> line.style() == Style.PLAIN);
    }

    private static Style styleOf(String notice, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.text().startsWith(notice + " "))
                .findFirst()
                .orElseThrow()
                .style();
    }

    @Test
    void aNameOfAStrangerStaysInItsLine() {
        ListedNotice hostile =
                row("n-1\nn-2", NoticeState.VALID, NextStep.ACT, 60, "a\tb\u001b[2J", "E0");

        assertThat(new NoticeTable(screen(WIDE, false), List.of(hostile), NOW).lines())
                .hasSize(3)
                .allMatch(line -> line.text().chars().noneMatch(c -> c < ' '));
    }
}
