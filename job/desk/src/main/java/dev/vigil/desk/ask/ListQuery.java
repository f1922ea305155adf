package dev.vigil.desk.ask;

import dev.vigil.desk.project.RefusedAtDoors;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.wire.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The list: entries in force at a moment, their versions, what the jobs answered to them. */
public final class ListQuery {
    /** Rows that a page looks through: an entry with several windows may be between two. */
    private static final int MOST_TRIES = 20;

    /** Records of one version: a mistake of who publishes. */
    private static final int SAME_VERSION = 20;

    private static final String EVENT =
            " join event e on e.topic = '"
                    + Topic.LIST.topicName()
                    + "' and e.part = v.part and e.off = v.off";

    private static final String RECORD =
            "select e.topic, e.part, e.off, e.kind, e.at, e.stored_at, e.actor, e.body, e.problem";

    private ListQuery() {}

    /**
     * A condition: this version is what the jobs decide by, the highest one that they have not
     * refused; of equal ones the last.
     *
     * @param version a row of {@code list_version}
     */
    public static String counts(String version) {
        return taken(version)
                + " and not exists (select 1 from list_version n where n.entry_id = "
                + later(version)
                + ")";
    }

    /** The same at a moment, which is asked for twice. */
    private static Conditions countedAt(Conditions asked, long at) {
        return asked.add("v.published_at <= ?", at)
                .add(taken("v"))
                .add(
                        "not exists (select 1 from list_version n where n.published_at <= ?"
                                + " and n.entry_id = "
                                + later("v")
                                + ")",
                        at);
    }

    private static String later(String than) {
        return than
                + ".entry_id and (n.version, n.off) > ("
                + than
                + ".version, "
                + than
                + ".off) and "
                + taken("n");
    }

    private static String taken(String version) {
        return RefusedAtDoors.taken(Topic.LIST, version + ".part", version + ".off");
    }

    /**
     * What is asked for.
     *
     * @param at UTC epoch ms; null for now
     * @param listClass name of a constant of ListClass; null for any
     * @param batch listId/batchNo, or an entryId; null for any
     * @param work null for any
     * @param inForce false for entries of any time, with those that were withdrawn
     */
    public record Wanted(Long at, String listClass, String batch, String work, boolean inForce) {}

    /**
     * A version of an entry as it was published.
     *
     * @param publishedAt Kafka's time of the record
     * @param actor who published it, as a pointer; null where nothing says so
     * @param refused reason of the dead letter that it became; null where it did not
     */
    public record PublishedEntry(
            ListEntry entry, String place, long publishedAt, String actor, String refused) {}

    /** How far a reader of the list is with a batch. */
    public record ReceiptRow(
            String reader,
            long publishedAt,
            Long revision,
            Long entries,
            Long waiting,
            Long subtasks,
            Long effectiveAt,
            Long slowestMs,
            Long rejudged,
            Long stopped,
            Long lifted,
            Long asOf) {}

    /** Since when a subtask decides by a version. */
    public record EffectiveRow(
            long version, String reader, long subtask, Long subtasks, Long effectiveAt) {}

    /** A batch that was published, by its first receipt. */
    public record BatchRow(String batch, long publishedAt) {}

    /**
     * By id. A page may have fewer rows than there is room for and yet be followed by others.
     *
     * @param nowMs UTC epoch ms
     */
    public static ListPage<PublishedEntry> page(
            Handle store, Wanted wanted, String after, long nowMs) {
        Keyset place = Keyset.parse(after, String.class);
        List<PublishedEntry> rows = new ArrayList<>();
        for (int i = 0; i < MOST_TRIES && rows.size() < ListPage.MOST; i++) {
            List<String> ids = ids(store, wanted, place, nowMs);
            List<String> some = ids.subList(0, Math.min(ids.size(), ListPage.MOST - rows.size()));
            List<PublishedEntry> found = versions(store, some, wanted.at());
            found.stream().filter(it -> isWanted(it.entry(), wanted, nowMs)).forEach(rows::add);
            if (some.size() == ids.size() && ids.size() < ListPage.MOST + 1) {
                return new ListPage<>(rows, null);
            }
            place = Keyset.of(some.get(some.size() - 1));
        }
        return new ListPage<>(rows, place.text());
    }

    private static boolean isWanted(ListEntry entry, Wanted wanted, long nowMs) {
        long at = wanted.at() == null ? nowMs : wanted.at();
        return !wanted.inForce() || entry.isOpen(at, at);
    }

    private static List<String> ids(Handle store, Wanted wanted, Keyset place, long nowMs) {
        Conditions asked =
                new Conditions()
                        .addIf(wanted.listClass(), "v.list_class = ?")
                        .addIf(wanted.batch(), "v.batch = ?")
                        .addIf(wanted.work(), "v.work_id = ?")
                        .behind(place, "v.entry_id > ?");
        if (wanted.inForce()) {
            long at = wanted.at() == null ? nowMs : wanted.at();
            asked.add("(v.withdrawn_at is null or v.withdrawn_at > ?)", at)
                    .add("(v.from_at is null or v.from_at <= ?)", at)
                    .add("(v.to_at is null or v.to_at > ?)", at);
        }
        boolean isOfAny = wanted.at() == null && !wanted.inForce();
        if (wanted.at() != null) {
            countedAt(asked, wanted.at());
        } else if (wanted.inForce()) {
            asked.add(counts("v"));
        }
        return asked.on(
                        store,
                        "select distinct v.entry_id from "
                                + (isOfAny ? "list_entry" : "list_version")
                                + " v",
                        " order by v.entry_id",
                        ListPage.MOST + 1)
                .mapTo(String.class)
                .list();
    }

