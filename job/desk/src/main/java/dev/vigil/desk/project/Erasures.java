package dev.vigil.desk.project;

import dev.vigil.desk.store.Store;
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
    private record Asked(String topic, int part, long off, boolean isAgain) {}

    /**
     * Erases some records of one person.
     *
     * @param nowMs UTC epoch ms
     * @return false where nothing was left to do
     */
    public boolean step(long nowMs) {
        try (Handle handle = store.handle()) {
            Optional<Asked> asked = next(handle, nowMs);
            asked.ifPresent(it -> handle.useTransaction(inside -> step(inside, it, nowMs)));
            return asked.isPresent();
        }
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

    private void step(Handle inside, Asked asked, long nowMs) {
        JournaledRecord by =
                Journal.read(inside, asked.topic(), asked.part(), asked.off(), 1).get(0);
        List<JournaledRecord> records =
                Journal.about(inside, person(by.content()), at(by.content()), SLICE);
        for (JournaledRecord record : records) {
            Journal.erase(inside, record, Persons.without(record), nowMs);
        }
        projections.makeAgain(inside, records);
        if (records.size() < SLICE) {
            Journal.eraseUnsent(inside, person(by.content()), at(by.content()));
            boolean waits = Journal.isWaiting(inside, person(by.content()), at(by.content()));
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
