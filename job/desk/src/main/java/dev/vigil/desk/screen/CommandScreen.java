package dev.vigil.desk.screen;

import dev.vigil.desk.ask.CommandQuery;
import dev.vigil.desk.ask.CommandQuery.CommandRow;
import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.desk.ask.StoredRecords;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.notice.NoticeCommand;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A command: what the platform was asked to do, why, and what it answered. */
final class CommandScreen {
    private CommandScreen() {}

    static DeskScreen of(Store store) {
        return new StoreScreen("/command/{id}", store, CommandScreen::page);
    }

    private static Answer page(Handle handle, Visit visit) {
        Cells cells = new Cells(visit.text());
        Optional<CommandRow> found = CommandQuery.one(handle, visit.id());
        if (found.isEmpty()) {
            return NotKnown.answer(visit, "command.unknown");
        }
        CommandRow it = found.get();
        Optional<StoredRecord> record =
                StoredRecords.at(handle, it.topic(), it.partition(), it.offset());
        List<RecordPart> parts = List.of(asked(cells, it, record), answered(cells, it));
        String id = it.commandId();
        if (it.kind() == CommandQuery.Kind.SESSION) {
            return RecordPage.withDeeds(
                    handle, visit.text(), "command.title", id, parts, "command", id, it.subject());
        }
        return it.kind() == CommandQuery.Kind.ITEM
                ? RecordPage.withDeeds(
                        handle,
                        visit.text(),
                        "command.title",
                        id,
                        parts,
                        "item",
                        it.subject(),
                        it.subject())
                : RecordPage.of(visit.text(), "command.title", id, parts);
    }

    private static RecordPart asked(Cells cells, CommandRow it, Optional<StoredRecord> record) {
        RecordPart part =
                new RecordPart(null)
                        .line("answer", CommandsTable.answer(cells, it))
                        .line(
                                "kind",
                                cells.code(
                                        "CommandKind", it.kind() == null ? null : it.kind().name()))
                        .line("subject", CommandsTable.subject(cells, it))
                        .line("measure", cells.code("Measure", it.measure()))
                        .line("work", cells.link("work", it.workId()))
                        .line("reason", VerdictParts.reason(cells, it.reasonCode()))
                        .line("issued", cells.time(it.issuedAt()))
                        .line("attempts", cells.number(it.attempt()))
                        .line("deadline", cells.time(it.deadline()));
        if (record.isEmpty()) {
            return part.note(cells.say("command.notkept"));
        }
        StoredRecord kept = record.get();
        kept.as(EnforcementCommand.class).ifPresent(one -> ofSession(part, cells, one));
        kept.as(NoticeCommand.class).ifPresent(one -> ofItem(part, cells, one));
        kept.as(AccountCommand.class).ifPresent(one -> ofAccount(part, cells, one));
        return part.line("place", cells.place(kept.place()));
    }

    private static void ofSession(RecordPart part, Cells cells, EnforcementCommand it) {
        part.line("territories", cells.territories(it.territories()))
                .line("account", cells.link("account", it.accountId()))
                .line("verdict", cells.foreign(it.verdictId()))
                .line("entry", VerdictParts.entry(cells, it.listEntryId(), null));
    }

    private static void ofItem(RecordPart part, Cells cells, NoticeCommand it) {
        part.line("notice", cells.link("notice", it.noticeId()))
                .line("locator", cells.foreign(it.locator()));
    }

    private static void ofAccount(RecordPart part, Cells cells, AccountCommand it) {
        part.line("from", cells.time(it.from()))
                .line("until", cells.time(it.until()))
                .line("step", cells.code(it.step()))
                .line("lifts", cells.link("command", it.lifts()));
    }

    private static RecordPart answered(Cells cells, CommandRow it) {
        RecordPart part = new RecordPart(cells.say("command.answers").html());
        if (it.answer() == null && it.unconfirmedAt() == null) {
            return it.resolution() == null
                    ? part.note(cells.say("command.noanswer"))
                    : part.line("resolution", cells.code("CommandResolution", it.resolution()));
        }
        if (it.answer() != null) {
            part.line("answered", cells.time(it.answeredAt()))
                    .line("done", cells.code("Measure", it.answerMeasure()))
                    .line("message", cells.foreign(it.message()));
        }
        if (it.unconfirmedAt() != null) {
            part.line("unconfirmed", cells.time(it.unconfirmedAt()))
                    .line("failure", cells.foreign(it.failure()))
                    .line("alertended", cells.time(it.resolvedAt()))
                    .line("resolution", cells.code("CommandResolution", it.resolution()));
        }
        return part;
    }
}
