package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.QueueFilter;
import dev.vigil.desk.ask.QueueFilter.ClaimedBy;
import dev.vigil.desk.ask.QueueQuery;
import dev.vigil.desk.ask.QueueRow;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.NoticeState;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What is to be done, the most urgent first. */
final class QueueScreen {
    private static final String[] LEVELS = {
        "E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9"
    };

    private static final List<String> HEADER =
            List.of(
                    "notice",
                    "generation",
                    "state",
                    "overdue",
                    "track",
                    "clock",
                    "level",
                    "acknowledged",
                    "received",
                    "due",
                    "next",
                    "nextBy",
                    "itemsOpen",
                    "itemsDone",
                    "notifier",
                    "standing",
                    "claimedBy",
                    "works",
                    "moreWorks");

    private QueueScreen() {}

    static List<DeskScreen> all(Store store) {
        return List.of(
                new StoreScreen("/", store, QueueScreen::page),
                new ListFile<>(
                        "/queue.csv",
                        store,
                        "queue",
                        HEADER,
                        (handle, visit, after, most) ->
                                QueueQuery.page(handle, filter(visit), after, most),
                        QueueScreen::cells));
    }

    private static Answer page(Handle store, Visit visit) {
        PageText text = visit.text();
        QueueFilter filter = filter(visit);
        String after = visit.query("after").orElse(null);
        ListPage<QueueRow> page = QueueQuery.page(store, filter, after, ListPage.MOST);
        boolean isWhole = after == null && !filter.isSet();
        return Answer.page(
                text.text("queue.title"),
                "notices/queue.jte",
                new QueueView(
                        QueueQuery.counts(store, visit.visitor().actor(), visit.nowMs()),
                        isWhole ? QueueQuery.untaken(store, ListPage.MOST) : List.of(),
                        page,
                        filter,
                        Choice.of(ClockTrack.class, filter.track(), text),
                        Choice.of(NoticeState.class, filter.state(), text),
                        Choice.of(filter.level(), text, LEVELS),
                        Choice.of(
                                ClaimedBy.class,
                                filter.claim() == null ? null : filter.claim().name(),
                                text),
                        page.after() == null ? null : link("/", filter, page.after()),
                        link("/queue.csv", filter, null),
                        visit.nowMs()));
    }

    private static QueueFilter filter(Visit visit) {
        return new QueueFilter(
                Choice.name(ClockTrack.class, visit, "track"),
                visit.query("notifier").orElse(null),
                Choice.name(NoticeState.class, visit, "state"),
                visit.query("level").filter(Arrays.asList(LEVELS)::contains).orElse(null),
                visit.query("work").orElse(null),
                visit.query("over").isPresent(),
                Choice.chosen(ClaimedBy.class, visit, "claimed"),
                visit.visitor().actor());
    }

    private static String link(String path, QueueFilter filter, String after) {
        return DeskLink.with(
                path,
                "track",
                filter.track(),
                "notifier",
                filter.notifier(),
                "state",
                filter.state(),
                "level",
                filter.level(),
                "work",
                filter.workId(),
                "over",
                filter.over() ? "1" : null,
                "claimed",
                filter.claim(),
                "after",
                after);
    }

    private static List<Object> cells(QueueRow row, Visit visit) {
        return Arrays.asList(
                row.noticeId(),
                row.generation(),
                row.state(),
                row.isOverdue(),
                row.track(),
                row.clock(),
                row.level(),
                row.isLevelSeen(),
                ListFile.time(row.receivedAt(), visit),
                ListFile.time(row.dueAt(), visit),
                row.nextStep(),
                ListFile.time(row.nextBy(), visit),
                row.itemsOpen(),
                row.itemsDone(),
                row.notifier(),
                row.standing(),
                row.claimedBy(),
                String.join("; ", row.works().stream().map(QueueRow.NamedWork::name).toList()),
                row.moreWorks());
    }
}
