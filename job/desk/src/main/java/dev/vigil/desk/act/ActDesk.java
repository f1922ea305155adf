package dev.vigil.desk.act;

import dev.vigil.audit.RecordHeader;
import dev.vigil.client.act.Act;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.desk.ask.Ages;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.JdbiException;

/**
 * Carries out what a form asks for: in one transaction it reads what is known, makes the record,
 * notes who asked for it, and puts the record into the outbox. A request that is sent twice is one.
 * For many threads.
 */
public final class ActDesk {
    private static final String SOURCE = "/vigil/desk";

    /** What headers and framing may take of the largest record. */
    private static final int ROOM = 8_192;

    private final Store store;
    private final WritingParties parties;

    public ActDesk(Store store, WritingParties parties) {
        this.store = store;
        this.parties = parties;
    }

    /**
     * Orders what a form without faults asks for.
     *
     * @param seen the state of the notice that it was made from; null of other forms
     * @param address of the browser
     * @param ages of what is known
     * @throws dev.vigil.client.act.ActRefused where what is known is against it
     * @throws IllegalArgumentException where a field is
     * @throws DeskRefused where the desk does not do it
     * @throws StaleForm where the notice has changed since
     */
    void order(Deed deed, FormValues form, SeenState seen, String address, Ages ages)
            throws IOException {
        once(
                store,
                form,
                inside -> {
                    if (seen != null) {
                        seen.requireNow(inside, form.id());
                    }
                    List<Act> acts = made(inside, deed, form, ages);
                    Act first = acts.get(0);
                    parties.requireFor(first.topic());
                    if (deed.needsTwo()) {
                        FourEyes.draft(inside, deed, form, first);
                    } else {
                        put(inside, deed, form, form.actor(), acts, null);
                    }
                    audit(inside, deed.name(), form, subject(first), seen, address);
                });
    }

    /**
     * What a form asks for, made of what is known.
     *
     * @throws DeskRefused where it is about what has changed since the page was shown, or would be
     *     the next version of what has an order on its way
     */
    static List<Act> made(Handle inside, Deed deed, FormValues form, Ages ages) throws IOException {
        StoredFacts known = new StoredFacts(inside);
        Shown.require(deed, known, form);
        List<Act> acts = deed.maker().make(known, form);
        Topic topic = acts.get(0).topic();
        if (!NextVersion.isOn(topic)) {
            return acts;
        }
        NextVersion.hold(inside, topic);
        NextVersion.requireKnown(inside, topic, acts.stream().map(Act::key).toList());
        NextVersion.requireFollowed(topic, ages);
        // What it was made of may have been read before another request had ended.
        return deed.maker().make(new StoredFacts(inside), form);
    }

    /**
     * Carries a request out, in one transaction, unless that was done before. A second click may do
     * the same at the same moment: a database with many writers then refuses the later of both, and
     * its person would ask for it once more.
     */
    static <X extends Exception> void once(Store store, FormValues form, HandleConsumer<X> work)
            throws X {
        try (Handle handle = store.handle()) {
            handle.useTransaction(
                    inside -> {
                        if (!isDone(inside, form)) {
                            work.useHandle(inside);
                        }
                    });
        } catch (JdbiException | DeskRefused e) {
            if (!wasDone(store, form)) {
                throw e;
            }
        }
    }

    private static boolean wasDone(Store store, FormValues form) {
        try (Handle handle = store.handle()) {
            return isDone(handle, form);
        } catch (JdbiException e) {
            // Nothing more can be known than what failed before.
            return false;
        }
    }

    /**
     * True where the request was carried out before.
     *
     * @throws DeskRefused where it was another one: a page that was kept, and changed
     */
    static boolean isDone(Handle inside, FormValues form) {
        Optional<String> before =
                inside.select("select form_sha256 from audit_row where id = ?", form.request())
                        .mapTo(String.class)
                        .findFirst();
        if (before.isPresent() && !before.get().equals(digest(form))) {
            throw new DeskRefused(DeskRefused.USED);
        }
        return before.isPresent();
    }

    /**
     * Puts all records of a form into the outbox: the first one by the id of its request, each of
     * the others by that and its number.
     *
     * @param actor who has ordered it
     * @param approvedBy the second person, whose form it is then; null where one is enough
     */
    static void put(
            Handle inside,
            Deed deed,
            FormValues form,
            String actor,
            List<Act> acts,
            String approvedBy) {
        for (int n = 1; n <= acts.size(); n++) {
            String id = n == 1 ? form.request() : form.request() + "." + n;
            put(inside, deed.name(), id, actor, form.nowMs(), acts.get(n - 1), approvedBy);
        }
    }

    /**
     * Puts a record into the outbox.
     *
     * @param deed its name
     * @param approvedBy the second person; null where one is enough
     */
    static void put(Handle inside, String deed, FormValues form, Act act, String approvedBy) {
        put(inside, deed, form.request(), form.actor(), form.nowMs(), act, approvedBy);
    }

    static void put(
            Handle inside,
            String deed,
            String id,
            String actor,
            long nowMs,
            Act act,
            String approvedBy) {
        byte[] body = Json.bytes(act.body());
        if (body.length > Topic.LARGEST_RECORD - ROOM) {
            throw new DeskRefused("act.large", (Topic.LARGEST_RECORD - ROOM) / 1_024);
        }
        Envelope envelope =
                new CausedBy(actor, approvedBy, id)
                        .on(Envelope.json(act.type(), SOURCE, id, act.key(), act.timeMs()));
        List<RecordHeader> headers =
                envelope.headers().entrySet().stream()
                        .map(it -> new RecordHeader(it.getKey(), it.getValue()))
                        .toList();
        DeskOutbox.add(
                inside,
                new OutboxRow(
                        id,
                        act.topic().topicName(),
                        act.key().getBytes(StandardCharsets.UTF_8),
                        headers,
                        body,
                        nowMs,
                        actor));
        DeskOutbox.describe(inside, id, new Ordered(deed, subject(act), act.answers(), approvedBy));
    }

    /** What it is about: of the desk's own records the id behind the kind. */
    static String subject(Act act) {
        int kind = act.topic() == Topic.DESK_LOG ? act.key().indexOf('/') : -1;
        return act.key().substring(kind + 1);
    }

    /** Notes who asked for what, and what the person saw. */
    static void audit(
            Handle inside,
            String deed,
            FormValues form,
            String subject,
            SeenState seen,
            String address) {
        inside.createUpdate(
                        "insert into audit_row (id, at, person, roles, deed, subject, seen_as_of,"
                                + " seen_generation, from_address, form_sha256)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(0, form.request())
                .bind(1, form.nowMs())
                .bind(2, form.actor())
                .bind(3, roles(form))
                .bind(4, deed)
                .bind(5, StoredText.key(subject))
                .bind(6, seen == null ? null : Long.valueOf(seen.asOf()))
                .bind(7, seen == null ? null : Long.valueOf(seen.generation()))
                .bind(8, address)
                .bind(9, digest(form))
                .execute();
    }

    private static String roles(FormValues form) {
        return form.visitor().roles().stream()
                .sorted()
                .map(DeskRole::name)
                .collect(Collectors.joining(","));
    }

    private static String digest(FormValues form) {
        Map<String, Object> fields = new TreeMap<>(form.values());
        fields.put("/id", List.of(form.id() == null ? "" : form.id()));
        return sha256(Json.bytes(fields));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