    /**
     * The version of each that counts, at that moment; where the jobs have refused all, the last.
     * Of two of one version as the jobs decide.
     */
    private static List<PublishedEntry> versions(Handle store, List<String> ids, Long at) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Conditions asked =
                new Conditions()
                        .add("v.entry_id in (" + Conditions.places(ids) + ")", ids.toArray());
        if (at == null) {
            asked.add(
                    "v.version = coalesce((select max(n.version) from list_version n"
                            + " where n.entry_id = v.entry_id and "
                            + taken("n")
                            + "), (select l.version from list_entry l"
                            + " where l.entry_id = v.entry_id))");
        } else {
            asked.add(
                    "v.version = (select max(n.version) from list_version n"
                            + " where n.entry_id = v.entry_id and n.published_at <= ? and "
                            + taken("n")
                            + ")",
                    at);
        }
        Map<String, PublishedEntry> latest = new LinkedHashMap<>();
        asked
                .on(
                        store,
                        RECORD + " from list_version v" + EVENT,
                        " order by v.entry_id, v.part, v.off",
                        ids.size() * SAME_VERSION)
                .map((row, context) -> StoredRecords.read(row))
                .list()
                .stream()
                .map(it -> published(store, it))
                .flatMap(Optional::stream)
                .forEach(it -> latest.merge(it.entry().entryId(), it, ListQuery::counting));
        return List.copyOf(latest.values());
    }

    private static PublishedEntry counting(PublishedEntry one, PublishedEntry other) {
        if ((one.refused() == null) != (other.refused() == null)) {
            return one.refused() == null ? one : other;
        }
        return other.entry().supersedes(one.entry()) ? other : one;
    }

    private static Optional<PublishedEntry> published(Handle store, StoredRecord record) {
        return record.as(ListEntry.class)
                .map(
                        entry ->
                                new PublishedEntry(
                                        entry,
                                        record.place(),
                                        record.storedAt(),
                                        record.actor(),
                                        DeadLetterReason.of(
                                                store,
                                                record.topic(),
                                                record.partition(),
                                                record.offset())));
    }

    /** What was published of an entry, the latest version first, at most 50. */
    public static List<PublishedEntry> history(Handle store, String entryId) {
        return new Conditions()
                        .add("v.entry_id = ?", entryId)
                        .on(
                                store,
                                RECORD + " from list_version v" + EVENT,
                                " order by v.version desc, v.part desc, v.off desc",
                                ListPage.MOST)
                        .map((row, context) -> StoredRecords.read(row))
                        .list()
                        .stream()
                        .map(it -> published(store, it))
                        .flatMap(Optional::stream)
                        .toList();
    }

    /**
     * Which subtasks decide by an entry, the latest version first. Answers are kept for 14 days.
     */
    public static List<EffectiveRow> effective(Handle store, String entryId) {
        return new Conditions()
                .add("entry_id = ?", entryId)
                .on(
                        store,
                        "select version, reader, subtask, subtasks, effective_at"
                                + " from list_effective",
                        " order by version desc, reader, subtask",
                        ListPage.MOST)
                .map(
                        (row, context) ->
                                new EffectiveRow(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        StoredRecords.number(row, 4),
                                        StoredRecords.number(row, 5)))
                .list();
    }

    /** The receipts of a batch, the latest first. */
    public static List<ReceiptRow> receipts(Handle store, String batch) {
        return new Conditions()
                .add("batch = ?", batch)
                .on(
                        store,
                        "select reader, published_at, revision, entries, waiting, subtasks,"
                                + " effective_at, slowest_ms, rejudged, stopped, lifted, as_of"
                                + " from list_receipt",
                        " order by published_at desc, reader",
                        ListPage.MOST)
                .map((row, context) -> receipt(row))
                .list();
    }

    private static ReceiptRow receipt(ResultSet row) throws SQLException {
        return new ReceiptRow(
                row.getString(1),
                row.getLong(2),
                StoredRecords.number(row, 3),
                StoredRecords.number(row, 4),
                StoredRecords.number(row, 5),
                StoredRecords.number(row, 6),
                StoredRecords.number(row, 7),
                StoredRecords.number(row, 8),
                StoredRecords.number(row, 9),
                StoredRecords.number(row, 10),
                StoredRecords.number(row, 11),
                StoredRecords.number(row, 12));
    }

    /** The batches that were published last, at most 10. */
    public static List<BatchRow> batches(Handle store) {
        return store.createQuery(
                        "select batch, max(published_at) as latest from (select batch,"
                                + " published_at from list_receipt order by published_at desc"
                                + " limit 500) r group by batch order by latest desc, batch"
                                + " limit 10")
                .map((row, context) -> new BatchRow(row.getString(1), row.getLong(2)))
                .list();
    }

    /** How many versions a batch has, those that later ones overtook too. */
    public static long versionsOf(Handle store, String batch) {
        return store.createQuery("select count(*) from list_version where batch = ?")
                .bind(0, batch)
                .mapTo(Long.class)
                .one();
    }
}
