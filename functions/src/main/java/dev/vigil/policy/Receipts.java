package dev.vigil.policy;

import dev.vigil.schema.list.BatchEntry;
import dev.vigil.schema.list.ListEffective;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.list.ReceiptBook;
import dev.vigil.schema.list.ReceiptBookBuilder;
import dev.vigil.schema.list.ReceiptInput;
import dev.vigil.schema.list.WaitingEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The receipt of a batch: which versions every subtask decides by, since when, and the outcome for
 * running sessions. A version waits until each subtask of its reader has answered; then it is only
 * counted. An answer costs the same however large its batch is.
 */
public final class Receipts {
    /** What was published longer ago gets no answer, and a batch without news no receipt more. */
    public static final long OPEN_MS = 24L * 3_600_000;

    /** A batch for which some subtask does not answer is reported after this long all the same. */
    private static final long PATIENCE_MS = 10_000;

    private Receipts() {}

    /** True where somebody may still wait for the answer to what was published then. */
    public static boolean isOpen(long publishedAt, long nowMs) {
        return nowMs - publishedAt < OPEN_MS;
    }

    /**
     * The batch from now on.
     *
     * @param entry the one that the input is about; null for a session
     */
    public record Taken(ReceiptBook book, BatchEntry entry) {}

    /**
     * Takes in an answer or a session.
     *
     * @param before null for the first of its batch
     * @param known the entry that an answer is about; null for none yet
     */
    public static Taken take(ReceiptBook before, BatchEntry known, ReceiptInput input) {
        ReceiptBook book = before == null ? fresh(input) : before;
        return switch (input.kind()) {
            case EFFECTIVE ->
                    answered(book, known == null ? BatchEntry.NONE : known, input.effective());
            case REJUDGED -> new Taken(counted(book, 1, 0, 0, input.at()), null);
            case STOPPED -> new Taken(counted(book, 0, 1, 0, input.at()), null);
            case LIFTED -> new Taken(counted(book, 0, 0, 1, input.at()), null);
        };
    }

    private static ReceiptBook fresh(ReceiptInput input) {
        long publishedAt = input.effective() == null ? input.at() : input.effective().publishedAt();
        return ReceiptBookBuilder.builder()
                .batch(input.batch())
                .reader(input.reader())
                .publishedAt(publishedAt)
                .newsAt(input.at())
                .build();
    }

    private static ReceiptBook counted(
            ReceiptBook book, int rejudged, int stopped, int lifted, long at) {
        return book.with()
                .rejudged(book.rejudged() + rejudged)
                .stopped(book.stopped() + stopped)
                .lifted(book.lifted() + lifted)
                .told(false)
                .newsAt(Math.max(book.newsAt(), at))
                .build();
    }

    /** A subtask that decides by a version decides by none that it has overtaken. */
    private static Taken answered(ReceiptBook book, BatchEntry known, ListEffective answer) {
        List<WaitingEntry> waiting = new ArrayList<>();
        long effectiveVersion = known.effectiveVersion();
        int entries = book.entries();
        long effectiveAt = book.effectiveAt();
        long slowestMs = book.slowestMs();
        for (WaitingEntry each : withAnswered(known, answer)) {
            WaitingEntry now = each.version() <= answer.version() ? with(each, answer) : each;
            if (now.answered().size() < now.subtasks()) {
                waiting.add(now);
                continue;
            }
            entries++;
            effectiveVersion = Math.max(effectiveVersion, now.version());
            effectiveAt = Math.max(effectiveAt, now.latestAt());
            slowestMs = Math.max(slowestMs, now.latestAt() - now.publishedAt());
        }
        ReceiptBook after =
                book.with()
                        .waiting(book.waiting() + waiting.size() - known.waiting().size())
                        .entries(entries)
                        .subtasks(answer.subtasks())
                        .publishedAt(Math.min(book.publishedAt(), answer.publishedAt()))
                        .effectiveAt(effectiveAt)
                        .slowestMs(slowestMs)
                        .told(false)
                        .newsAt(Math.max(book.newsAt(), answer.effectiveAt()))
                        .build();
        return new Taken(after, new BatchEntry(effectiveVersion, List.copyOf(waiting)));
    }

    private static List<WaitingEntry> withAnswered(BatchEntry entry, ListEffective answer) {
        boolean known =
                answer.version() <= entry.effectiveVersion()
                        || entry.waiting().stream()
                                .anyMatch(each -> each.version() == answer.version());
        if (known) {
            return entry.waiting();
        }
        List<WaitingEntry> more = new ArrayList<>(entry.waiting());
        more.add(
                new WaitingEntry(
                        answer.version(), answer.publishedAt(), answer.subtasks(), List.of(), 0));
        return more;
    }

    /** After a rescale there are other subtasks, and all of these answer. */
    private static WaitingEntry with(WaitingEntry each, ListEffective answer) {
        TreeSet<Integer> answered = new TreeSet<>();
        if (each.subtasks() == answer.subtasks()) {
            answered.addAll(each.answered());
        }
        answered.add(answer.subtask());
        return new WaitingEntry(
                each.version(),
                each.publishedAt(),
                answer.subtasks(),
                List.copyOf(answered),
                Math.max(each.latestAt(), answer.effectiveAt()));
    }

    /** Whether there is something to report: not while answers are on their way. */
    public static boolean worthTelling(ReceiptBook book, long nowMs) {
        return !book.told() && (book.waiting() == 0 || nowMs - book.newsAt() >= PATIENCE_MS);
    }

    /** True where nothing more is expected of the batch. */
    public static boolean isOver(ReceiptBook book, long nowMs) {
        return nowMs - book.newsAt() >= OPEN_MS;
    }

    /** The book once its receipt has been published. */
    public static ReceiptBook told(ReceiptBook book) {
        return book.with().revision(book.revision() + 1).told(true).build();
    }

    /** The content of the book, by its last revision. */
    public static ListReceipt receipt(ReceiptBook book) {
        boolean some = book.entries() > 0;
        return new ListReceipt(
                book.batch(),
                book.reader(),
                book.revision(),
                book.entries(),
                book.waiting(),
                book.subtasks(),
                book.publishedAt(),
                some ? book.effectiveAt() : null,
                some ? book.slowestMs() : null,
                book.rejudged(),
                book.stopped(),
                book.lifted(),
                book.newsAt());
    }
}
