package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ListWindow;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
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
                    "signed",
                    "from_at",
                    "to_at");

    private static final ColumnGroup VERSION =
            ColumnGroup.last(
                    "list_version",
                    List.of("entry_id", "version", "part", "off"),
                    "batch",
                    "issued_at",
                    "withdrawn_at",
                    "from_at",
                    "to_at",
                    "list_class",
                    "work_id",
                    "published_at");

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
                entry.signature() != null,
                opensAt(entry),
                closesAt(entry));
        to.put(
                VERSION,
                entry.entryId(),
                entry.version(),
                record.partition(),
                record.offset(),
                entry.batch(),
                entry.issuedAt(),
                entry.withdrawnAt(),
                opensAt(entry),
                closesAt(entry),
                entry.listClass(),
                entry.workId(),
                record.time().ms());
    }

    /** When its first window opens; null where it is always in force. */
    private static Long opensAt(ListEntry entry) {
        return entry.windows().stream()
                .map(ListWindow::fromMs)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The first moment behind its last window; null where there is none. */
    private static Long closesAt(ListEntry entry) {
        boolean hasEnd = entry.windows().stream().noneMatch(window -> window.to() == null);
        return !hasEnd
                ? null
                : entry.windows().stream()
                        .map(window -> LocalDateTime.parse(window.inUtc().to()))
                        .map(local -> local.toInstant(ZoneOffset.UTC).toEpochMilli())
                        .max(Comparator.naturalOrder())
                        .orElse(null);
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
