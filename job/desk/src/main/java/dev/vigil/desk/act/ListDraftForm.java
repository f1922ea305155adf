package dev.vigil.desk.act;

import dev.vigil.client.text.LineFault;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where a draft of the list is brought: a file, or its text. */
final class ListDraftForm implements FormPage {
    /** Of a form beside its file, in bytes. */
    private static final int ROOM = 64 << 10;

    /** Characters: a file that is wrong is chosen again, a text is not typed again. */
    private static final int MOST_SHOWN_AGAIN = 100_000;

    static final Deed FORM =
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
    public Deed form() {
        return FORM;
    }

    /** A file of entries. */
    @Override
    public int mostBytes() {
        return ListDraft.LONGEST + ROOM;
    }

    @Override
    public Answer get(Visit visit) {
        return page(visit, null, 200, "", List.of(), null);
    }

    private static Answer page(
            Visit visit,
            String request,
            int status,
            String text,
            List<String> errors,
            String said) {
        return Answer.again(
                status,
                visit.text().text("deed.list"),
                ListDraftScreen.TEMPLATE,
                ListDraftView.form(
                        request, text.length() > MOST_SHOWN_AGAIN ? "" : text, errors, said));
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            return again(visit, 400, visit.text().text("act.request.missing"));
        }
        String id = request.get();
        String text = text(visit);
        FormValues form =
                FormValues.of(
                        FORM,
                        null,
                        Map.of("entries", List.of(text)),
                        visit.visitor(),
                        id,
                        visit.text().zone(),
                        visit.nowMs());
        if (!form.faults().isEmpty()) {
            return page(visit, id, 400, text, List.of(), visit.text().text("act.faults"));
        }
        try {
            List<String> errors =
                    faults(form).stream().map(it -> RefusalWords.ofLine(visit.text(), it)).toList();
            if (!errors.isEmpty()) {
                String said = visit.text().text("list.errors", errors.size());
                return page(visit, id, 400, text, errors, said);
            }
            drafts.draft(form, form.text("entries"), visit.address());
        } catch (DeskRefused e) {
            String said = visit.text().text(e.key(), e.arguments());
            return page(visit, e.isOfUsedRequest() ? null : id, 409, text, List.of(), said);
        } catch (IOException | IllegalArgumentException e) {
            return page(
                    visit,
                    id,
                    400,
                    text,
                    List.of(),
                    visit.text().text("act.refused", RefusalWords.ofFile(visit.text(), e)));
        }
        return Answer.to("/list/draft/" + id);
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        String request = DeedPage.request(visit).orElse(null);
        return page(visit, request, status, text(visit), List.of(), said);
    }

    private static String text(Visit visit) {
        return visit.field("file").or(() -> visit.field("entries")).orElse("");
    }

    private List<LineFault> faults(FormValues form) throws IOException {
        try (Handle handle = store.handle()) {
            return ListDraft.changes(handle, form.text("entries"), form.nowMs()).errors();
        }
    }
}
