package dev.vigil.flink.signal;

import dev.vigil.flink.PureFailure;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.signal.SignalFact;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.signal.SignalName;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * No key, no state, no timer. Emits the signals whose recordings a verdict names, once for each
 * revision; one that can't be read so is a dead letter, and its job goes on.
 */
public final class SignalFindsFunction extends ProcessFunction<CaseFact, SignalFact> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "signals found";

    @Override
    public void processElement(CaseFact fact, Context context, Collector<SignalFact> out) {
        if (fact.kind() == CaseFact.Kind.VERDICT) {
            PureFailure.guarded(
                            STAGE,
                            fact.caseId(),
                            fact.time(),
                            letter -> context.output(PureFailure.DEAD, letter),
                            () -> found(fact.verdict()))
                    .ifPresent(all -> all.forEach(out::collect));
        }
    }

    private static List<SignalFact> found(Verdict verdict) {
        return verdict.evidence().stream()
                .flatMap(match -> SignalName.signal(match.referenceId()).stream())
                .map(signal -> SignalFact.found(signal, verdict.sessionId(), verdict.judgedAt()))
                .toList();
    }
}
