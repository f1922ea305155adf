package dev.vigil.desk.act;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoredText;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A table that is taken away as a file: who took which, with which filters, is noted before the
 * first row is sent.
 *
 * @param file its path ends with {@code .csv}
 */
public record NotedExport(Store store, DeskScreen file) implements DeskScreen {
    private static final String DEED = "export";
    private static final String SUBJECT = "page";

    /** The screen itself, or with a note where it is a file. */
    public static DeskScreen where(Store store, DeskScreen screen) {
        return screen.path().endsWith(".csv") ? new NotedExport(store, screen) : screen;
    }

    @Override
    public boolean isSensitive() {
        return file.isSensitive();
    }

    @Override
    public String path() {
        return file.path();
    }

    @Override
    public Set<DeskRole> roles() {
        return file.roles();
    }

    @Override
    public Answer get(Visit visit) {
        Answer answer = file.get(visit);
        if (answer instanceof Answer.Download) {
            FormValues asked =
                    new FormValues(
                            visit.places().get("id"),
                            visit.query(),
                            Map.of(),
                            visit.visitor(),
                            UUID.randomUUID().toString(),
                            visit.text().zone(),
                            visit.nowMs());
            InspectionForm.noted(store, DEED, asked, subject(visit), "export", visit.address());
        }
        return answer;
    }

    /** With what the braces of its path hold: the items of which notice, say. */
    private String subject(Visit visit) {
        String path = file.path();
        for (Map.Entry<String, String> place : visit.places().entrySet()) {
            path = path.replace("{" + place.getKey() + "}", place.getValue());
        }
        return StoredText.key(SUBJECT + path);
    }
}
