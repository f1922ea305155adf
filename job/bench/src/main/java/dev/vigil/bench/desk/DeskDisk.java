package dev.vigil.bench.desk;

import dev.vigil.desk.store.Dialect;
import dev.vigil.desk.store.Store;
import dev.vigil.schema.wire.Topic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * What a store takes on the disk, with its indexes.
 *
 * @param tables bytes by table
 * @param rows by table, of those that the report names
 */
record DeskDisk(Map<String, Long> tables, Map<String, Long> rows) {
    static final String JOURNAL = "event";

    private static final List<String> COUNTED = List.of(JOURNAL, "notice", "verdict", "session");

    /** Rows that are made for a notice. */
    private static final List<String> OF_NOTICES =
            List.of(
                    "notice",
                    "notice_item",
                    "notice_work",
                    "item",
                    "alert",
                    "alert_run",
                    "ack",
                    "breach",
                    "proceeding");

    private static final List<Topic> NOTICE_TOPICS =
            List.of(
                    Topic.NOTICES,
                    Topic.NOTICE_STATUS,
                    Topic.ESCALATIONS,
                    Topic.CONFIRMATIONS,
                    Topic.OUTCOMES,
                    Topic.ACKS,
                    Topic.BREACHES,
                    Topic.COUNTER_NOTICES,
                    Topic.DESK_LOG);

    private static final List<String> OF_VERDICTS = List.of("verdict", "verdict_work", "session");
    private static final List<Topic> VERDICT_TOPICS = List.of(Topic.VERDICTS);

    static DeskDisk of(Store store) {
        try (Handle handle = store.handle()) {
            String sizes =
                    store.dialect() == Dialect.SQLITE
                            ? "select m.tbl_name, sum(d.pgsize) from dbstat d"
                                    + " join sqlite_master m on m.name = d.name"
                                    + " group by m.tbl_name"
                            : "select c.relname, pg_total_relation_size(c.oid) from pg_class c"
                                    + " join pg_namespace n on n.oid = c.relnamespace"
                                    + " where n.nspname = 'public' and c.relkind = 'r'";
            Map<String, Long> tables = new TreeMap<>();
            handle.createQuery(sizes)
                    .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                    .forEach(it -> tables.put(it.getKey(), it.getValue()));
            Map<String, Long> rows = new TreeMap<>();
            for (String table : COUNTED) {
                rows.put(
                        table,
                        handle.createQuery("select count(*) from " + table)
                                .mapTo(Long.class)
                                .one());
            }
            return new DeskDisk(tables, rows);
        }
    }

    long all() {
        return tables.values().stream().mapToLong(Long::longValue).sum();
    }

    long journal() {
        return tables.getOrDefault(JOURNAL, 0L);
    }

    /**
     * Bytes of a notice: its rows, and its records in the journal by their share of the bytes.
     *
     * @param records bytes of keys and bodies, by topic
     */
    double ofNotice(Map<String, Long> records) {
        return bytes(OF_NOTICES, NOTICE_TOPICS, records) / Math.max(1, rows.get("notice"));
    }

    /** The same of a verdict. */
    double ofVerdict(Map<String, Long> records) {
        return bytes(OF_VERDICTS, VERDICT_TOPICS, records) / Math.max(1, rows.get("verdict"));
    }

    private double bytes(List<String> of, List<Topic> topics, Map<String, Long> records) {
        double ofRows = of.stream().mapToLong(it -> tables.getOrDefault(it, 0L)).sum();
        double share =
                topics.stream().mapToLong(it -> records.getOrDefault(it.topicName(), 0L)).sum()
                        / (double) Math.max(1, sum(records.values()));
        return ofRows + journal() * share;
    }

    private static long sum(Collection<Long> all) {
        return all.stream().mapToLong(Long::longValue).sum();
    }
}
