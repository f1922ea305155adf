package dev.vigil.stream.door;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.verdict.JudgeInput;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What platforms have made of commands on sessions. */
public final class SessionConfirmationDoor extends Door<JudgeInput> {
    private static final long serialVersionUID = 1L;

    public SessionConfirmationDoor(WallClock now) {
        super(JudgeInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<JudgeInput> out) {
        switch (event) {
            case ACTION_CONFIRMED -> {
                ActionConfirmed confirmed = Json.enter(record.value(), ActionConfirmed.class);
                requireKey(record, confirmed.itemId());
                requireCommand(confirmed.commandId());
                refuseFuture(record, "effectiveAt", confirmed.effectiveAt());
                out.collect(JudgeInput.confirmed(confirmed, position(record)));
            }
            case ACTION_REVERSED -> {
                ItemBack back = Json.enter(record.value(), ItemBack.class);
                requireKey(record, back.itemId());
                requireCommand(back.commandId());
                refuseFuture(record, "at", back.at());
                out.collect(JudgeInput.failed(back, position(record)));
            }
            default -> throw wrongTopic(event, record);
        }
    }

    private static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
        return new RecordPosition(record.topic(), record.partition(), record.offset());
    }

    private static void requireCommand(String commandId) {
        if (commandId == null) {
            throw new Refused(
                    "NO_COMMAND",
                    "commandId: expected the id of the command that it answers, got none; what is"
                            + " done on an item of a notice goes to the topic confirmations");
        }
    }

    @Override
    JudgeInput dead(DeadLetter letter) {
        return JudgeInput.dead(letter);
    }
}
