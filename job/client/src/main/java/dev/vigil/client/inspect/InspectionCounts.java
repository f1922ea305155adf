package dev.vigil.client.inspect;

import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.reference.ReferenceHealth;
import java.io.IOException;
import java.util.List;

/**
 * Counts the records of a bundle, one after the other: those of the list and of the jobs themselves
 * here, the others by their subject. See {@link Tally} for what is in memory.
 */
final class InspectionCounts implements AutoCloseable {
    private final Tally tally = new Tally();
    private final KeyedSpill<Batch> batches = tally.spilled(Batch.class);
    private final KeyedSpill<Health> references = tally.spilled(Health.class);

    /** What the last receipt of a batch reports. */
    record Batch(
            String batch,
            String reader,
            String entries,
            long atMs,
            Long slowestMs,
            String stopped,
            String lifted,
            String place) {}

    record Health(String state) {}

    InspectionCounts() {
        new VerdictCounts(tally);
        new MeasureCounts(tally);
        new NoticeCounts(tally);
        new AccountCounts(tally);
        tally.on(ListEntry.class, (record, it) -> entry(it));
        tally.on(ListReceipt.class, this::receipt);
        tally.on(ClockHealth.class, this::health);
        tally.on(
                DeadLetter.class,
                (record, it) ->
                        tally.distinct(
                                InspectionFigure.DEAD_LETTERS, it.deadLetterId(), it.reason()));
        tally.on(
                ReferenceHealth.class,
                (record, it) ->
                        references.put(
                                it.workId() + "/" + it.referenceId(),
                                new Health(it.state().name())));
        tally.atEnd(this::finishRest);
    }

    /** The next record that counts. */
    void add(InspectedRecord record, InspectedRecord.Content content) {
        tally.count(InspectionFigure.RECORDS, record.topic());
        if (content.problem() != null) {
            tally.count(InspectionFigure.UNREADABLE, record.topic());
            tally.row(
                    InspectionTable.UNREADABLE,
                    record.storedMs(),
                    record.place(),
                    content.problem());
        } else if (content.event() != null) {
            tally.read(record, content.event());
        }
    }

    private void entry(ListEntry it) {
        tally.distinct(
                InspectionFigure.LIST_ENTRIES,
                it.entryId() + "/" + it.version(),
                it.listClass() + (it.withdrawnAt() == null ? "" : " withdrawn"));
    }

    private void receipt(InspectedRecord record, ListReceipt it) {
        batches.put(
                it.batch() + "/" + it.reader(),
                new Batch(
                        it.batch(),
                        Tally.text(it.reader()),
                        Tally.text(it.entries()),
                        it.publishedAt(),
                        it.slowestMs(),
                        Tally.text(it.stopped()),
                        Tally.text(it.lifted()),
                        record.place()));
    }

    private void health(InspectedRecord record, ClockHealth it) {
        tally.row(
                InspectionTable.DOWNTIME,
                it.at(),
                record.place(),
                record.key(),
                it.state(),
                it.since(),
                it.reason());
    }

    private void finishRest() {
        batches.each((key, all) -> countBatch(all.get(all.size() - 1)));
        references.each((key, all) -> countReference(all));
    }

    private void countBatch(Batch it) {
        if (it.slowestMs() != null) {
            tally.time(InspectionFigure.LIST_EFFECT, it.slowestMs());
        }
        tally.row(
                InspectionTable.BATCHES,
                it.atMs(),
                it.place(),
                it.batch(),
                it.reader(),
                it.entries(),
                it.atMs(),
                it.slowestMs() == null ? null : it.slowestMs().toString(),
                it.stopped(),
                it.lifted());
    }

    private void countReference(List<Health> all) {
        tally.count(InspectionFigure.REFERENCES_STOPPED, all.get(all.size() - 1).state());
    }

    /** What was counted; nothing may be added any more. */
    InspectionResult finish() {
        return tally.finish();
    }

    @Override
    public void close() throws IOException {
        tally.close();
    }
}
