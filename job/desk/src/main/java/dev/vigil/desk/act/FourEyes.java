package dev.vigil.desk.act;

import dev.vigil.client.act.Act;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.project.Journal;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.desk.DeskApproved;
import dev.vigil.schema.desk.DeskDrafted;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What two persons have to agree on: one asks for it, which is a draft, and another one approves
 * it. Then it is carried out, made anew of what is known by then. For many threads.
 */
public final class FourEyes {
    private static final String SELECT = "select id, deed, subject, body";

    /** A list of many has none of their bodies: that of a list of entries may have megabytes. */
    private static final String SELECT_NO_BODY = "select id, deed, subject, null";

    private static final String FROM =
            ", sha256, made_at, made_by, state, decided_at, decided_by, reason, done_at, done_by"
                    + " from draft";

    /** Beside the fields, whose names have no slash: what their times are in. */
    private static final String ZONE = "/zone";

    /** Of an end of service what it carries out, in a draft of version 0.1.0. */
    private static final String PROPOSAL = "/proposal";

    private final Store store;

    public FourEyes(Store store) {
        this.store = store;
    }

    /** How far a draft is. */
    public enum DraftState {
        /** It waits for another person. */
        OPEN,
        /** Of a list: it waits to be published. */
        APPROVED,
        /** It is carried out. */
        DONE,
        /** It was refused. */
        REFUSED
    }

    /**
     * A draft.
     *
     * @param body fields of the form as JSON; of a list its file. Null where many are listed
     * @param decidedBy the second person; null while there is none
     * @param reason why it was refused; null where it was not
     */
    public record TwoPersonDraft(
            String id,
            String deed,
            String subject,
            byte[] body,
            String sha256,
            long madeAt,
            String madeBy,
            DraftState state,
            Long decidedAt,
            String decidedBy,
            String reason,
            Long doneAt,
            String doneBy) {}

    /**
     * Keeps a form until another person has looked at it. A time that is left empty is the first
     * person's now, and is written down: by the approval it is hours ago.
     */
    static void draft(Handle inside, Deed deed, FormValues form, Act act) {
        Map<String, List<String>> fields = new LinkedHashMap<>(form.values());
        deed.fields().stream()
                .filter(field -> field.kind() == FormField.Kind.TIME)
                .forEach(field -> fields.putIfAbsent(field.name(), List.of(form.now())));
        fields.put(ZONE, List.of(form.zone().getId()));
        byte[] body = Json.bytes(fields);
        insert(inside, deed.name(), form, act.key(), body);
        ActDesk.put(
                inside,
                deed.name(),
                form,
                DeskDeeds.drafted(
                        new DeskDrafted(form.request(), ActDesk.sha256(body), 0, form.nowMs())),
                null);
    }

    /** A form of which nothing is left. */
    static byte[] erased() {
        return Json.bytes(Map.of(ZONE, List.of(ZoneOffset.UTC.getId())));
    }

