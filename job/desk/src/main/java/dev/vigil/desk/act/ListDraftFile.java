package dev.vigil.desk.act;

import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The entries of a draft with their versions and times, to be signed where the authority's key is:
 * the desk has none. Signed, they are brought as another draft.
 */
record ListDraftFile(Store store) implements DeskScreen {
    @Override
    public String path() {
        return "/list/draft/{id}/entries.json";
    }

    @Override
    public Set<DeskRole> roles() {
        return ListDraft.DRAFTERS;
    }

    @Override
    public Answer get(Visit visit) {
        try (Handle handle = store.handle()) {
            Optional<TwoPersonDraft> draft =
                    FourEyes.draft(handle, visit.id())
                            .filter(it -> it.deed().equals(ListDraft.DEED));
            if (draft.isEmpty()) {
                return Answer.refused(404, visit.text().text("act.draft.unknown"));
            }
            List<ListEntry> entries =
                    ListDraft.changes(handle, draft.get()).entries().stream()
                            .map(it -> it.withSignature(null))
                            .toList();
            byte[] json = Json.bytes(entries);
            return new Answer.Download("entries.json", "application/json", out -> out.write(json));
        } catch (IOException e) {
            return Answer.refused(
                    409, visit.text().text("act.refused", RefusalWords.ofFile(visit.text(), e)));
        }
    }
}
