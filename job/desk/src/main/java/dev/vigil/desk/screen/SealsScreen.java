package dev.vigil.desk.screen;

import dev.vigil.desk.ask.AuditQuery;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.audit.AuditSeal;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The seals of one log: signed heads that a copy of the log is compared with. */
record SealsScreen(Store store) implements DeskScreen {
    @Override
    public String path() {
        return "/log/{id}";
    }

    @Override
    public Set<DeskRole> roles() {
        return Set.of(DeskRole.AUDITOR);
    }

    @Override
    public Answer get(Visit visit) {
        Cells cells = new Cells(visit.text());
        try (Handle handle = store.handle()) {
            List<AuditSeal> seals = AuditQuery.seals(handle, visit.id());
            if (seals.isEmpty()) {
                return NotKnown.answer(visit, "log.unknown");
            }
            RecordPart newest =
                    new RecordPart(cells.say("log.newest").html())
                            .note(cells.say("log.check"))
                            .line("pages", cells.number(seals.get(0).size()))
                            .line("at", cells.time(seals.get(0).at()))
                            .line("note", cells.foreign(seals.get(0).note()));
            RecordPart all =
                    new RecordPart(cells.say("log.seals").html())
                            .grid(
                                    cells,
                                    "log.unknown",
                                    List.of("pages", "at", "root"),
                                    seals,
                                    it ->
                                            List.of(
                                                    cells.number(it.size()),
                                                    cells.time(it.at()),
                                                    cells.foreign(root(it))));
            return RecordPage.of(visit.text(), "log.title", visit.id(), List.of(newest, all));
        }
    }

    /** Third line of the checkpoint. */
    private static String root(AuditSeal seal) {
        return seal.note().lines().skip(2).findFirst().orElse(null);
    }
}
