package dev.vigil.desk.screen;

import dev.vigil.client.page.AccountPage;
import dev.vigil.client.page.Html;
import dev.vigil.desk.ask.AccountQuery;
import dev.vigil.desk.ask.AccountQuery.AccountRow;
import dev.vigil.desk.ask.AccountQuery.AppealRow;
import dev.vigil.desk.ask.AccountQuery.DeliveryRow;
import dev.vigil.desk.ask.AccountQuery.OffenceRow;
import dev.vigil.desk.ask.CommandQuery;
import dev.vigil.desk.ask.ListPage;
import dev.vigil.desk.ask.SessionQuery;
import dev.vigil.desk.ask.SessionQuery.SessionRow;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.AppealOutcome;
import dev.vigil.schema.account.OffenceState;
import dev.vigil.schema.account.Proposal;
import dev.vigil.schema.account.Restriction;
import dev.vigil.schema.account.Strike;
import dev.vigil.schema.account.UserWarning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** An account: what counts against it and what does not, what it was sent, what it disputes. */
final class AccountScreen {
    /** Records of the drawing. */
    private static final int MOST_DRAWN = 500;

    private AccountScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/account/{id}", store, AccountScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        String id = visit.id();
        Optional<AccountRow> account = AccountQuery.one(handle, id);
        ListPage<SessionRow> sessions =
                SessionQuery.page(handle, new SessionQuery.Wanted(null, id, null, false), null);
        List<UserWarning> warnings = AccountQuery.warnings(handle, id);
        if (account.isEmpty() && sessions.isEmpty() && warnings.isEmpty()) {
            return NotKnown.answer(visit, "account.unknown");
        }
        Optional<AccountStanding> standing = AccountQuery.standing(handle, id);
        OffenceCauses causes = new OffenceCauses(cells, AccountQuery.grounds(handle, id));
        return RecordPage.withDeeds(
                handle,
                visit.text(),
                "account.title",
                id,
                List.of(
                        standing(cells, account, standing),
                        strikes(cells, causes, standing),
                        measures(cells, standing),
                        life(handle, cells, visit),
                        offences(handle, cells, causes, visit),
                        warnings(handle, cells, causes, id, warnings),
                        appeals(handle, cells, causes, visit),
                        reports(handle, cells, id),
                        commands(handle, cells, id),
                        sessions(handle, cells, id, sessions)),
                "account",
                id,
                id);
    }

    private static RecordPart standing(
            Cells cells, Optional<AccountRow> account, Optional<AccountStanding> standing) {
        RecordPart part = new RecordPart(null);
        if (account.isEmpty() || standing.isEmpty()) {
            return part.note(cells.say("account.nothing"));
        }
        AccountStanding it = standing.get();
        part.line("step", AccountsTable.step(cells, account.get()))
                .line("strikes", cells.number(it.strikes().size()))
                .line("ifdisputesfail", cells.number(it.pending()))
                .line("offences", cells.number(it.offences()))
                .line("warnings", cells.number(it.warnings()))
                .line("linked", cells.links("account", it.linked()))
                .line("nextchange", cells.time(it.nextChangeAt()))
                .line("serviceended", cells.time(it.endedAt()))
                .line("ladder", cells.foreign(it.ladderVersion()))
                .line("at", cells.time(it.at()));
        proposal(part, cells, it.proposal());
        if (it.leftOut() != null) {
            part.note(cells.say("account.leftout", it.leftOut()));
        }
        return part;
    }

    private static void proposal(RecordPart part, Cells cells, Proposal it) {
        if (it != null) {
            part.line("proposal", AccountsTable.proposal(cells, it.state().name()))
                    .line("opened", cells.time(it.openedAt()))
                    .line("decideby", cells.time(it.decideBy()))
                    .line("decidedby", cells.person(it.by()))
                    .line("why", cells.foreign(it.reason()));
        }
    }

    private static RecordPart strikes(
            Cells cells, OffenceCauses causes, Optional<AccountStanding> standing) {
        return new RecordPart(cells.say("account.strikes").html())
                .grid(
                        cells,
                        "account.nostrikes",
                        List.of("strike", "cause", "works", "why", "expires"),
                        standing.map(AccountStanding::strikes).orElse(List.of()),
                        it -> strike(cells, causes, it));
    }

    private static List<Cell> strike(Cells cells, OffenceCauses causes, Strike it) {
        return List.of(
                cells.foreign(it.strikeId()),
                causes.causes(it.offences()),
                causes.works(it.offences()),
                causes.why(it.offences()),
                cells.time(it.expiresAt()));
    }

    private static RecordPart measures(Cells cells, Optional<AccountStanding> standing) {
        return new RecordPart(cells.say("account.measures").html())
                .grid(
                        cells,
                        "account.nomeasures",
                        List.of("command", "measure", "from", "until", "confirmed"),
                        standing.map(AccountStanding::restrictions).orElse(List.of()),
                        it -> measure(cells, it));
    }

    private static List<Cell> measure(Cells cells, Restriction it) {
        return List.of(
                cells.link("command", it.commandId()),
                cells.code(it.measure()),
                cells.time(it.from()),
                cells.time(it.until()),
                it.confirmedAt() == null
                        ? cells.state(Cells.Look.WARN, cells.say("command.waits"))
                        : cells.time(it.confirmedAt()));
    }

    /** The same drawing as {@code vigil account show --page}. */
    private static RecordPart life(Handle handle, Cells cells, Visit visit) {
        Html html = new Html(true);
        new AccountPage(
                        AccountQuery.records(handle, visit.id(), MOST_DRAWN),
                        visit.text().language(),
                        visit.text().zone())
                .timeline(html);
        RecordPart part = new RecordPart(cells.say("account.life").html());
        String drawn = html.toString();
        return drawn.isEmpty()
                ? part.note(cells.say("account.nolife"))
                : part.note(cells.say("account.drawn", MOST_DRAWN))
                        .drawing(output -> output.writeContent(drawn));
    }

    private static RecordPart offences(
            Handle handle, Cells cells, OffenceCauses causes, Visit visit) {
        return new RecordPart(cells.say("account.offences").html())
                .grid(
                        cells,
                        "account.nooffences",
                        List.of(
                                "cause",
                                "state",
                                "works",
                                "why",
                                "occurred",
                                "established",
                                "measure",
                                "changedat"),
                        AccountQuery.offences(handle, visit.id()),
                        it ->
                                List.of(
                                        causes.cause(it.offenceId()),
                                        offenceState(cells, visit, it),
                                        causes.works(List.of(it.offenceId())),
                                        causes.why(List.of(it.offenceId())),
                                        cells.time(it.occurredAt()),
                                        cells.time(it.establishedAt()),
                                        cells.code("Measure", it.measure()),
                                        cells.time(it.changedAt())));
    }

    private static Cell offenceState(Cells cells, Visit visit, OffenceRow it) {
        Cell word = cells.code("OffenceState", it.state());
        if (OffenceState.STANDING.name().equals(it.state())) {
            return withForm(
                    cells, visit, cells.state(Cells.Look.ALARM, word), "waive", it.offenceId());
        }
        return OffenceState.SUSPENDED.name().equals(it.state())
                ? withForm(
                        cells, visit, cells.state(Cells.Look.WARN, word), "waive", it.offenceId())
                : cells.state(Cells.Look.UNKNOWN, word);
    }

    /** Of a person who may: what is on no page, its id, is in the form already. */
    private static Cell withForm(Cells cells, Visit visit, Cell state, String deed, String id) {
        if (!visit.visitor().has(DeskRole.LEAD)) {
            return state;
        }
        String form = DeskLink.to("account", visit.id()) + "/" + deed;
        String field = deed.equals("waive") ? "offenceId" : "appealId";
        return cells.both(
                state, cells.form(DeskLink.with(form, field, id), cells.say("account." + deed)));
    }

    private static RecordPart warnings(
            Handle handle,
            Cells cells,
            OffenceCauses causes,
            String id,
            List<UserWarning> warnings) {
        Map<String, List<DeliveryRow>> receipts =
                AccountQuery.receipts(
                        handle, id, warnings.stream().map(UserWarning::warningId).toList());
        return new RecordPart(cells.say("account.warnings").html())
                .grid(
                        cells,
                        "account.nowarnings",
                        List.of(
                                "warning",
                                "kind",
                                "cause",
                                "works",
                                "why",
                                "issued",
                                "attempts",
                                "delivered",
                                "disputeuntil"),
                        warnings,
                        it ->
                                warning(
                                        cells,
                                        causes,
                                        it,
                                        receipts.getOrDefault(it.warningId(), List.of())));
    }

    private static List<Cell> warning(
            Cells cells, OffenceCauses causes, UserWarning it, List<DeliveryRow> receipts) {
        return List.of(
                cells.foreign(it.warningId()),
                cells.code(it.kind()),
                causes.causes(it.offences()),
                cells.links("work", it.works()),
                causes.why(it.offences()),
                cells.time(it.issuedAt()),
                cells.number(it.attempt()),
                receipts.isEmpty()
                        ? cells.state(Cells.Look.WARN, cells.say("account.noreceipt"))
                        : cells.some(receipts.stream().map(one -> receipt(cells, one)).toList(), 5),
                cells.time(it.disputeUntil()));
    }

    private static Cell receipt(Cells cells, DeliveryRow it) {
        return cells.say(
                "account.receipt",
                cells.code("ReceiptState", it.state()),
                cells.foreign(it.channel()),
                cells.time(it.at()));
    }

    private static RecordPart appeals(
            Handle handle, Cells cells, OffenceCauses causes, Visit visit) {
        return new RecordPart(cells.say("account.appeals").html())
                .grid(
                        cells,
                        "account.noappeals",
                        List.of(
                                "appeal",
                                "outcome",
                                "about",
                                "reason",
                                "at",
                                "decided",
                                "decidedby"),
                        AccountQuery.appeals(handle, visit.id()),
                        it ->
                                List.of(
                                        cells.foreign(it.appealId()),
                                        outcome(cells, visit, it),
                                        causes.cause(it.about()),
                                        VerdictParts.reason(cells, it.reasonCode()),
                                        cells.time(it.at()),
                                        cells.time(it.decidedAt()),
                                        cells.person(it.decidedBy())));
    }

    private static Cell outcome(Cells cells, Visit visit, AppealRow it) {
        return it.outcome() == null
                ? withForm(
                        cells,
                        visit,
                        cells.state(Cells.Look.WARN, cells.say("account.undecided")),
                        "appeal",
                        it.appealId())
                : cells.code(AppealOutcome.class.getSimpleName(), it.outcome());
    }

    private static RecordPart reports(Handle handle, Cells cells, String id) {
        return new RecordPart(cells.say("account.reports").html())
                .grid(
                        cells,
                        "account.noreports",
                        List.of("report", "version", "state", "at", "sent", "acknowledged"),
                        AccountQuery.reports(handle, id),
                        it ->
                                List.of(
                                        cells.link("report", it.reportId()),
                                        cells.number(it.version()),
                                        cells.code("ReportState", it.state()),
                                        cells.time(it.at()),
                                        cells.time(it.sentAt()),
                                        cells.time(it.acknowledgedAt())));
    }

    private static RecordPart commands(Handle handle, Cells cells, String id) {
        return new RecordPart(cells.say("account.commands").html())
                .grid(
                        cells,
                        "account.nocommands",
                        CommandsTable.COLUMNS,
                        CommandQuery.on(handle, CommandQuery.Kind.ACCOUNT, id, Grid.MOST),
                        it -> CommandsTable.row(cells, it));
    }

    private static RecordPart sessions(
            Handle handle, Cells cells, String id, ListPage<SessionRow> sessions) {
        RecordPart part = new RecordPart(cells.say("account.sessions").html());
        if (sessions.isEmpty()) {
            return part.note(cells.say("account.nosessions"));
        }
        if (sessions.after() != null) {
            part.note(cells.say("value.latest", Grid.MOST))
                    .note(
                            cells.link(
                                    DeskLink.with("/sessions", "which", "ALL", "account", id),
                                    cells.say("work.allsessions")));
        }
        return part.grid(
                new Grid(
                        new SessionsTable().columns(),
                        SessionsTable.rows(handle, cells, sessions.rows())));
    }
}
