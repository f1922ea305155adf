package dev.vigil.desk.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.desk.DeskScene;
import dev.vigil.desk.DeskSceneRecords;
import dev.vigil.desk.project.TestingTopicLog;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.desk.web.TestingVisit;
import dev.vigil.desk.web.Visit;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who looks at a change sees what was there before it. */
class RecordChangeTest {
    @TempDir private Path folder;

    private static Document page(Store store, long part, long off) {
        Visit visit = TestingVisit.get("topic", "list", "part", "" + part, "off", "" + off);
        return TestingVisit.page(RecordScreen.all(store).get(0).get(visit), visit);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aVersionOfAnEntryIsShownBesideTheOneBefore(TestingStores kind) throws Exception {
        TestingTopicLog log = new TestingTopicLog();
        try (Store store = kind.open(folder)) {
            new DeskSceneRecords(log, "x-", any -> any).send();
            DeskScene.read(store, log);
            long[] places;
            try (Handle handle = store.handle()) {
                places =
                        handle.createQuery(
                                        "select a.part, a.off, b.off from list_version a"
                                                + " join list_version b on b.entry_id = a.entry_id"
                                                + " and b.version = 2 where a.version = 1"
                                                + " and a.entry_id = 'x-screening-1'")
                                .map(
                                        (row, context) ->
                                                new long[] {
                                                    row.getLong(1), row.getLong(2), row.getLong(3)
                                                })
                                .first();
            }
            assertThat(page(store, places[0], places[2]).select("main").text())
                    .contains("What it changed")
                    .contains("list-" + places[0] + "@" + places[1])
                    .contains("version 1 2");
            assertThat(page(store, places[0], places[1]).select("main").text())
                    .doesNotContain("What it changed");
        }
    }
}
