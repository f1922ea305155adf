package dev.vigil.desk.screen;

import dev.vigil.desk.ask.SignalQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalStatus;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A signal: what it may do here, what peers and people here think of it. */
final class SignalScreen {
    private SignalScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/signal/{id}", store, SignalScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        Optional<SignalStatus> found = SignalQuery.one(handle, visit.id());
        if (found.isEmpty()) {
            return NotKnown.answer(visit, "signal.unknown");
        }
        return RecordPage.withDeeds(
                handle,
                visit.text(),
                "signal.title",
                visit.id(),
                List.of(
                        signal(cells, found.get()),
                        decisions(cells, SignalQuery.decisions(handle, visit.id()))),
                "signal",
                visit.id(),
                visit.id());
    }

    private static RecordPart signal(Cells cells, SignalStatus it) {
        RecordPart part =
                new RecordPart(null)
                        .line("state", SignalsTable.state(cells, it))
                        .line("why", cells.code("SignalReason", it.reasonCode()))
                        .line("kind", cells.code(it.kind()))
                        .line("title", cells.foreign(it.title()))
                        .line("origin", cells.foreign(it.origin()))
                        .line(
                                "works",
                                cells.links("work", it.works() == null ? List.of() : it.works()))
                        .line("notifier", cells.link("notifier", it.notifier()))
                        .line("confirmations", cells.number(it.confirmations()))
                        .line("disputes", cells.number(it.disputes()))
                        .line("sessions", cells.number(it.sessions()))
                        .line("version", cells.number(it.version()))
                        .line("entryversion", cells.number(it.entryVersion()))
                        .line("content", cells.foreign(it.contentDigest()))
                        .line("decidedby", cells.person(it.decidedBy()))
                        .line("expires", cells.time(it.expiresAt()))
                        .line("at", cells.time(it.at()));
        return part.note(cells.say("signal.opinions"));
    }

    private static RecordPart decisions(Cells cells, List<SignalDecided> decisions) {
        return new RecordPart(cells.say("signal.decisions").html())
                .grid(
                        cells,
                        "signal.nodecisions",
                        List.of("at", "opinion", "why", "work", "notifier", "by", "reasoning"),
                        decisions,
                        it ->
                                List.of(
                                        cells.time(it.at()),
                                        cells.code(it.opinion()),
                                        cells.code(it.reasonCode()),
                                        cells.link("work", it.workId()),
                                        cells.link("notifier", it.notifier()),
                                        cells.person(it.by()),
                                        cells.foreign(it.reason())));
    }
}
