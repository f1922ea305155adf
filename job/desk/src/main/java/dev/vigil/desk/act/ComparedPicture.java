package dev.vigil.desk.act;

import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;

/** The picture of a comparison, for the person who has asked for it. */
record ComparedPicture(FileComparisons comparisons) implements DeskScreen {
    @Override
    public String path() {
        return "/compare/{id}/picture.png";
    }

    @Override
    public Answer get(Visit visit) {
        return comparisons
                .one(visit.id(), visit.visitor().actor())
                .filter(it -> it.end() != null && it.end().picture() != null)
                .<Answer>map(
                        it ->
                                new Answer.Download(
                                        "compare.png",
                                        "image/png",
                                        out -> out.write(it.end().picture())))
                .orElseGet(() -> Answer.refused(404, CompareScreen.gone(comparisons, visit)));
    }
}
