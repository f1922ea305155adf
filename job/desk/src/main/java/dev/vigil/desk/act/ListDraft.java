package dev.vigil.desk.act;

import dev.vigil.client.act.ListActs;
import dev.vigil.client.list.Change;
import dev.vigil.client.list.EntryFile;
import dev.vigil.client.page.PageLanguage;
import dev.vigil.client.text.LineFault;
import dev.vigil.desk.act.FourEyes.DraftState;
import dev.vigil.desk.act.FourEyes.TwoPersonDraft;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import dev.vigil.schema.desk.DeskDrafted;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * A batch of the list: drafted by one person, approved by a publisher who has seen what it would
 * change, published by another one. For many threads.
 */
final class ListDraft {
    /** Its name as a deed. */
    static final String DEED = "list";

    static final Set<DeskRole> DRAFTERS =
            Set.of(DeskRole.HANDLER, DeskRole.LEAD, DeskRole.PUBLISHER);
    static final Set<DeskRole> PUBLISHERS = Set.of(DeskRole.PUBLISHER);

    /** Characters of a draft. */
    static final int LONGEST = 20 << 20;

    /** Entries of a draft: each is a record of the outbox, in one transaction. */
    private static final int MOST_ENTRIES = 50_000;

    private static final int MOST_WAITING = 50;

    /** How old the preview may be that a person approves by. */
    static final long PREVIEW_HOLDS_MS = 600_000;

    /** How long an approval holds: what the draft would stop is another thing later. */
    static final long APPROVAL_HOLDS_MS = 3_600_000;

    private final Store store;

    ListDraft(Store store) {
        this.store = store;
    }

    /**
     * What a text changes of the list as it is.
     *
     * @param errors lines that the jobs would not take, in their order
     */
    record Changes(List<Change> changes, List<LineFault> errors) {
        /** Those that are sent. */
        List<ListEntry> entries() {
            return changes.stream()
                    .filter(it -> it.kind() != Change.Kind.SAME)
                    .map(Change::entry)
                    .toList();
        }
    }

    /**
     * Reads a draft again.
     *
     * @param issuedMs when entries are issued where the text has no time, UTC epoch ms
     */
    static Changes changes(Handle handle, String text, long issuedMs) throws IOException {
        EntryFile file = EntryFile.of(text, issuedMs);
        List<LineFault> errors = new ArrayList<>(file.faults());
        List<Change> changes =
                ListActs.changes(
                        new StoredFacts(handle)
                                .knowing(
                                        file.drafts().stream()
                                                .map(it -> it.entry().entryId())
                                                .toList()),
                        file.drafts(),
                        errors::add);
        errors.sort(Comparator.comparingInt(LineFault::line));
        return new Changes(changes, errors);
    }

    static Changes changes(Handle handle, TwoPersonDraft draft) throws IOException {
        return changes(handle, new String(draft.body(), StandardCharsets.UTF_8), draft.madeAt());
    }

    /**
     * Keeps a draft without errors.
     *
     * @param form by which it is the same request
     * @param entries a file
     */
    void draft(FormValues form, String entries, String address) throws IOException {
        ActDesk.once(
                store,
                form,
                inside -> {
                    requireFew(inside);
                    byte[] body = entries.getBytes(StandardCharsets.UTF_8);
                    List<ListEntry> sent = requireSome(changes(inside, entries, form.nowMs()));
                    String batch = Optional.ofNullable(sent.get(0).batchNo()).orElse("list");
                    FourEyes.insert(inside, DEED, form, batch, body);
                    ActDesk.put(
                            inside,
                            DEED,
                            form,
                            DeskDeeds.drafted(
                                    new DeskDrafted(
                                            form.request(),
                                            ActDesk.sha256(body),
                                            sent.size(),
                                            form.nowMs())),
                            null);
                    ActDesk.audit(inside, DEED, form, batch, null, address);
                });
    }

    /** Each may be as large as a file may. */
    private static void requireFew(Handle inside) {
        long waiting =
                inside.select(
                                "select count(*) from draft where deed = ?"
                                        + " and (state = 'OPEN' or state = 'APPROVED')",
                                DEED)
                        .mapTo(Long.class)
                        .one();
        if (waiting >= MOST_WAITING) {
            throw new DeskRefused("list.drafts.many", MOST_WAITING);
        }
    }

    private static List<ListEntry> requireSome(Changes changes) {
        if (changes.changes().size() > MOST_ENTRIES) {
            throw new DeskRefused("list.large", MOST_ENTRIES, changes.changes().size());
        }
        if (!changes.errors().isEmpty()) {
            throw new DeskRefused("list.errors", changes.errors().size());
        }
        if (changes.entries().isEmpty()) {
            throw new DeskRefused("list.same");
        }
        return changes.entries();
    }

