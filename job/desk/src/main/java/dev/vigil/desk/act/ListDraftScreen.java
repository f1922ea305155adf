package dev.vigil.desk.act;

import dev.vigil.client.list.Change;
import dev.vigil.desk.act.FourEyes.DraftState;
import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.act.ListDraft.Changes;
import dev.vigil.desk.ask.ListQuery;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** A draft of the list: what it changes, what it would stop, who has to do what next. */
final class ListDraftScreen implements DeskScreen {
    static final String TEMPLATE = "act/listdraft.jte";

    private static final int MOST_CHANGES = 200;
    private static final int MOST_ORDERS = 50;
    private static final int MOST_BATCHES = 10;

    private final Store store;
    private final WritingParties parties;

    ListDraftScreen(Store store, WritingParties parties) {
        this.store = store;
        this.parties = parties;
    }

    @Override
    public String path() {
        return "/list/draft/{id}";
    }

    @Override
    public Answer get(Visit visit) {
        return page(store, parties, visit, 200, null);
    }

    static Answer page(Store store, WritingParties parties, Visit visit, int status, String said) {
        try (Handle handle = store.handle()) {
            Optional<TwoPersonDraft> draft =
                    FourEyes.draft(handle, visit.id())
                            .filter(it -> it.deed().equals(ListDraft.DEED));
            if (draft.isEmpty()) {
                return Answer.refused(404, visit.text().text("act.draft.unknown"));
            }
            return Answer.again(
                    status,
                    visit.text().text("deed.list"),
                    TEMPLATE,
                    view(handle, draft.get(), parties, visit, said));
        } catch (IOException e) {
            return Answer.refused(
                    409, visit.text().text("act.refused", RefusalWords.ofFile(visit.text(), e)));
        }
    }

    private static ListDraftView view(
            Handle handle, TwoPersonDraft draft, WritingParties parties, Visit visit, String said)
            throws IOException {
        boolean isDone = draft.state() == DraftState.DONE;
        boolean isOver = isDone || draft.state() == DraftState.REFUSED;
        Changes read = ListDraft.changes(handle, draft);
        List<Change> changes =
                isOver
                        ? read.changes()
                        : read.changes().stream()
                                .filter(it -> it.kind() != Change.Kind.SAME)
                                .toList();
        List<String> batches = isDone ? batches(changes) : List.of();
        PreviewedDraft preview = PreviewedDraft.of(handle, draft.id()).orElse(null);
        return new ListDraftView(
                draft,
                null,
                null,
                changes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Change::kind,
                                        () -> new EnumMap<>(Change.Kind.class),
                                        Collectors.counting())),
                changes.stream().filter(it -> it.entry().signature() != null).count(),
                changes.stream().limit(MOST_CHANGES).toList(),
                Math.max(0, changes.size() - MOST_CHANGES),
                read.errors().stream()
                        .limit(MOST_CHANGES)
                        .map(it -> RefusalWords.ofLine(visit.text(), it))
                        .toList(),
                Math.max(0, read.errors().size() - MOST_CHANGES),
                preview,
                PreviewSums.of(handle, draft.id()).orElse(null),
                isFresh(preview, visit.nowMs())
                        ? ListDraft.sentence(visit.text().messages(), draft, preview)
                        : null,
                draft.state() == DraftState.APPROVED
                        ? ListBase.conflicts(handle, draft.id(), changes).stream()
                                .limit(MOST_CHANGES)
                                .toList()
                        : List.of(),
                batches,
                batches.stream().flatMap(it -> ListQuery.receipts(handle, it).stream()).toList(),
                isDone ? orders(handle, draft, changes, visit.nowMs()) : List.of(),
                parties.lacking(Topic.LIST).orElse(null),
                visit.form(),
                said);
    }

    private static boolean isFresh(PreviewedDraft preview, long nowMs) {
        return preview != null && nowMs - preview.madeAt() <= ListDraft.PREVIEW_HOLDS_MS;
    }

    /** Mostly of one batch. */
    private static List<String> batches(List<Change> changes) {
        return changes.stream()
                .map(it -> it.entry().batch())
                .distinct()
                .limit(MOST_BATCHES)
                .toList();
    }

    /** Its own: an entry may have been published again since. */
    private static List<PlacedOrder> orders(
            Handle handle, TwoPersonDraft draft, List<Change> changes, long nowMs) {
        return changes.stream()
                .limit(MOST_ORDERS)
                .map(it -> it.entry().entryId())
                .flatMap(it -> PlacedOrders.made(handle, it, draft.doneAt(), nowMs).stream())
                .toList();
    }
}
