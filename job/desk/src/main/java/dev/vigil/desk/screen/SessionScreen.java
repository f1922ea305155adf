package dev.vigil.desk.screen;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.ask.CommandQuery;
import dev.vigil.desk.ask.EvidenceQuery;
import dev.vigil.desk.ask.RecordsAbout;
import dev.vigil.desk.ask.SessionQuery;
import dev.vigil.desk.ask.SessionQuery.SessionRow;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.evidence.EvidenceView;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.policy.ChineseSentences;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.StatementOfReasons;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A session: why it is decided so, what was found in it, what was commanded, its revisions. */
final class SessionScreen {
    /** Revisions that are shown, each of up to a megabyte. */
    private static final int MOST_REVISIONS = 20;

    private SessionScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/session/{id}", store, SessionScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        List<SessionRow> starts = SessionQuery.starts(handle, visit.id());
        if (starts.isEmpty()) {
            return unmatched(handle, cells, visit);
        }
        SessionRow session = chosen(starts, visit);
        List<Verdict> verdicts =
                SessionQuery.verdicts(handle, session.sessionId(), session.startAt());
        List<RecordPart> above = new ArrayList<>();
        above.add(session(cells, session, starts));
        verdicts.stream()
                .findFirst()
                .ifPresentOrElse(
                        it -> above.addAll(VerdictParts.above(cells, it)),
                        () -> above.add(notKept(cells)));
        List<RecordPart> below = new ArrayList<>();
        below.add(reasons(handle, cells, session, visit));
        below.add(commands(handle, cells, session));
        below.add(revisions(handle, cells, session));
        below.add(others(cells, verdicts));
        return Answer.page(
                visit.text().text("session.title", visit.text().shown(session.sessionId())),
                "records/session.jte",
                new SessionPage(
                        visit.text()
                                .say("session.title", visit.text().foreign(session.sessionId())),
                        above,
                        evidence(handle, session, verdicts, visit),
                        DeskLink.with(
                                "/compare",
                                "session",
                                session.sessionId(),
                                "start",
                                session.startAt()),
                        below));
    }

    /** Null where its verdict is not kept. */
    private static EvidenceView evidence(
            Handle handle, SessionRow session, List<Verdict> verdicts, Visit visit) {
        return verdicts.isEmpty()
                ? null
                : EvidenceView.of(
                        verdicts.get(0).evidence(),
                        EvidenceQuery.of(handle, session.sessionId(), session.startAt()),
                        row -> EvidenceQuery.record(handle, row),
                        visit.query("draw").orElse(null));
    }

    /** An upload that was analysed and is in no verdict; else it is not known here. */
    private static Answer unmatched(Handle handle, Cells cells, Visit visit) {
        Optional<Screened> screened =
                RecordsAbout.latest(handle, visit.id(), Topic.SCREENED, EventType.SCREENED, 1)
                        .stream()
                        .findFirst()
                        .flatMap(it -> it.as(Screened.class));
        if (screened.isEmpty()) {
            return NotKnown.answer(visit, "session.unknown");
        }
        RecordPart part =
                new RecordPart(null)
                        .note(cells.say("session.unmatched"))
                        .line("account", cells.link("account", screened.get().accountId()))
                        .line("result", cells.code(screened.get().result()))
                        .line("ended", cells.time(screened.get().endedAt()))
                        .line("sound", cells.span(screened.get().soundMs()))
                        .line("pictures", cells.span(screened.get().pictureMs()));
        return RecordPage.of(visit.text(), "session.title", visit.id(), List.of(part));
    }

    private static SessionRow chosen(List<SessionRow> starts, Visit visit) {
        String wanted = visit.query("start").orElse("");
        return starts.stream()
                .filter(it -> Long.toString(it.startAt()).equals(wanted))
                .findFirst()
                .orElse(starts.get(0));
    }

    private static RecordPart notKept(Cells cells) {
        return new RecordPart(null).note(cells.say("session.notkept"));
    }

    private static RecordPart session(Cells cells, SessionRow it, List<SessionRow> starts) {
        RecordPart part =
                new RecordPart(null)
                        .line("action", SessionsTable.action(cells, it.action(), it.isOpen()))
                        .line("kind", cells.code("SessionKind", it.kind()))
                        .line("title", cells.foreign(it.title()))
                        .line("account", cells.link("account", it.accountId()))
                        .line("channel", cells.foreign(it.channelId()))
                        .line(
                                "started",
                                it.startAt() == 0
                                        ? cells.say("session.nostart")
                                        : cells.time(it.startAt()))
                        .line("since", cells.time(it.firstAt()));
        List<Cell> others =
                starts.stream()
                        .filter(other -> other.startAt() != it.startAt())
                        .map(other -> start(cells, other))
                        .toList();
        return others.isEmpty() ? part : part.line("starts", cells.some(others));
    }

    private static Cell start(Cells cells, SessionRow other) {
        String path =
                DeskLink.with(DeskLink.to("session", other.sessionId()), "start", other.startAt());
        return cells.link(
                path,
                other.startAt() == 0 ? cells.say("session.nostart") : cells.time(other.startAt()));
    }

    /** What the user and an inspector read: the last statement of reasons. */
    private static RecordPart reasons(Handle handle, Cells cells, SessionRow session, Visit visit) {
        RecordPart part = new RecordPart(visit.text().say("session.reasons"));
        Optional<StatementOfReasons> statement =
                RecordsAbout.latest(
                                handle,
                                session.sessionId(),
                                Topic.REASONS,
                                EventType.STATEMENT_OF_REASONS,
                                1)
                        .stream()
                        .findFirst()
                        .flatMap(it -> it.as(StatementOfReasons.class));
        if (statement.isEmpty()) {
            return part.note(cells.say("session.noreasons"));
        }
        StatementOfReasons it = statement.get();
        sentences(handle, cells, part, it, visit);
        return part.line(
                        "grounds",
                        cells.names(isChinese(visit) ? it.chineseGrounds() : it.legalGround()))
                .line("statement", cells.foreign(it.statementId()))
                .line("decided", cells.time(it.applicationDate()))
                .line("ended", cells.time(it.endDate()));
    }

    /**
     * The record has them in English. A Chinese page words the same revision of the verdict, and
     * has the record's sentences where that is not kept any more.
     */
    private static void sentences(
            Handle handle, Cells cells, RecordPart part, StatementOfReasons it, Visit visit) {
        Optional<Verdict> verdict = isChinese(visit) ? stated(handle, it) : Optional.empty();
        if (verdict.isEmpty()) {
            part.line("user", cells.foreign(it.userSentence()))
                    .line("inspector", cells.foreign(it.inspectorSentence()));
            return;
        }
        ChineseSentences chinese = new ChineseSentences(visit.text().zone());
        Cell user = cells.foreign(chinese.user(verdict.get()));
        part.note(cells.say("session.worded"))
                .line("user", it.endDate() == null ? user : cells.say("session.lifted", user))
                .line("inspector", cells.foreign(chinese.inspector(verdict.get())));
    }

    private static boolean isChinese(Visit visit) {
        return visit.text().language() == PageLanguage.ZH;
    }

    /** The revision of the verdict that a statement is about, among the latest records. */
    private static Optional<Verdict> stated(Handle handle, StatementOfReasons it) {
        return RecordsAbout.latest(
                        handle, it.sessionId(), Topic.VERDICTS, EventType.VERDICT, MOST_REVISIONS)
                .stream()
                .flatMap(record -> record.as(Verdict.class).stream())
                .filter(
                        verdict ->
                                verdict.verdictId().equals(it.verdictId())
                                        && verdict.revision() == it.revision())
                .findFirst();
    }

    private static RecordPart commands(Handle handle, Cells cells, SessionRow session) {
        return new RecordPart(cells.say("session.commands").html())
                .grid(
                        cells,
                        "session.nocommands",
                        CommandsTable.COLUMNS,
                        CommandQuery.on(
                                handle,
                                CommandQuery.Kind.SESSION,
                                session.sessionId(),
                                Grid.MOST + 1),
                        it -> CommandsTable.row(cells, it));
    }

    private static RecordPart revisions(Handle handle, Cells cells, SessionRow session) {
        List<StoredRecord> records =
                RecordsAbout.latest(
                        handle,
                        session.sessionId(),
                        Topic.VERDICTS,
                        EventType.VERDICT,
                        MOST_REVISIONS + 1);
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(records.size(), MOST_REVISIONS); i++) {
            StoredRecord record = records.get(i);
            Verdict before =
                    i + 1 == records.size()
                            ? null
                            : records.get(i + 1).as(Verdict.class).orElse(null);
            record.as(Verdict.class)
                    .ifPresent(it -> rows.add(VerdictParts.revision(cells, record, it, before)));
        }
        RecordPart part = new RecordPart(cells.say("session.revisions").html());
        if (records.size() > MOST_REVISIONS) {
            part.note(cells.say("session.earlier", MOST_REVISIONS));
        }
        return part.grid(new Grid(VerdictParts.REVISION, rows));
    }

    /** Episodes of a session: matches that were over before the last one began. */
    private static RecordPart others(Cells cells, List<Verdict> verdicts) {
        RecordPart part = new RecordPart(cells.say("session.episodes").html());
        return part.grid(
                cells,
                "session.noepisodes",
                List.of("verdict", "action", "state", "works", "since", "judged"),
                verdicts.stream().skip(1).toList(),
                it ->
                        List.of(
                                cells.foreign(it.verdictId()),
                                cells.code(it.action()),
                                cells.code(it.state()),
                                cells.links("work", VerdictParts.works(it)),
                                cells.time(it.firstMatchCaptureTime()),
                                cells.time(it.judgedAt())));
    }
}
