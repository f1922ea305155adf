package dev.vigil.desk.act;

import dev.vigil.client.act.ListActs;
import dev.vigil.desk.act.FieldView.FieldOption;
import dev.vigil.desk.ask.ListQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoredText;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Makes a draft that withdraws what is in force of a batch: each entry's next version. It is
 * previewed, approved and published as any other.
 */
final class BatchWithdrawal implements FormPage {
    /** More are withdrawn by the command line. */
    private static final int MOST = 5_000;

    private static final Deed FORM =
            new Deed(
                    "withdrawbatch",
                    "/list/batch/{id}/withdraw",
                    ListDraft.DRAFTERS,
                    true,
                    List.of(FormField.flag("keepOffences")),
                    null);

    private final Store store;
    private final ListDraft drafts;

    BatchWithdrawal(Store store) {
        this.store = store;
        this.drafts = new ListDraft(store);
    }

    @Override
    public Deed form() {
        return FORM;
    }

    @Override
    public Answer get(Visit visit) {
        return page(visit, 200, null);
    }

    private static Answer page(Visit visit, int status, String said) {
        FieldView field =
                new FieldView(
                        FORM.fields().get(0),
                        visit.fields("keepOffences"),
                        List.<FieldOption>of(),
                        null);
        return Answer.again(
                status,
                visit.text().text("deed.withdrawbatch"),
                "act/form.jte",
                new FormView(
                        FORM,
                        visit.id(),
                        FORM.address(visit.id()),
                        DeedPage.request(visit).orElse(null),
                        DeskLink.to("list/batch", visit.id()),
                        List.of(field),
                        null,
                        null,
                        said,
                        null));
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            return again(visit, 400, visit.text().text("act.request.missing"));
        }
        try {
            if (!isDrafted(request.get())) {
                draft(visit, request.get());
            }
        } catch (DeskRefused e) {
            return page(visit, 409, visit.text().text(e.key(), e.arguments()));
        } catch (IOException | IllegalArgumentException e) {
            return page(
                    visit,
                    409,
                    visit.text().text("act.refused", RefusalWords.ofFile(visit.text(), e)));
        }
        return Answer.to("/list/draft/" + request.get());
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        return page(visit, status, said);
    }

    private boolean isDrafted(String request) {
        try (Handle handle = store.handle()) {
            return FourEyes.draft(handle, request).isPresent();
        }
    }

    void draft(Visit visit, String request) throws IOException {
        boolean keeps = visit.field("keepOffences").isPresent();
        List<ListEntry> entries = new ArrayList<>();
        try (Handle handle = store.handle()) {
            List<String> ids = inForce(handle, visit.id());
            StoredFacts known = new StoredFacts(handle).knowing(ids);
            for (String id : ids) {
                entries.add(ListActs.withdraw(known, id, keeps, visit.nowMs()));
            }
        }
        if (entries.isEmpty() || entries.size() > MOST) {
            throw new DeskRefused("list.withdraw.count", MOST, entries.size());
        }
        // By what was clicked: its entries have the time, which is another one for a second click.
        drafts.draft(FormValues.of(FORM, visit, request), Json.text(entries), visit.address());
    }

    /** Entries whose version in force is of the batch; one more than are taken, at most. */
    private static List<String> inForce(Handle handle, String batch) {
        return handle.createQuery(
                        "select v.entry_id from list_version v where v.batch = ?"
                                + " and v.withdrawn_at is null and "
                                + ListQuery.counts("v")
                                + " order by v.entry_id limit ?")
                .bind(0, StoredText.key(batch))
                .bind(1, MOST + 1)
                .mapTo(String.class)
                .list();
    }
}
