package dev.vigil.signal;

import dev.vigil.schema.signal.KeptOpinion;
import dev.vigil.schema.signal.KeptSignalDecision;
import dev.vigil.schema.signal.SignalDecided;
import dev.vigil.schema.signal.SignalOpinion;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.wire.PeaksCodec;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whether what was said about a signal is news. A repeat is none, and never an error. */
public final class SignalIntake {
    private SignalIntake() {}

    /**
     * What is to be done with a record.
     *
     * @param news false for a repeat, and for what is refused
     * @param refused null for what is not
     */
    public record Admission(boolean news, RefusedSignal refused) {}

    /** Of a signal. */
    public static Admission signal(SignalShared signal, SignalShared known) {
        return admission(() -> isNews(signal, known));
    }

    /** Of an opinion. */
    public static Admission opinion(SignalOpinion opinion, KeptOpinion known) {
        return admission(() -> isNews(opinion, known));
    }

    /**
     * Of a chunk: a signal must have named it.
     *
     * @param signal null where none has come
     */
    public static Admission chunk(
            String signalId, SignalShared signal, int chunk, String profile, long[] peaks) {
        return admission(
                () -> {
                    requireAnnounced(signalId, signal, chunk, profile, peaks);
                    return true;
                });
    }

    private static Admission admission(BooleanSupplier news) {
        try {
            return new Admission(news.getAsBoolean(), null);
        } catch (RefusedSignal refused) {
            return new Admission(false, refused);
        }
    }

    /**
     * An earlier version is no error either: a peer that starts over sends them all again.
     *
     * @param known null for none
     * @throws RefusedSignal for another record of the version that is known
     */
    static boolean isNews(SignalShared signal, SignalShared known) {
        if (known == null || signal.version() > known.version()) {
            return true;
        }
        if (signal.version() == known.version() && !signal.equals(known)) {
            throw stale("version", known.version());
        }
        return false;
    }

    /**
     * @param known null for none
     * @throws RefusedSignal for another record of the version that is known
     */
    static boolean isNews(SignalOpinion opinion, KeptOpinion known) {
        if (known == null || opinion.version() > known.opinion().version()) {
            return true;
        }
        if (opinion.version() == known.opinion().version() && !opinion.equals(known.opinion())) {
            throw stale("version of the opinion", known.opinion().version());
        }
        return false;
    }

    private static RefusedSignal stale(String name, long known) {
        return new RefusedSignal(
                SignalFault.SIGNAL_STALE,
                name
                        + ": expected more than "
                        + known
                        + ", which is known, got another record of it; count it up with every"
                        + " change");
    }

    /**
     * @param known null for none
     */
    public static boolean isNews(SignalDecided decided, KeptSignalDecision known) {
        return known == null || decided.supersedes(known.decided());
    }

    /** True where the signal names those peaks as that chunk. */
    public static boolean isOf(SignalShared signal, int chunk, long[] peaks) {
        return chunk >= 0
                && chunk < signal.chunkCount()
                && signal.fingerprint()
                        .chunks()
                        .get(chunk)
                        .equals(PeaksCodec.digest(List.of(PeaksCodec.payload(peaks))));
    }

    private static void requireAnnounced(
            String signalId, SignalShared signal, int chunk, String profile, long[] peaks) {
        boolean isAnnounced =
                signal != null
                        && signal.fingerprint() != null
                        && signal.fingerprint().profile().equals(profile)
                        && isOf(signal, chunk, peaks);
        if (!isAnnounced) {
            throw new RefusedSignal(
                    SignalFault.SIGNAL_CHUNK,
                    "chunk: expected one that the signal "
                            + signalId
                            + " names by its digest, got another as number "
                            + chunk
                            + "; send the signal first, then its chunks unchanged");
        }
    }
}
