package dev.vigil.desk.act;

import static dev.vigil.desk.act.FormField.area;
import static dev.vigil.desk.act.FormField.flag;
import static dev.vigil.desk.act.FormField.line;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.schema.desk.DeskApproved;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.desk.DeskDrafted;
import dev.vigil.schema.desk.DeskNoted;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What people at the desk tell each other; no job reads it. */
final class DeskDeeds {
    private static final Set<DeskRole> WRITERS =
            Set.of(DeskRole.HANDLER, DeskRole.LEAD, DeskRole.PUBLISHER);

    private DeskDeeds() {}

    static List<Deed> all() {
        return List.of(
                Deed.one(
                        "claim",
                        "/notice/{id}/claim",
                        NoticeDeeds.HANDLERS,
                        DeskDeeds::claim,
                        flag("released")),
                Deed.one(
                        "note",
                        "/note",
                        WRITERS,
                        DeskDeeds::note,
                        line("about", DeskClaimed.LONGEST_SUBJECT).required(),
                        area("text", 2_000).required()));
    }

    private static Act claim(ActFacts known, FormValues form) throws IOException {
        NoticeActs.requireFiled(known, form.id());
        DeskClaimed claimed =
                new DeskClaimed("notice/" + form.id(), form.flagOrNull("released"), form.nowMs());
        return act(EventType.DESK_CLAIMED, claimed.subject(), claimed.at(), claimed);
    }

    private static Act note(ActFacts known, FormValues form) {
        DeskNoted noted =
                new DeskNoted(form.text("about"), form.request(), form.text("text"), form.nowMs());
        return act(EventType.DESK_NOTED, noted.subject(), noted.at(), noted);
    }

    /** A draft waits for another person. */
    static Act drafted(DeskDrafted drafted) {
        return act(EventType.DESK_DRAFTED, drafted.draftId(), drafted.at(), drafted);
    }

    /** Another person has decided on a draft. */
    static Act approved(DeskApproved approved) {
        return act(EventType.DESK_APPROVED, approved.draftId(), approved.at(), approved);
    }

    private static Act act(EventType type, String key, long atMs, Object body) {
        return new Act(Topic.DESK_LOG, type, key, atMs, body, List.of(key));
    }
}
