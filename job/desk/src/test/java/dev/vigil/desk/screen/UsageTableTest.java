package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart of all works is summed up once a minute, that of one work for each who asks. */
class UsageTableTest {
    private static final Map<String, String> NOVEMBER = Map.of("month", "2026-11");

    private final UsageTable table = new UsageTable();
    private Handle store;

    private void row(String work, String day) {
        store.execute(
                "insert into usage_row (row_id, day, work_id, territory, used_ms)"
                        + " values (?, ?, ?, 'CN', 3600000)",
                work + day,
                day,
                work);
    }

    private List<String> works(Map<String, String> query, long afterMs) {
        Visit asked = TestingVisit.get(PageLanguage.EN, query);
        Visit visit =
                new Visit(
                        asked.path(),
                        asked.places(),
                        asked.query(),
                        asked.form(),
                        asked.visitor(),
                        new PageText(
                                Messages.of(PageLanguage.EN),
                                ZoneId.of("Asia/Shanghai"),
                                TestingVisit.NOW + afterMs),
                        asked.ages(),
                        asked.address());
        return table.above(store, new Cells(visit.text()), visit).stream()
                .flatMap(part -> part.charts().stream())
                .flatMap(chart -> chart.series().stream())
                .map(Object::toString)
                .toList();
    }

    @Test
    void whatAllWorksWereUsedIsSummedUpOnceAMinute(@TempDir Path folder) throws Exception {
        try (Store opened = TestingStores.SQLITE.open(folder);
                Handle handle = opened.handle()) {
            store = handle;
            row("film", "2026-11-02");
            assertThat(works(NOVEMBER, 0)).hasSize(1);
            row("song", "2026-11-03");
            assertThat(works(NOVEMBER, 59_999)).hasSize(1);
            assertThat(works(Map.of("month", "2026-11", "work", "song"), 59_999)).hasSize(1);
            assertThat(works(Map.of("month", "2026-10"), 59_999)).isEmpty();
            assertThat(works(NOVEMBER, 59_999)).as("another month was asked between").hasSize(1);
            assertThat(works(NOVEMBER, 60_000)).hasSize(2);
            row("game", "2026-11-04");
            assertThat(works(NOVEMBER, 119_999)).hasSize(2);
            assertThat(works(NOVEMBER, 120_000)).hasSize(3);
            assertThat(works(NOVEMBER, -1_000_000)).as("a clock that is set back").hasSize(3);
            row("play", "2026-11-05");
            for (int year = 2000; year < 2012; year++) {
                works(Map.of("month", year + "-01"), -1_000_000);
            }
            assertThat(works(NOVEMBER, -1_000_000)).as("twelve others since").hasSize(4);
        }
    }
}
