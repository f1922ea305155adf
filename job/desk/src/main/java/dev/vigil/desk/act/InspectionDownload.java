package dev.vigil.desk.act;

import dev.vigil.desk.inspect.InspectionBusy;
import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.inspect.KeptInspection;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a bundle away. It is a form, not a link: each time is noted. */
final class InspectionDownload implements DeskPost {
    private static final String DEED = "download";

    private final Store store;
    private final InspectionMaker maker;
    private final Deed form;

    InspectionDownload(Store store, InspectionMaker maker) {
        this.store = store;
        this.maker = maker;
        form = new Deed(DEED, path(), roles(), false, List.of(), null);
    }

    /** What all topics have of a time leaves the desk. */
    @Override
    public boolean isSensitive() {
        return true;
    }

    @Override
    public String path() {
        return "/inspection/{id}/download";
    }

    @Override
    public Set<DeskRole> roles() {
        return InspectionForm.AUDITORS;
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            return Answer.refused(400, visit.text().text("act.request.missing"));
        }
        try {
            Optional<KeptInspection> kept = maker.one(visit.id());
            if (kept.isEmpty() || !kept.get().isMade()) {
                return InspectionScreen.page(
                        maker, visit, 409, visit.text().text("inspection.none"));
            }
            if (maker.isTaken()) {
                return InspectionScreen.page(
                        maker, visit, 409, visit.text().text("inspection.taken"));
            }
            InspectionForm.noted(
                    store,
                    DEED,
                    FormValues.of(form, visit, request.get()),
                    InspectionForm.SUBJECT + visit.id(),
                    "download",
                    visit.address());
        } catch (DeskRefused e) {
            return InspectionScreen.page(
                    maker, visit, 409, visit.text().text(e.key(), e.arguments()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer.Download(
                "inspection.zip",
                "application/zip",
                out -> {
                    try {
                        maker.zip(visit.id(), out);
                    } catch (InspectionBusy e) {
                        // Another one began within the same moment: no half of a file is kept.
                        throw new IOException(e.getMessage(), e);
                    }
                });
    }
}
