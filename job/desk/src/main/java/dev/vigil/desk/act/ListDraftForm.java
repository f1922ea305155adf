package dev.vigil.desk.act;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Where a draft of the list is pasted. */
final class ListDraftForm implements DeskScreen, DeskPost {
    private static final Deed FORM =
            new Deed(
                    ListDraft.DEED,
                    "/list/draft",
                    ListDraft.DRAFTERS,
                    true,
                    List.of(FormField.area("entries", ListDraft.LONGEST).required()),
                    null);

    private final Store store;
    private final ListDraft drafts;

    ListDraftForm(Store store) {
        this.store = store;
        this.drafts = new ListDraft(store);
    }

    @Override
    public String path() {
        return FORM.path();
    }

    @Override
    public Set<DeskRole> roles() {
        return FORM.roles();
    }

    @Override
    public Answer get(Visit visit) {
        return page(visit, 200, "", List.of(), null);
    }

    private static Answer page(
            Visit visit, int status, String text, List<String> errors, String said) {
        return Answer.again(
                status,
                visit.text().text("deed.list"),
                ListDraftScreen.TEMPLATE,
                new ListDraftView(null, text, List.of(), 0, errors, null, List.of(), said));
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            return Answer.refused(400, visit.text().text("act.request.missing"));
        }
        FormValues form = FormValues.of(FORM, visit, request.get());
        String text = visit.field("entries").orElse("");
        if (!form.faults().isEmpty()) {
            return page(visit, 400, text, List.of(), visit.text().text("act.faults"));
        }
        try {
            List<String> errors = errors(form);
            if (!errors.isEmpty()) {
                String said = visit.text().text("list.errors", errors.size());
                return page(visit, 400, text, errors, said);
            }
            drafts.draft(form, visit.address());
        } catch (DeskRefused e) {
            return page(visit, 409, text, List.of(), visit.text().text(e.key(), e.arguments()));
        } catch (IOException | IllegalArgumentException e) {
            return page(
                    visit,
                    400,
                    text,
                    List.of(),
                    visit.text().text("act.refused", String.valueOf(e.getMessage())));
        }
        return Answer.to("/list/draft/" + request.get());
    }

    private List<String> errors(FormValues form) throws IOException {
        try (Handle handle = store.handle()) {
            return ListDraft.changes(handle, form.text("entries"), form.nowMs()).errors();
        }
    }
}
