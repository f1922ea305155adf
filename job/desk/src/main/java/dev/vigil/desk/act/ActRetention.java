package dev.vigil.desk.act;

import dev.vigil.audit.RecordPlace;
import dev.vigil.desk.project.Journal;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.wire.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Deletes what people have done at the desk once it is old: orders, rows of the audit, drafts,
 * previews, sessions, names. What is not sent yet stays however old it is. The records of it are in
 * the journal, whose ages are its own. In slices; for one thread.
 */
final class ActRetention {
    /** As verdicts and commands in the journal. */
    static final Duration ORDERS = Duration.ofDays(400);

    /** As what people have done has on its topics; an order of that age has no answer any more. */
    static final Duration DECISIONS = Duration.ofDays(3_650);

    /** A draft that no person decides, or publishes: what it was made of has changed since. */
    static final Duration ABANDONED = Duration.ofDays(90);

    /**
     * Long after one may be approved by. It has accounts and titles of sessions, which no erasure
     * looks for in it.
     */
    static final Duration PREVIEWS = Duration.ofDays(1);

    /** All are over much sooner; those who sign in delete them, too. */
    static final Duration SESSIONS = Duration.ofDays(1);

    private static final Duration EVERY = Duration.ofDays(1);

    /** Rows of a step: what else writes waits for no more than that. */
    private static final int SLICE = 100;

    /** As the index has it. */
    private static final String UNANSWERED =
            "answered is null and (off is not null or refused_at is not null)";

    private static final String ACCOUNTS = Topic.ACCOUNTS.topicName();

    private final Store store;
    private final LongSupplier nanos;
    private final Deque<Part> left = new ArrayDeque<>();
    private long dueNanos;

    /** Behind the order that was looked at last. */
    private long n;

    private String id = "";

    /**
     * @param nanos a clock that is never set, in ns; it may wrap around
     */
    ActRetention(Store store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
        this.dueNanos = nanos.getAsLong();
    }

    /** One slice of something. */
    private interface Part {
        /**
         * @return false where nothing is left of it
         */
        boolean step(Handle handle, long nowMs);
    }

    /**
     * Does the next step, where one is due. What is too old is so by the records, too: a machine
     * whose clock is years ahead deletes nothing.
     *
     * @param nowMs UTC epoch ms
     * @return false where nothing is due
     */
    boolean step(long nowMs) {
        if (left.isEmpty()) {
            if (nanos.getAsLong() - dueNanos < 0) {
                return false;
            }
            dueNanos = nanos.getAsLong() + EVERY.toNanos();
            begin();
        }
        try (Handle handle = store.handle()) {
            Optional<Long> newest =
                    handle.select("select max(stored_at) from source").mapTo(Long.class).findOne();
            if (!left.element().step(handle, Math.min(nowMs, newest.orElse(0L)))) {
                left.remove();
            }
        }
        return true;
    }

    private void begin() {
        n = Long.MIN_VALUE;
        id = "";
        left.addAll(
                List.of(
                        this::note,
                        ActRetention::erased,
                        old("outbox", "id", "answered is not null and made_at < ?", ORDERS),
                        old("outbox", "id", UNANSWERED + " and made_at < ?", DECISIONS),
                        old("audit_row", "id", "at < ?", DECISIONS),
                        old("draft", "id", "state = 'OPEN' and made_at < ?", ABANDONED),
                        old("draft", "id", "state = 'APPROVED' and decided_at < ?", ABANDONED),
                        old("draft", "id", "state = 'REFUSED' and made_at < ?", DECISIONS),
                        old("draft", "id", "state = 'DONE' and made_at < ?", DECISIONS),
                        old("preview", "draft_id", "made_at < ?", PREVIEWS),
                        old("web_session", "digest", "seen_at < ?", SESSIONS),
                        old("person", "actor", "last_at < ?", DECISIONS)));
    }

    private static Part old(String table, String key, String which, Duration kept) {
        String delete =
                String.format(
                        Locale.ROOT,
                        "delete from %s where %s in (select %s from %s where %s limit %d)",
                        table,
                        key,
                        key,
                        table,
                        which,
                        SLICE);
        return (handle, nowMs) -> handle.execute(delete, nowMs - kept.toMillis()) == SLICE;
    }

    /**
     * What a draft states of an account goes with the account, as its record does; who agreed on
     * what, by its digest, stays.
     */
    private static boolean erased(Handle handle, long nowMs) {
        List<String> ofAccounts =
                Deeds.about("account").stream().filter(Deed::needsTwo).map(Deed::name).toList();
        handle
                .createQuery(
                        "select id, subject, made_at from draft where deed in (<deeds>)"
                                + " and body <> :erased")
                .bindList("deeds", ofAccounts)
                .bind("erased", FourEyes.erased())
                .map(
                        (row, context) ->
                                new OfAccount(row.getString(1), row.getString(2), row.getLong(3)))
                .list()
                .stream()
                .filter(it -> isErased(handle, it))
                .forEach(
                        it ->
                                handle.execute(
                                        "update draft set body = ? where id = ?",
                                        FourEyes.erased(),
                                        it.draftId()));
        return false;
    }

    private record OfAccount(String draftId, String accountId, long madeAt) {}

    /** The key of the record that asks for it begins with the account, and a slash. */
    private static boolean isErased(Handle handle, OfAccount draft) {
        return handle
                .select(
                        "select part, off from event where subject >= ? and subject < ?"
                                + " and kind = 'ACCOUNT_ERASED' and at >= ?",
                        StoredText.of(draft.accountId() + "/"),
                        StoredText.of(draft.accountId() + "0"),
                        draft.madeAt())
                .map((row, context) -> new RecordPlace(ACCOUNTS, row.getInt(1), row.getLong(2)))
                .list()
                .stream()
                .flatMap(it -> Journal.at(handle, it).stream())
                .flatMap(it -> it.as(AccountErased.class).stream())
                .anyMatch(it -> it.accountId().equals(draft.accountId()));
    }

    /** What an order has become, as long as the records are there that answer it. */
    private boolean note(Handle handle, long nowMs) {
        List<String> ids =
                handle.createQuery(
                                "select id from outbox where "
                                        + UNANSWERED
                                        + " and (n, id) > (?, ?) order by n, id limit ?")
                        .bind(0, n)
                        .bind(1, id)
                        .bind(2, (long) SLICE)
                        .mapTo(String.class)
                        .list();
        for (String one : ids) {
            OrderState state = PlacedOrders.of(handle, one, nowMs).orElseThrow().state();
            if (state == OrderState.TAKEN || state == OrderState.REFUSED) {
                handle.execute("update outbox set answered = ? where id = ?", state.name(), one);
            }
        }
        if (!ids.isEmpty()) {
            id = ids.get(ids.size() - 1);
            n = handle.select("select n from outbox where id = ?", id).mapTo(Long.class).one();
        }
        return ids.size() == SLICE;
    }
}
