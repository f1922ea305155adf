package dev.vigil.desk.screen;

import dev.vigil.desk.ask.HealthQuery;
import dev.vigil.desk.ask.HealthQuery.Gap;
import dev.vigil.desk.ask.HealthQuery.TopicRow;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Whether the pages can be trusted: clocks, topics, gaps, and what has not been sent. */
final class HealthScreen {
    private static final List<String> HEADER =
            List.of("topic", "partitions", "records", "unmade", "last", "before", "unreadable");

    private HealthScreen() {}

    static List<DeskScreen> all(Store store, HealthSources sources) {
        return List.of(
                new StoreScreen(
                        "/health", store, (handle, visit) -> answer(handle, visit, sources)),
                new ListFile<>(
                        "/health.csv",
                        store,
                        "topics",
                        HEADER,
                        (handle, visit, after, most) ->
                                new ListPage<>(HealthQuery.topics(handle), null),
                        HealthScreen::cells));
    }

    private static Answer answer(Handle store, Visit visit, HealthSources sources) {
        List<Gap> gaps = HealthQuery.gaps(store, ListPage.MOST + 1);
        boolean more = gaps.size() > ListPage.MOST;
        return Answer.page(
                visit.text().text("health.title"),
                "notices/health.jte",
                new HealthView(
                        visit.ages(),
                        HealthQuery.clocks(store),
                        HealthQuery.topics(store),
                        sources.behind().get().orElse(null),
                        sources.jobs().get().orElse(null),
                        sources.parts().get(),
                        sources.provider().get().orElse(null),
                        more ? gaps.subList(0, ListPage.MOST) : gaps,
                        more,
                        HealthQuery.outbox(store),
                        Charts.lag(store, visit),
                        "/health.csv"));
    }

    private static List<Object> cells(TopicRow row, Visit visit) {
        return Arrays.asList(
                row.topic(),
                row.partitions(),
                row.records(),
                row.unmade(),
                ListFile.time(row.lastAt(), visit),
                row.before(),
                row.unreadable());
    }
}
