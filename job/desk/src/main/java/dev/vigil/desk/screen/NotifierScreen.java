package dev.vigil.desk.screen;

import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.NotifierQuery;
import dev.vigil.desk.ask.NotifierQuery.Sent;
import dev.vigil.desk.ask.NotifierRow;
import dev.vigil.desk.ask.QueueQuery;
import dev.vigil.desk.ask.QueueRow;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who sends notices, what became of these, and the standing that follows. */
final class NotifierScreen {
    private static final List<String> HEADER =
            List.of(
                    "notifier",
                    "level",
                    "flooding",
                    "received",
                    "upheld",
                    "unfounded",
                    "forged",
                    "overturned",
                    "since",
                    "until",
                    "reason");

    private NotifierScreen() {}

    static List<DeskScreen> all(Store store) {
        return List.of(
                new StoreScreen("/notifiers", store, NotifierScreen::list),
                new ListFile<>(
                        "/notifiers.csv",
                        store,
                        "notifiers",
                        HEADER,
                        (handle, visit, after, most) ->
                                NotifierQuery.page(
                                        handle,
                                        level(visit),
                                        visit.query("begins").orElse(null),
                                        after,
                                        most),
                        NotifierScreen::cells),
                new StoreScreen("/notifier/{id}", store, NotifierScreen::one));
    }

    /** A level, or all that speak against a notifier. */
    private static String level(Visit visit) {
        return visit.query("level")
                .filter(NotifierQuery.ANY_FLAG::equals)
                .orElseGet(() -> Choice.name(StandingLevel.class, visit, "level"));
    }

    private static Answer list(Handle store, Visit visit) {
        PageText text = visit.text();
        String level = level(visit);
        String begins = visit.query("begins").orElse(null);
        ListPage<NotifierRow> page =
                NotifierQuery.page(
                        store, level, begins, visit.query("after").orElse(null), ListPage.MOST);
        List<Choice> levels = new ArrayList<>(Choice.of(StandingLevel.class, level, text));
        levels.add(
                new Choice(
                        NotifierQuery.ANY_FLAG,
                        text.text("notifier.flagged"),
                        NotifierQuery.ANY_FLAG.equals(level)));
        return Answer.page(
                text.text("notifier.title"),
                "notices/notifiers.jte",
                new NotifiersView(
                        page,
                        levels,
                        begins,
                        level != null || begins != null,
                        page.after() == null
                                ? null
                                : DeskLink.with(
                                        "/notifiers",
                                        "level",
                                        level,
                                        "begins",
                                        begins,
                                        "after",
                                        page.after()),
                        DeskLink.with("/notifiers.csv", "level", level, "begins", begins)));
    }

    private static Answer one(Handle store, Visit visit) {
        PageText text = visit.text();
        String id = visit.id();
        Optional<NotifierRow> standing = NotifierQuery.one(store, id);
        Sent sent = NotifierQuery.sent(store, id);
        if (standing.isEmpty() && sent.all() == 0) {
            return Answer.refused(404, text.text("notifier.none", text.shown(id)));
        }
        Optional<NotifierStanding> record =
                NotifierQuery.place(store, id)
                        .flatMap(
                                place ->
                                        StoredRecords.at(
                                                store,
                                                Topic.NOTIFIERS.topicName(),
                                                place.partition(),
                                                place.offset()))
                        .flatMap(it -> it.as(NotifierStanding.class));
        ListPage<QueueRow> notices =
                QueueQuery.ofNotifier(store, id, visit.query("after").orElse(null), ListPage.MOST);
        String path = DeskLink.to("notifier", id);
        return Answer.page(
                text.text("notifier.heading") + " " + text.shown(id),
                "notices/notifier.jte",
                new NotifierView(
                        id,
                        standing.orElse(null),
                        record.map(NotifierStanding::warnedAt).orElse(null),
                        record.map(NotifierStanding::forgedAt).orElse(null),
                        sent,
                        notices,
                        path,
                        notices.after() == null
                                ? null
                                : DeskLink.with(path, "after", notices.after()),
                        visit.nowMs()));
    }

    private static List<Object> cells(NotifierRow row, Visit visit) {
        return Arrays.asList(
                row.notifier(),
                row.level(),
                row.isFlooding(),
                row.received(),
                row.upheld(),
                row.unfounded(),
                row.forged(),
                row.overturned(),
                ListFile.time(row.since(), visit),
                ListFile.time(row.until(), visit),
                row.reason());
    }
}
