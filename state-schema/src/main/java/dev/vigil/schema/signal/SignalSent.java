package dev.vigil.schema.signal;

import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A record for peers: a signal of this site, a chunk of it, or an opinion. Unsigned: it is signed
 * on its way out.
 *
 * @param at when it arose (UTC epoch ms)
 * @param signal null for the others
 * @param opinion null for the others
 * @param chunk number of a chunk, where peaks are set
 */
@InFlight
@RecordBuilder
public record SignalSent(
        String signalId,
        long at,
        SignalShared signal,
        SignalOpinion opinion,
        int chunk,
        String profile,
        long[] peaks)
        implements SignalSentBuilder.With {
    public static SignalSent signal(SignalShared signal) {
        return of(signal.signalId(), signal.issuedAt()).signal(signal).build();
    }

    public static SignalSent opinion(SignalOpinion opinion) {
        return of(opinion.signalId(), opinion.at()).opinion(opinion).build();
    }

    public static SignalSent chunk(SignalShared signal, int number, long[] peaks) {
        return of(signal.signalId(), signal.issuedAt())
                .chunk(number)
                .profile(signal.fingerprint().profile())
                .peaks(peaks)
                .build();
    }

    private static SignalSentBuilder of(String signalId, long at) {
        return SignalSentBuilder.builder().signalId(signalId).at(at);
    }
}
