package dev.vigil.desk.act;

import dev.vigil.desk.compare.FileComparison;
import dev.vigil.desk.compare.FileComparisons;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.Optional;

/** The result of a comparison, for the person who has asked for it. */
record CompareScreen(FileComparisons comparisons) implements DeskScreen {
    @Override
    public String path() {
        return "/compare/{id}";
    }

    @Override
    public Answer get(Visit visit) {
        Optional<FileComparison> one = comparisons.one(visit.id(), visit.visitor().actor());
        if (one.isEmpty()) {
            return Answer.refused(404, gone(comparisons, visit));
        }
        return Answer.page(
                visit.text().text("compare.title"),
                "act/compared.jte",
                CompareView.of(one.get(), AboutSession.of(visit), visit.text()));
    }

    static String gone(FileComparisons comparisons, Visit visit) {
        return visit.text().text("compare.gone", comparisons.limits().kept().toMinutes());
    }
}
