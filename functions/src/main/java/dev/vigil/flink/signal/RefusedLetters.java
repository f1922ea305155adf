package dev.vigil.flink.signal;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.signal.RefusedSignal;

/** Dead letters of what a stage behind the door refuses, with the place where it was read. */
final class RefusedLetters {
    private RefusedLetters() {}

    static DeadLetter letter(String stage, SignalFact fact, RefusedSignal refused) {
        RecordPosition at = fact.position();
        return DeadLetterBuilder.builder()
                .deadLetterId(at.topic() + "/" + at.partition() + "/" + at.offset())
                .topic(at.topic())
                .partition(at.partition())
                .offset(at.offset())
                .stage(stage)
                .reason(refused.fault().name())
                .message(PureFailure.cut(refused.getMessage()))
                .key(fact.signalId())
                .bytes(new byte[0])
                .build();
    }
}