    /** A publisher approves what another person has drafted, or refuses it. */
    void decide(FormValues form, boolean isApproved, String address) {
        ActDesk.once(
                store,
                form,
                inside -> {
                    TwoPersonDraft draft = requireUndecided(inside, form);
                    requireOther(draft.madeBy(), form);
                    Optional<PreviewedDraft> preview =
                            PreviewedDraft.of(inside, draft.id())
                                    .filter(
                                            it ->
                                                    Math.abs(form.nowMs() - it.madeAt())
                                                            <= PREVIEW_HOLDS_MS);
                    if (isApproved && preview.isEmpty()) {
                        throw new DeskRefused("list.preview.old");
                    }
                    if (isApproved) {
                        requireSentence(draft, preview.get(), form);
                        ListBase.keep(
                                inside,
                                draft.id(),
                                PreviewSums.of(inside, draft.id())
                                        .map(PreviewSums::base)
                                        .orElse(Map.of()));
                    }
                    FourEyes.move(
                            inside,
                            draft,
                            isApproved ? DraftState.APPROVED : DraftState.REFUSED,
                            form);
                    FourEyes.approved(
                            inside,
                            draft,
                            form,
                            isApproved,
                            preview.map(PreviewedDraft::asOf).orElse(null));
                    ActDesk.audit(
                            inside,
                            isApproved ? "approve" : "reject",
                            form,
                            draft.subject(),
                            null,
                            address);
                });
    }

    /**
     * Another publisher orders the records, one for each entry, with the versions that follow the
     * list as it is now.
     */
    void publish(FormValues form, String address, Ages ages) throws IOException {
        ActDesk.once(
                store,
                form,
                inside -> {
                    NextVersion.hold(inside, Topic.LIST);
                    TwoPersonDraft draft = require(inside, form, DraftState.APPROVED);
                    requireOther(draft.decidedBy(), form);
                    if (Math.abs(form.nowMs() - draft.decidedAt()) > APPROVAL_HOLDS_MS) {
                        throw new DeskRefused("list.approval.old");
                    }
                    Changes changes = changes(inside, draft);
                    List<ListEntry> entries = requireSome(changes);
                    NextVersion.requireKnown(
                            inside, Topic.LIST, entries.stream().map(ListEntry::entryId).toList());
                    NextVersion.requireFollowed(Topic.LIST, ages);
                    int conflicts =
                            ListBase.conflicts(inside, draft.id(), changes.changes()).size();
                    if (conflicts > 0) {
                        throw new DeskRefused("list.conflict", conflicts);
                    }
                    done(inside, draft, form);
                    int n = 0;
                    for (ListEntry entry : entries) {
                        ActDesk.put(
                                inside,
                                "publish",
                                form.request() + "." + ++n,
                                form.actor(),
                                form.nowMs(),
                                ListActs.publish(entry, form.nowMs()),
                                draft.decidedBy());
                    }
                    ActDesk.audit(inside, "publish", form, draft.subject(), null, address);
                });
    }

    /** What the second person types: who has typed it knows what will happen. */
    static String sentence(Messages messages, TwoPersonDraft draft, PreviewedDraft preview) {
        return new PageText(messages, ZoneOffset.UTC, 0)
                .text(
                        "list.sentence",
                        draft.subject(),
                        preview.running(),
                        preview.blocked(),
                        preview.freed());
    }

    private static void requireSentence(
            TwoPersonDraft draft, PreviewedDraft preview, FormValues form) {
        String typed = spaced(form.text("sentence"));
        for (PageLanguage language : PageLanguage.values()) {
            if (typed.equals(spaced(sentence(Messages.of(language), draft, preview)))) {
                return;
            }
        }
        throw new DeskRefused("list.sentence.other");
    }

    private static String spaced(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }

    /** One that was approved may be approved anew, as the list may have changed since. */
    private static TwoPersonDraft requireUndecided(Handle inside, FormValues form) {
        boolean isApprovedBefore =
                FourEyes.draft(inside, form.id())
                        .filter(it -> it.state() == DraftState.APPROVED)
                        .isPresent();
        return require(inside, form, isApprovedBefore ? DraftState.APPROVED : DraftState.OPEN);
    }

    /** Of one that is published, or refused, all stays as it was. */
    static void requireWaiting(TwoPersonDraft draft) {
        if (draft.state() != DraftState.OPEN && draft.state() != DraftState.APPROVED) {
            throw new DeskRefused("list.state." + draft.state().name());
        }
    }

    private static TwoPersonDraft require(Handle inside, FormValues form, DraftState state) {
        TwoPersonDraft draft =
                FourEyes.draft(inside, form.id())
                        .filter(it -> it.deed().equals(DEED))
                        .orElseThrow(() -> new DeskRefused("act.draft.unknown"));
        if (draft.state() != state) {
            throw new DeskRefused("list.state." + draft.state().name());
        }
        if (!draft.sha256().equals(form.text("sha256"))) {
            throw new DeskRefused("act.draft.changed");
        }
        return draft;
    }

    private static void requireOther(String person, FormValues form) {
        if (form.actor().equals(person)) {
            throw new DeskRefused(form.visitor().isAlone() ? "act.draft.alone" : "act.draft.own");
        }
    }

    private static void done(Handle inside, TwoPersonDraft draft, FormValues form) {
        int moved =
                inside.createUpdate(
                                "update draft set state = ?, done_at = ?, done_by = ?"
                                        + " where id = ? and state = ?")
                        .bind(0, DraftState.DONE.name())
                        .bind(1, form.nowMs())
                        .bind(2, form.actor())
                        .bind(3, draft.id())
                        .bind(4, DraftState.APPROVED.name())
                        .execute();
        if (moved != 1) {
            throw new DeskRefused("list.state.DONE");
        }
    }
}
