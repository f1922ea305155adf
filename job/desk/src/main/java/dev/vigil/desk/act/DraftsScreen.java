package dev.vigil.desk.act;

import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;

/** What waits for a second person. */
final class DraftsScreen implements DeskScreen {
    private static final int MOST = 200;

    private final FourEyes eyes;

    DraftsScreen(FourEyes eyes) {
        this.eyes = eyes;
    }

    @Override
    public String path() {
        return "/drafts";
    }

    @Override
    public Answer get(Visit visit) {
        return Answer.page(
                visit.text().text("act.draft.list"),
                "act/drafts.jte",
                new DraftsView(eyes.waiting(MOST)));
    }
}
