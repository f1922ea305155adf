package dev.vigil.desk.act;

import static dev.vigil.desk.act.FormField.area;
import static dev.vigil.desk.act.FormField.flag;
import static dev.vigil.desk.act.FormField.line;
import static dev.vigil.desk.act.FormField.person;

import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActFacts;
import dev.vigil.client.act.NoticeActs;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.schema.desk.DeskApproved;
import dev.vigil.schema.desk.DeskClaimed;
import dev.vigil.schema.desk.DeskDrafted;
import dev.vigil.schema.desk.DeskLooked;
import dev.vigil.schema.desk.DeskNoted;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
                        flag("takeOver"),
                        flag("released")),
                Deed.one(
                        "assign",
                        "/notice/{id}/assign",
                        NoticeDeeds.HANDLERS,
                        DeskDeeds::assign,
                        person("person").required()),
                Deed.one(
                        "note",
                        "/note",
                        WRITERS,
                        DeskDeeds::note,
                        line("about", DeskClaimed.LONGEST_SUBJECT).required(),
                        area("text", 2_000).required()));
    }

    /** True of what leaves the notice as it is, whatever has changed about it meanwhile. */
    static boolean areOfDesk(Deed deed) {
        return deed.name().equals("claim") || deed.name().equals("assign");
    }

    /** What another person looks after is taken over by saying so, and freed by a lead. */
    private static Act claim(ActFacts known, FormValues form) throws IOException {
        NoticeActs.requireFiled(known, form.id());
        Optional<String> holder = known.claimedBy(form.id());
        boolean isOthers = holder.isPresent() && !holder.get().equals(form.actor());
        boolean isLead = form.visitor().has(DeskRole.LEAD);
        if (form.flag("released")) {
            if (holder.isEmpty()) {
                throw new DeskRefused("act.claim.none");
            } else if (isOthers && !isLead) {
                throw new DeskRefused("act.claim.others", holder.get());
            }
        } else if (isOthers && !form.flag("takeOver")) {
            throw new DeskRefused("act.claim.held", holder.get());
        }
        return claimed(form, form.flagOrNull("released"), null);
    }

    /** A person hands over what it looks after; a lead what anybody does. */
    private static Act assign(ActFacts known, FormValues form) throws IOException {
        NoticeActs.requireFiled(known, form.id());
        Optional<String> holder = known.claimedBy(form.id());
        boolean isOwn = holder.filter(form.actor()::equals).isPresent();
        if (!isOwn && !form.visitor().has(DeskRole.LEAD)) {
            throw new DeskRefused("act.assign.lead", holder.orElse("–"));
        }
        return claimed(form, null, form.text("person"));
    }

    private static Act claimed(FormValues form, Boolean released, String assignee) {
        DeskClaimed claimed =
                new DeskClaimed("notice/" + form.id(), released, assignee, form.nowMs());
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

    /** A person has asked for an inspection, or has taken one away. */
    static Act looked(DeskLooked looked) {
        return act(EventType.DESK_LOOKED, looked.subject(), looked.at(), looked);
    }

    private static Act act(EventType type, String key, long atMs, Object body) {
        return new Act(Topic.DESK_LOG, type, key, atMs, body, List.of(key));
    }
}
