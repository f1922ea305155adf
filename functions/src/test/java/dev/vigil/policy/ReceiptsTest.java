package dev.vigil.policy;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.list.BatchEntry;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ReceiptBook;
import dev.vigil.schema.list.ReceiptInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final String BATCH = "list-1/7";

    private static ReceiptInput answer(String entry, long version, int subtask, int of, long ms) {
        return ReceiptInput.effective(
                new ListEffective(
                        entry,
                        version,
                        false,
                        BATCH,
                        ListReader.JUDGE,
                        subtask,
                        of,
                        NOON_MS,
                        NOON_MS + ms));
    }

    private static ReceiptInput session(ReceiptInput.Kind kind) {
        return ReceiptInput.session(kind, BATCH, ListReader.JUDGE, NOON_MS + 50);
    }

    private static ReceiptBook book(List<ReceiptInput> inputs) {
        Batch batch = new Batch();
        inputs.forEach(batch::take);
        return batch.book;
    }

    /** A book and its entries, as the adapter keeps them. */
    private static final class Batch {
        private final Map<String, BatchEntry> entries = new HashMap<>();
        private ReceiptBook book;

        private Batch take(ReceiptInput input) {
            String entryId = input.effective() == null ? null : input.effective().entryId();
            Receipts.Taken taken = Receipts.take(book, entries.get(entryId), input);
            book = taken.book();
            if (entryId != null) {
                entries.put(entryId, taken.entry());
            }
            return this;
        }
    }

    @Test
    void aBatchIsEffectiveWhenTheLastSubtaskHasTheLastEntry() {
        Batch batch =
                new Batch()
                        .take(answer("a", 1, 0, 2, 100))
                        .take(answer("b", 1, 1, 2, 300))
                        .take(answer("a", 1, 1, 2, 250));
        ReceiptBook book = batch.book;
        assertThat(Receipts.receipt(book).waiting()).isEqualTo(1);
        assertThat(Receipts.worthTelling(book, NOON_MS + 400)).as("b is on its way").isFalse();

        ListReceipt receipt = Receipts.receipt(batch.take(answer("b", 1, 0, 2, 1_400)).book);
        assertThat(receipt.complete()).isTrue();
        assertThat(receipt.entries()).isEqualTo(2);
        assertThat(receipt.slowestMs()).isEqualTo(1_400);
        assertThat(receipt.effectiveAt()).isEqualTo(NOON_MS + 1_400);
        assertThat(receipt.publishedAt()).isEqualTo(NOON_MS);
    }

    @Test
    void aSubtaskThatNeverAnswersIsTold() {
        ReceiptBook book = book(List.of(answer("a", 1, 0, 2, 100)));
        assertThat(Receipts.worthTelling(book, NOON_MS + 10_099)).isFalse();
        assertThat(Receipts.worthTelling(book, NOON_MS + 10_100)).isTrue();
        ListReceipt receipt = Receipts.receipt(Receipts.told(book));
        assertThat(receipt.complete()).isFalse();
        assertThat(receipt.effectiveAt()).isNull();
        assertThat(Receipts.worthTelling(Receipts.told(book), NOON_MS + 99_000)).isFalse();
    }

    @Test
    void whoDecidesByAVersionNeedsNoAnswerForTheOneBefore() {
        ReceiptBook book =
                book(
                        List.of(
                                answer("a", 1, 0, 2, 100),
                                answer("a", 2, 1, 2, 200),
                                answer("a", 2, 0, 2, 300)));
        assertThat(book.waiting()).isZero();
        assertThat(book.entries()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsRepeatedCountsOnceAlsoWhenTheVersionIsDone() {
        ReceiptBook book =
                book(
                        List.of(
                                answer("a", 2, 0, 2, 100),
                                answer("a", 2, 0, 2, 100),
                                answer("a", 2, 1, 2, 200),
                                answer("a", 2, 1, 2, 200),
                                answer("a", 1, 0, 2, 300)));
        assertThat(book.entries()).isEqualTo(1);
        assertThat(book.waiting()).isZero();
    }

    @Test
    void anEntryIsKeptAloneSoThatAnAnswerCostsTheSameInAnyBatch() {
        Batch batch = new Batch();
        for (int subtask = 0; subtask < 2; subtask++) {
            for (int entry = 0; entry < 100_000; entry++) {
                batch.take(answer("e" + entry, 1, subtask, 2, 100));
                assertThat(batch.entries.get("e" + entry).waiting().size()).isLessThan(2);
            }
        }
        assertThat(batch.book.entries()).isEqualTo(100_000);
        assertThat(batch.book.waiting()).isZero();
    }

    @Test
    void afterARescaleAllOfTheNewSubtasksAnswer() {
        Batch batch = new Batch().take(answer("a", 1, 0, 4, 100)).take(answer("a", 1, 3, 4, 100));
        ReceiptBook book = batch.take(answer("a", 1, 0, 2, 9_000)).book;
        assertThat(book.waiting()).isEqualTo(1);
        book = batch.take(answer("a", 1, 1, 2, 9_500)).book;
        assertThat(book.waiting()).isZero();
        assertThat(Receipts.receipt(book).subtasks()).isEqualTo(2);
        assertThat(Receipts.receipt(book).slowestMs()).isEqualTo(9_500);
    }

    @Test
    void sessionsAreCountedBeforeAndAfterTheAnswers() {
        ListReceipt receipt =
                Receipts.receipt(
                        book(
                                List.of(
                                        session(ReceiptInput.Kind.REJUDGED),
                                        session(ReceiptInput.Kind.STOPPED),
                                        answer("a", 1, 0, 1, 100),
                                        session(ReceiptInput.Kind.REJUDGED),
                                        session(ReceiptInput.Kind.LIFTED))));
        assertThat(receipt.rejudged()).isEqualTo(2);
        assertThat(receipt.stopped()).isEqualTo(1);
        assertThat(receipt.lifted()).isEqualTo(1);
        assertThat(receipt.publishedAt()).isEqualTo(NOON_MS);
    }

    @Test
    void answersInAnyOrderEndInTheSameReceiptAndNothingIsKept() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            int subtasks = 1 + random.nextInt(5);
            List<ReceiptInput> inputs = new ArrayList<>();
            long slowest = 0;
            int entries = 1 + random.nextInt(6);
            for (int entry = 0; entry < entries; entry++) {
                for (int subtask = 0; subtask < subtasks; subtask++) {
                    long ms = random.nextInt(3_000);
                    slowest = Math.max(slowest, ms);
                    inputs.add(answer("e" + entry, 1, subtask, subtasks, ms));
                }
            }
            Collections.shuffle(inputs, random);
            ReceiptBook book = book(inputs);
            assertThat(book.waiting()).as("seed %d", seed).isZero();
            assertThat(Receipts.receipt(book).entries()).as("seed %d", seed).isEqualTo(entries);
            assertThat(Receipts.receipt(book).slowestMs()).as("seed %d", seed).isEqualTo(slowest);
        }
    }
}
