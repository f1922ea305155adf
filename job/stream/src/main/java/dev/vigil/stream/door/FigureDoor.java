package dev.vigil.stream.door;

import dev.vigil.figures.FigureFacts;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.list.ListReceipt;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What figures are counted from and no other stage of the ledger reads. What is refused here was
 * refused already by the job that acts on it: it is no figure, and has its dead letter there.
 */
public final class FigureDoor extends Door<FigureFact> {
    private static final long serialVersionUID = 1L;

    private final NoticeDoor notices;

    public FigureDoor(WallClock now) {
        super(FigureFact.class, now);
        notices = new NoticeDoor(now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<FigureFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        List<FigureFact> facts =
                switch (event) {
                    case NOTICE_RECEIVED ->
                            FigureFacts.of(notice(event, envelope, record).received());
                    case NOTICE_SUPPLEMENTED ->
                            FigureFacts.of(notice(event, envelope, record).supplemented());
                    case ACTION_CONFIRMED ->
                            FigureFacts.ofItem(notice(event, envelope, record).confirmed());
                    case BREACH -> FigureFacts.of(read(record, BreachRecord.class));
                    case BREACH_CORRECTION -> FigureFacts.of(read(record, BreachCorrection.class));
                    case NOTIFIER_STANDING -> FigureFacts.of(read(record, NotifierStanding.class));
                    case LIST_RECEIPT -> FigureFacts.of(read(record, ListReceipt.class));
                    case SCREENED -> FigureFacts.of(read(record, Screened.class));
                    default -> List.of();
                };
        facts.forEach(out::collect);
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return Json.enter(record.value(), type);
    }

    /** As the notice job takes it: what that refuses throws here, too. */
    private NoticeInput notice(
            EventType event, Envelope envelope, ConsumerRecord<byte[], byte[]> record) {
        Taken taken = new Taken();
        notices.enter(event, envelope, record, taken);
        return taken.input;
    }

    /** The one input that a record becomes. */
    private static final class Taken implements Collector<NoticeInput> {
        private NoticeInput input;

        @Override
        public void collect(NoticeInput one) {
            input = one;
        }

        @Override
        public void close() {}
    }

    /** Of a notifier whose standing is as that of any other. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<FigureFact> out) {}

    @Override
    FigureFact dead(DeadLetter letter) {
        return FigureFact.dead(letter);
    }

    /** Figures are counted again from their topics, and have to come out the same. */
    @Override
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return appendedMs(record);
    }
}
