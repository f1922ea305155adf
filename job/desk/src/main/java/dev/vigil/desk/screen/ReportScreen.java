package dev.vigil.desk.screen;

import dev.vigil.client.page.Html;
import dev.vigil.client.page.ReportView;
import dev.vigil.desk.act.Shown;
import dev.vigil.desk.ask.AccountQuery;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.ReportState;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A report to the department, as it is printed. */
final class ReportScreen {
    /** In characters: a page is small, and one of many offences is printed by its verb. */
    private static final int MOST = 150_000;

    private ReportScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/report/{id}", store, ReportScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        Optional<String> account = AccountQuery.ofReport(handle, visit.id());
        if (account.isEmpty()) {
            return NotKnown.answer(visit, "report.unknown");
        }
        List<DepartmentReport> versions = AccountQuery.versions(handle, account.get(), visit.id());
        RecordPart part =
                new RecordPart(null).line("account", cells.link("account", account.get()));
        if (versions.isEmpty()) {
            part.note(cells.say("report.notkept"));
        } else {
            forms(part, cells, versions.get(versions.size() - 1), visit);
            report(part, cells, versions, visit);
        }
        return RecordPage.of(visit.text(), "report.title", visit.id(), List.of(part));
    }

    /** Of a person who may: they are about the version that this page has. */
    private static void forms(RecordPart part, Cells cells, DepartmentReport it, Visit visit) {
        String form = DeskLink.to("account", it.accountId(), "report");
        boolean isDraft = it.state() == ReportState.DRAFT;
        boolean isOver =
                it.state() == ReportState.REJECTED || it.state() == ReportState.ACKNOWLEDGED;
        if (visit.visitor().has(DeskRole.LEAD) && !isOver) {
            String link =
                    DeskLink.with(
                            isDraft ? form : form + "/sent",
                            "reportId",
                            it.reportId(),
                            Shown.FIELD,
                            Shown.of(it).value(),
                            "back",
                            DeskLink.to("report", it.reportId()));
            part.note(cells.form(link, cells.say(isDraft ? "deed.report" : "deed.sent")));
        }
    }

    private static void report(
            RecordPart part, Cells cells, List<DepartmentReport> versions, Visit visit) {
        int last = versions.size() - 1;
        Html html = new Html(true);
        new ReportView(
                        versions.get(last),
                        versions.subList(0, last),
                        visit.text().language(),
                        visit.text().zone())
                .part(html, "h2");
        String drawn = html.toString();
        if (drawn.length() > MOST) {
            part.note(cells.say("report.large", cells.foreign(visit.id())));
        } else {
            part.drawing(output -> output.writeContent(drawn));
        }
    }
}
