package dev.vigil.desk.project;

import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreException;
import dev.vigil.desk.store.StoredText;
import dev.vigil.schema.account.AccountErased;
import dev.vigil.schema.notifier.NotifierErased;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Carries out {@code account.erased} and {@code notifier.erased}, in the journal and in its rows:
 * after it they are as if they were made again from the journal. What happened until the erasure is
 * erased, and once more a day later what was on its way then; where an order about them waits to be
 * sent, each day until it does not.
 */
public final class Erasures {
    private static final Duration AGAIN_AFTER = Duration.ofDays(1);

    /** Records of a transaction. */
    private static final int SLICE = 200;

    /** As the index has it. */
    private static final String ASKED = "(kind = 'ACCOUNT_ERASED' or kind = 'NOTIFIER_ERASED')";

    private final Store store;
    private final Projections projections;

    public Erasures(Store store, Projections projections) {
        this.store = store;
        this.projections = projections;
    }

    /**
     * A record that asks for an erasure.
     *
     * @param isAgain true where it was carried out once
     */
    private record Asked(String topic, int part, long off, boolean isAgain) {
        JournaledRecord record(Handle handle) {
            return Journal.read(handle, topic, part, off, 1).get(0);
        }
    }

    /**
     * Erases some records of one person.
     *
     * @param nowMs UTC epoch ms
     * @return false where nothing was left to do
     * @throws StoreException once for a record whose erasure is passed over, as this version can't
     *     read it; the next step goes on with others
     */
    public boolean step(long nowMs) {
        try (Handle handle = store.handle()) {
            Optional<Asked> asked = next(handle, nowMs);
            if (asked.isEmpty()) {
                return false;
            }
            JournaledRecord by = asked.get().record(handle);
            if (by.content() == null) {
                passOver(handle, by);
            }
            handle.useTransaction(inside -> step(inside, asked.get(), by.content(), nowMs));
            return true;
        }
    }

    /** As a record that could not be read from the first: its page and the audit show it. */
    private static void passOver(Handle handle, JournaledRecord by) {
        String problem = String.valueOf(by.problem());
        handle.execute(
                "update event set problem = ? where topic = ? and part = ? and off = ?",
                StoredText.of(problem),
                by.place().topic(),
                (long) by.partition(),
                by.offset());
        throw new StoreException(
                by.place()
                        + ": expected an erasure that this version can read, got '"
                        + problem
                        + "'; it is passed over: order it again",
                null);
    }

    private static Optional<Asked> next(Handle handle, long nowMs) {
        return handle.createQuery(
                        "select e.topic, e.part, e.off, r.found_at from event e"
                                + " left join erasure r on r.topic = e.topic and r.part = e.part"
                                + " and r.off = e.off where "
                                + ASKED
                                + " and e.problem is null and (r.found_at is null"
                                + " or (r.done_at is null and r.found_at <= ?)) limit 1")
                .bind(0, nowMs - AGAIN_AFTER.toMillis())
                .map(
                        (row, context) ->
                                new Asked(
                                        row.getString(1),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getObject(4) != null))
                .findFirst();
    }

    /**
     * @param by what asks for it
     */
    private void step(Handle inside, Asked asked, Object by, long nowMs) {
        List<JournaledRecord> records = Journal.about(inside, person(by), at(by), SLICE);
        for (JournaledRecord record : records) {
            Journal.erase(inside, record, Persons.without(record), nowMs);
        }
        projections.makeAgain(inside, records);
        if (records.size() < SLICE) {
            Journal.eraseUnsent(inside, person(by), at(by));
            boolean waits = Journal.isWaiting(inside, person(by), at(by));
            done(inside, asked, waits, nowMs);
        }
    }

    private static String person(Object content) {
        return content instanceof AccountErased account
                ? Persons.account(account.accountId())
                : Persons.notifier(((NotifierErased) content).notifier());
    }

    private static long at(Object content) {
        return content instanceof AccountErased account
                ? account.at()
                : ((NotifierErased) content).at();
    }

    private static void done(Handle inside, Asked asked, boolean waits, long nowMs) {
        String again = waits ? "found_at" : "done_at";
        inside.createUpdate(
                        asked.isAgain()
                                ? "update erasure set "
                                        + again
                                        + " = ? where topic = ? and part = ? and off = ?"
                                : "insert into erasure (found_at, topic, part, off)"
                                        + " values (?, ?, ?, ?)")
                .bind(0, nowMs)
                .bind(1, asked.topic())
                .bind(2, (long) asked.part())
                .bind(3, asked.off())
                .execute();
    }
}
