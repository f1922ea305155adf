package dev.vigil.desk.screen;

import dev.vigil.desk.ask.AlertQuery;
import dev.vigil.desk.ask.AlertQuery.ShownAlerts;
import dev.vigil.desk.ask.AlertRow;
import dev.vigil.desk.ask.AlertRow.AlertKind;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.NoticeQuery;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.desk.screen.AlertsView.Line;
import dev.vigil.desk.screen.AlertsView.Tab;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.text.PageText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.notice.EscalationAlert;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Alerts, those that are to be acknowledged first; and one of them for who has its link. */
final class AlertsScreen {
    private static final List<String> HEADER =
            List.of(
                    "alert",
                    "kind",
                    "subject",
                    "run",
                    "level",
                    "severity",
                    "fires",
                    "published",
                    "due",
                    "acknowledgeBy",
                    "late",
                    "acknowledgedBy");

    private AlertsScreen() {}

    static List<DeskScreen> all(Store store) {
        return List.of(
                new StoreScreen("/alerts", store, AlertsScreen::answer),
                new ListFile<>(
                        "/alerts.csv",
                        store,
                        "alerts",
                        HEADER,
                        (handle, visit, after, most) ->
                                AlertQuery.page(
                                        handle,
                                        Choice.chosen(AlertKind.class, visit, "kind"),
                                        shown(visit),
                                        after,
                                        most),
                        AlertsScreen::cells));
    }

    private static Answer answer(Handle store, Visit visit) {
        Optional<String> key = visit.query("key");
        return key.isPresent() ? one(store, visit, key.get()) : page(store, visit);
    }

    private static Answer one(Handle store, Visit visit, String alertKey) {
        PageText text = visit.text();
        Optional<AlertRow> found = AlertQuery.one(store, alertKey);
        if (found.isEmpty()) {
            return Answer.refused(404, text.text("alert.none", text.shown(alertKey)));
        }
        AlertRow alert = found.get();
        boolean isOver =
                alert.resolvedAt() != null
                        || NoticeQuery.hasEnded(store, alert.subject(), alert.generation());
        return Answer.page(
                text.text("alert.heading") + " " + text.shown(alertKey),
                "notices/alert.jte",
                new AlertView(line(store, alert, text), isOver));
    }

    private static Answer page(Handle store, Visit visit) {
        PageText text = visit.text();
        AlertKind kind = Choice.chosen(AlertKind.class, visit, "kind");
        ShownAlerts shown = shown(visit);
        ListPage<AlertRow> page =
                AlertQuery.page(
                        store, kind, shown, visit.query("after").orElse(null), ListPage.MOST);
        String kindName = kind == null ? null : kind.name();
        return Answer.page(
                text.text("alert.title"),
                "notices/alerts.jte",
                new AlertsView(
                        page,
                        page.rows().stream().map(row -> line(store, row, text)).toList(),
                        Arrays.stream(ShownAlerts.values())
                                .map(it -> tab(it, shown, kindName))
                                .toList(),
                        Choice.of(AlertKind.class, kindName, text),
                        parameter(shown),
                        page.isEmpty() ? AlertQuery.last(store).orElse(null) : null,
                        page.after() == null
                                ? null
                                : link("/alerts", shown, kindName, page.after()),
                        link("/alerts.csv", shown, kindName, null)));
    }

    private static Tab tab(ShownAlerts shown, ShownAlerts here, String kind) {
        return new Tab(shown, link("/alerts", shown, kind, null), shown == here);
    }

    private static String link(String path, ShownAlerts shown, String kind, String after) {
        return DeskLink.with(path, "acked", parameter(shown), "kind", kind, "after", after);
    }

    private static String parameter(ShownAlerts shown) {
        return shown.name().toLowerCase(Locale.ROOT);
    }

    /** {@code acked=unseen}, {@code seen} or {@code all}; the first where it names none. */
    private static ShownAlerts shown(Visit visit) {
        String named = visit.query("acked").orElse("").toUpperCase(Locale.ROOT);
        return Arrays.stream(ShownAlerts.values())
                .filter(one -> one.name().equals(named))
                .findFirst()
                .orElse(ShownAlerts.UNSEEN);
    }

    private static Line line(Handle store, AlertRow alert, PageText text) {
        Optional<StoredRecord> record =
                StoredRecords.at(store, alert.topic(), alert.partition(), alert.offset());
        return switch (alert.kind()) {
            case NOTICE -> {
                EscalationAlert it =
                        record.flatMap(one -> one.as(EscalationAlert.class)).orElse(null);
                yield new Line(
                        alert,
                        alert.level(),
                        null,
                        it == null ? List.of() : some(it.recipients()),
                        it == null ? List.of() : some(it.skippedLevels()),
                        RunbookScreen.of("notice", RunbookScreen.anchor(alert.level())));
            }
            case COMMAND -> {
                CommandUnconfirmed it =
                        record.flatMap(one -> one.as(CommandUnconfirmed.class)).orElse(null);
                yield new Line(
                        alert,
                        text.text("alert.unconfirmed", text.code("Measure", alert.level())),
                        it == null ? null : it.failure() == null ? it.workId() : it.failure(),
                        List.of(),
                        List.of(),
                        RunbookScreen.of("commands", null));
            }
            case LEDGER -> {
                LedgerAlert it = record.flatMap(one -> one.as(LedgerAlert.class)).orElse(null);
                yield new Line(
                        alert,
                        text.code("LedgerAlertKind", alert.level()),
                        it == null ? null : it.subject(),
                        List.of(),
                        List.of(),
                        RunbookScreen.of("ledger", null));
            }
        };
    }

    private static List<String> some(List<String> names) {
        return names == null ? List.of() : names;
    }

    private static List<Object> cells(AlertRow row, Visit visit) {
        return Arrays.asList(
                row.alertKey(),
                row.kind(),
                row.subject(),
                row.generation(),
                row.level(),
                row.severity(),
                ListFile.time(row.firesAt(), visit),
                ListFile.time(row.toldAt(), visit),
                ListFile.time(row.dueAt(), visit),
                ListFile.time(row.ackBy(), visit),
                row.isLate(),
                String.join("; ", row.seen().stream().map(AlertRow.Seen::actor).toList()));
    }
}