    static void insert(Handle inside, String deed, FormValues form, String subject, byte[] body) {
        inside.createUpdate(
                        "insert into draft (id, deed, subject, body, sha256, made_at, made_by,"
                                + " state) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(0, form.request())
                .bind(1, deed)
                .bind(2, StoredText.key(subject))
                .bind(3, body)
                .bind(4, ActDesk.sha256(body))
                .bind(5, form.nowMs())
                .bind(6, form.actor())
                .bind(7, DraftState.OPEN.name())
                .execute();
    }

    public Optional<TwoPersonDraft> draft(String id) {
        try (Handle handle = store.handle()) {
            return draft(handle, id);
        }
    }

    static Optional<TwoPersonDraft> draft(Handle handle, String id) {
        return handle.select(SELECT + FROM + " where id = ?", id)
                .map((row, context) -> draft(row))
                .findFirst();
    }

    /** Those that wait, the oldest first, without their bodies. */
    public List<TwoPersonDraft> waiting(int most) {
        try (Handle handle = store.handle()) {
            return handle.select(
                            SELECT_NO_BODY
                                    + FROM
                                    + " where state = 'OPEN' or state = 'APPROVED'"
                                    + " order by made_at, id limit ?",
                            (long) most)
                    .map((row, context) -> draft(row))
                    .list();
        }
    }

    private static TwoPersonDraft draft(ResultSet row) throws SQLException {
        return new TwoPersonDraft(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBytes(4),
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                DraftState.valueOf(row.getString(8)),
                number(row.getObject(9)),
                row.getString(10),
                row.getString(11),
                number(row.getObject(12)),
                row.getString(13));
    }

    private static Long number(Object value) {
        return value == null ? null : Long.valueOf(((Number) value).longValue());
    }

    /**
     * Approves a draft and orders what it asks for; or refuses it.
     *
     * @param form of the second person: the digest that it saw, a reason where it refuses
     * @param isApproved false refuses it
     * @param address of the browser
     * @param ages of what is known
     */
    void decide(FormValues form, boolean isApproved, String address, Ages ages) throws IOException {
        ActDesk.once(
                store,
                form,
                inside -> {
                    TwoPersonDraft draft = requireOpen(inside, form);
                    Deed deed =
                            Deeds.named(draft.deed())
                                    .orElseThrow(() -> new DeskRefused("act.draft.unknown"));
                    requireOther(draft, form, deed);
                    move(inside, draft, isApproved ? DraftState.DONE : DraftState.REFUSED, form);
                    if (isApproved) {
                        requireSameClock(inside, draft, deed);
                        List<Act> acts = ActDesk.made(inside, deed, asked(draft, deed, form), ages);
                        ActDesk.put(inside, deed, form, draft.madeBy(), acts, form.actor());
                    }
                    approved(inside, draft, form, isApproved, null);
                    ActDesk.audit(
                            inside,
                            isApproved ? "approve" : "reject",
                            form,
                            draft.subject(),
                            null,
                            address);
                });
    }

    /** Notes the decision on the topic, too. */
    static void approved(
            Handle inside,
            TwoPersonDraft draft,
            FormValues form,
            boolean isApproved,
            Long previewAsOf) {
        ActDesk.put(
                inside,
                isApproved ? "approve" : "reject",
                form.request() + ".decided",
                form.actor(),
                form.nowMs(),
                DeskDeeds.approved(
                        new DeskApproved(
                                draft.id(),
                                draft.sha256(),
                                isApproved,
                                previewAsOf,
                                form.text("reason"),
                                form.nowMs())),
                null);
    }

    private static TwoPersonDraft requireOpen(Handle inside, FormValues form) {
        TwoPersonDraft draft =
                draft(inside, form.id()).orElseThrow(() -> new DeskRefused("act.draft.unknown"));
        if (draft.state() != DraftState.OPEN) {
            throw new DeskRefused("act.draft.decided", draft.decidedBy());
        }
        if (!draft.sha256().equals(form.text("sha256"))) {
            throw new DeskRefused("act.draft.changed");
        }
        return draft;
    }

    /** By another person, who may do it too. */
    private static void requireOther(TwoPersonDraft draft, FormValues form, Deed deed) {
        if (draft.madeBy().equals(form.actor())) {
            throw new DeskRefused(form.visitor().isAlone() ? "act.draft.alone" : "act.draft.own");
        }
        if (!form.visitor().hasAny(deed.roles())) {
            throw new DeskRefused("act.draft.role");
        }
    }

    /**
     * A draft's time is when a notice's clock is held, or goes on. Of one that was written before
     * another hold, or the end of one, a span would be counted twice or not at all.
     */
    private static void requireSameClock(Handle inside, TwoPersonDraft draft, Deed deed) {
        Map<String, List<String>> written = fields(draft);
        boolean hasTime =
                deed.fields().stream()
                        .filter(field -> field.kind() == FormField.Kind.TIME)
                        .anyMatch(field -> written.containsKey(field.name()));
        if (hasTime
                && Journal.hasSince(
                        inside, draft.subject(), EventType.NOTICE_HELD, draft.madeAt())) {
            throw new DeskRefused("act.draft.clock");
        }
    }

    /** Of two that decide at once the second finds it decided. */
    static void move(Handle inside, TwoPersonDraft draft, DraftState to, FormValues form) {
        int moved =
                inside.createUpdate(
                                "update draft set state = ?, decided_at = ?, decided_by = ?,"
                                        + " reason = ? where id = ? and state = ?")
                        .bind(0, to.name())
                        .bind(1, form.nowMs())
                        .bind(2, form.actor())
                        .bind(3, form.text("reason"))
                        .bind(4, draft.id())
                        .bind(5, draft.state().name())
                        .execute();
        if (moved != 1) {
            throw new DeskRefused("act.draft.decided", "–");
        }
    }

    /** The form of the first person, as if it were sent now: what is known may have changed. */
    private static FormValues asked(TwoPersonDraft draft, Deed deed, FormValues by) {
        Map<String, List<String>> fields = stored(draft);
        ZoneId zone = ZoneId.of(fields.get(ZONE).get(0));
        Visitor first = new Visitor(draft.madeBy(), draft.madeBy(), deed.roles(), null);
        return FormValues.of(deed, draft.subject(), fields, first, by.request(), zone, by.nowMs());
    }

    /** The fields of a form that waits. */
    public static Map<String, List<String>> fields(TwoPersonDraft draft) {
        Map<String, List<String>> fields = stored(draft);
        fields.keySet().removeIf(it -> it.startsWith("/"));
        return fields;
    }

    private static Map<String, List<String>> stored(TwoPersonDraft draft) {
        Map<?, ?> read = Json.read(draft.body(), Map.class);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        read.forEach(
                (name, values) ->
                        fields.put(
                                (String) name,
                                ((List<?>) values).stream().map(String.class::cast).toList()));
        if (fields.containsKey(PROPOSAL)) {
            fields.put(Shown.FIELD, fields.remove(PROPOSAL));
        }
        return fields;
    }
}
