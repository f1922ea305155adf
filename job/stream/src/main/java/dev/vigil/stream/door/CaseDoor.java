package dev.vigil.stream.door;

import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the other jobs and the platform say of sessions and items. */
public final class CaseDoor extends Door<CaseFact> {
    private static final long serialVersionUID = 1L;

    public CaseDoor(WallClock now) {
        super(CaseFact.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<CaseFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        switch (event) {
            case VERDICT -> {
                Verdict verdict = Json.enter(record.value(), Verdict.class);
                requireKey(record, verdict.sessionId());
                out.collect(CaseFact.verdict(verdict));
            }
            case COMMAND -> {
                EnforcementCommand command = Json.enter(record.value(), EnforcementCommand.class);
                requireKey(record, command.sessionId());
                out.collect(CaseFact.command(command));
            }
            case ACTION_CONFIRMED -> {
                ActionConfirmed confirmed = Json.enter(record.value(), ActionConfirmed.class);
                requireKey(record, confirmed.itemId());
                refuseFuture(record, "effectiveAt", confirmed.effectiveAt());
                out.collect(CaseFact.confirmed(confirmed));
            }
            case ACTION_REVERSED -> {
                ItemBack failed = Json.enter(record.value(), ItemBack.class);
                requireKey(record, failed.itemId());
                refuseFuture(record, "at", failed.at());
                out.collect(CaseFact.failed(failed));
            }
            case NOTICE_OUTCOME -> {
                ItemOutcome outcome = Json.enter(record.value(), ItemOutcome.class);
                requireKey(record, outcome.itemId());
                out.collect(CaseFact.outcome(outcome));
            }
            // Of an item of a notice: what became of it is in its outcome.
            case NOTICE_COMMAND -> {}
            default -> throw wrongTopic(event, record);
        }
    }

    @Override
    CaseFact dead(DeadLetter letter) {
        return CaseFact.dead(letter);
    }

    /** Accounts are rebuilt from their topics, and have to come out the same. */
    @Override
    long receivedMs(ConsumerRecord<byte[], byte[]> record) {
        return appendedMs(record);
    }
}
