package dev.vigil.client.act;

import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalDecidedBuilder;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.signal.RefusedSignal;
import dev.vigil.signal.SignalCheck;
import java.io.IOException;

/** What a person here says of a signal of another platform. Its state is the answer. */
public final class SignalActs {
    private SignalActs() {}

    /**
     * Confirms it, disputes it, or takes that back.
     *
     * @param opinion all but the digest of the content, which is that of the signal now
     */
    public static Act decide(ActFacts known, SignalDecidedBuilder opinion) throws IOException {
        SignalStatus status =
                known.signal(opinion.signalId())
                        .orElseThrow(
                                () ->
                                        new FieldRefused(
                                                "signal.unknown",
                                                "signal: expected one of vigil signal list, got '"
                                                        + opinion.signalId()
                                                        + "'",
                                                opinion.signalId()));
        SignalDecided decided = opinion.contentDigest(status.contentDigest()).build();
        try {
            SignalCheck.decided(decided);
        } catch (RefusedSignal refused) {
            throw new FieldRefused("signal.refused", refused.getMessage());
        }
        return Act.of(
                Topic.SIGNAL_DECISIONS,
                EventType.SIGNAL_DECIDED,
                decided.signalId(),
                decided.at(),
                decided);
    }
}
