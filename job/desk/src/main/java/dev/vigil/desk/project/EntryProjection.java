package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReceipt;
import java.util.List;

/** The list, each of its versions, and what the jobs answered to them. */
final class EntryProjection implements Projection {
    private static final ColumnGroup ENTRY =
            ColumnGroup.greatest(
                    "list_entry",
                    List.of("entry_id"),
                    "version",
                    "off",
                    "part",
                    "list_id",
                    "list_class",
                    "authority",
                    "batch",
                    "work_id",
                    "issued_at",
                    "withdrawn_at",
                    "tried",
                    "signed");

    private static final ColumnGroup VERSION =
            ColumnGroup.last(
                    "list_version",
                    List.of("entry_id", "version", "part", "off"),
                    "batch",
                    "issued_at",
                    "withdrawn_at");

    private static final ColumnGroup RECEIPT =
            ColumnGroup.greatest(
                    "list_receipt",
                    List.of("batch", "reader", "published_at"),
                    "revision",
                    "off",
                    "part",
                    "entries",
                    "waiting",
                    "subtasks",
                    "effective_at",
                    "slowest_ms",
                    "rejudged",
                    "stopped",
                    "lifted",
                    "as_of");

    private static final ColumnGroup EFFECTIVE =
            ColumnGroup.last(
                    "list_effective",
                    List.of("entry_id", "version", "reader", "subtask"),
                    "subtasks",
                    "published_at",
                    "effective_at");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(ENTRY, VERSION, RECEIPT, EFFECTIVE);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        record.as(ListEntry.class).ifPresent(it -> entry(record, it, to));
        record.as(ListReceipt.class).ifPresent(it -> receipt(record, it, to));
        record.as(ListEffective.class)
                .ifPresent(
                        it ->
                                to.put(
                                        EFFECTIVE,
                                        it.entryId(),
                                        it.version(),
                                        it.reader(),
                                        it.subtask(),
                                        it.subtasks(),
                                        it.publishedAt(),
                                        it.effectiveAt()));
    }

    private static void entry(JournaledRecord record, ListEntry entry, RowChanges to) {
        to.put(
                ENTRY,
                entry.entryId(),
                entry.version(),
                record.offset(),
                record.partition(),
                entry.listId(),
                entry.listClass(),
                entry.authority(),
                entry.batch(),
                entry.workId(),
                entry.issuedAt(),
                entry.withdrawnAt(),
                Boolean.TRUE.equals(entry.shadow()),
                entry.signature() != null);
        to.put(
                VERSION,
                entry.entryId(),
                entry.version(),
                record.partition(),
                record.offset(),
                entry.batch(),
                entry.issuedAt(),
                entry.withdrawnAt());
    }

    private static void receipt(JournaledRecord record, ListReceipt it, RowChanges to) {
        to.put(
                RECEIPT,
                it.batch(),
                it.reader(),
                it.publishedAt(),
                it.revision(),
                record.offset(),
                record.partition(),
                it.entries(),
                it.waiting(),
                it.subtasks(),
                it.effectiveAt(),
                it.slowestMs(),
                it.rejudged(),
                it.stopped(),
                it.lifted(),
                it.asOf());
    }
}
