package dev.vigil.desk.act;

import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.OwnAddress;
import dev.vigil.desk.web.Visit;
import java.util.Optional;

/** A draft of one person, for the other one. */
final class DraftScreen implements DeskScreen {
    private final FourEyes eyes;

    DraftScreen(FourEyes eyes) {
        this.eyes = eyes;
    }

    @Override
    public String path() {
        return "/draft/{id}";
    }

    @Override
    public Answer get(Visit visit) {
        return page(eyes, visit, 200, null);
    }

    static Answer page(FourEyes eyes, Visit visit, int status, String said) {
        Optional<TwoPersonDraft> draft = eyes.draft(visit.id());
        if (draft.isEmpty()) {
            return Answer.refused(404, visit.text().text("act.draft.unknown"));
        }
        if (draft.get().deed().equals(ListDraft.DEED)) {
            return Answer.to("/list/draft/" + Deed.encoded(visit.id()));
        }
        DraftView view =
                new DraftView(
                        draft.get(),
                        FourEyes.fields(draft.get()),
                        mayDecide(draft.get(), visit),
                        said,
                        visit.field("reason").orElse(""),
                        visit.query("back").filter(OwnAddress::is).orElse("/drafts"));
        return Answer.again(status, visit.text().text("act.draft.title"), "act/draft.jte", view);
    }

    private static boolean mayDecide(TwoPersonDraft draft, Visit visit) {
        return draft.state() == FourEyes.DraftState.OPEN
                && !draft.madeBy().equals(visit.visitor().actor())
                && Deeds.named(draft.deed())
                        .filter(deed -> visit.visitor().hasAny(deed.roles()))
                        .isPresent();
    }
}
