package dev.vigil.desk.screen;

import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.Visit;

/** The answer to an id that the store has nothing of. */
final class NotKnown {
    private NotKnown() {}

    /**
     * Not found; where the store is behind, that it may be found later.
     *
     * @param key of a sentence that names the id as {@code {0}}
     */
    static Answer answer(Visit visit, String key) {
        String sentence = visit.text().text(key, visit.text().shown(visit.id()));
        String behind =
                visit.ages().store().isGood() ? "" : " " + visit.text().text("value.behind");
        return Answer.refused(404, sentence + behind);
    }
}
