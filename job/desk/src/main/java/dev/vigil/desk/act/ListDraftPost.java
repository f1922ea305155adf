package dev.vigil.desk.act;

import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskPost;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A step of a draft of the list. */
final class ListDraftPost implements DeskPost {
    /** What is done to it. */
    enum Step {
        PREVIEW,
        APPROVE,
        REFUSE,
        PUBLISH
    }

    private final Store store;
    private final WritingParties parties;
    private final ListDraft drafts;
    private final Step step;
    private final Deed form;

    ListDraftPost(Store store, WritingParties parties, Step step) {
        this.store = store;
        this.parties = parties;
        this.drafts = new ListDraft(store);
        this.step = step;
        this.form = new Deed(step.name(), path(), roles(), false, fields(step), null);
    }

    private static List<FormField> fields(Step step) {
        FormField sha256 = FormField.line("sha256", 64).required();
        return switch (step) {
            case PREVIEW -> List.of(sha256, FormField.number("hours"));
            case APPROVE -> List.of(sha256, FormField.line("sentence", 1_000).required());
            case REFUSE -> List.of(sha256, FormField.area("reason", 2_000));
            case PUBLISH -> List.of(sha256);
        };
    }

    @Override
    public String path() {
        return "/list/draft/{id}/"
                + switch (step) {
                    case PREVIEW -> "preview";
                    case APPROVE -> "approve";
                    case REFUSE -> "refuse";
                    case PUBLISH -> "publish";
                };
    }

    @Override
    public Set<DeskRole> roles() {
        return step == Step.PREVIEW ? ListDraft.DRAFTERS : ListDraft.PUBLISHERS;
    }

    @Override
    public boolean isSensitive() {
        return step == Step.PUBLISH;
    }

    @Override
    public Answer post(Visit visit) {
        Optional<String> request = DeedPage.request(visit);
        if (request.isEmpty()) {
            return again(visit, 400, visit.text().text("act.request.missing"));
        }
        FormValues values = FormValues.of(form, visit, request.get());
        if (!values.faults().isEmpty()) {
            return again(visit, 400, visit.text().text("act.faults"));
        }
        try {
            run(values, visit);
        } catch (DeskRefused e) {
            return again(visit, 409, visit.text().text(e.key(), e.arguments()));
        } catch (IOException | IllegalArgumentException e) {
            return again(
                    visit,
                    409,
                    visit.text().text("act.refused", RefusalWords.ofFile(visit.text(), e)));
        }
        return Answer.to("/list/draft/" + Deed.encoded(visit.id()) + "#next");
    }

    @Override
    public Answer again(Visit visit, int status, String said) {
        return ListDraftScreen.page(store, parties, visit, status, said);
    }

    private void run(FormValues values, Visit visit) throws IOException {
        switch (step) {
            case PREVIEW -> preview(values);
            case APPROVE -> drafts.decide(values, true, visit.address());
            case REFUSE -> drafts.decide(values, false, visit.address());
            case PUBLISH -> {
                parties.requireFor(Topic.LIST);
                drafts.publish(values, visit.address(), visit.ages());
            }
        }
    }

    private void preview(FormValues values) throws IOException {
        try (Handle handle = store.handle()) {
            TwoPersonDraft draft =
                    FourEyes.draft(handle, values.id())
                            .filter(it -> it.deed().equals(ListDraft.DEED))
                            .orElseThrow(() -> new DeskRefused("act.draft.unknown"));
            ListDraft.requireWaiting(draft);
            Long hours = values.number("hours");
            if (hours != null && (hours < 1 || hours > PreviewedDraft.MOST_HOURS)) {
                throw new DeskRefused("list.preview.hours", PreviewedDraft.MOST_HOURS, hours);
            }
            PreviewedDraft.make(
                    handle, draft, hours == null ? PreviewedDraft.HOURS : hours, values.nowMs());
        }
    }
}
