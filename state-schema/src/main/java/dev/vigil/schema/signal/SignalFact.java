package dev.vigil.schema.signal;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches a signal: what peers and people here say of it, and what is known here.
 *
 * @param signalId its key
 * @param sender the peer whose record it is; null for what is of this site
 * @param own true for what is of this site
 * @param receivedAt Kafka's time of its record (UTC epoch ms)
 * @param position where it was read; null for what a stage has made
 * @param contentDigest of what the signal is about, made of the JSON that its origin published
 * @param chunk number of a chunk
 * @param counts whether a dispute of the sender stops a signal by itself
 * @param key an identifier
 * @param works of this site that have it, at most two
 * @param sessionId in which it was found; it never leaves the state
 * @param reason why time has stopped, for the watch of the clock
 */
@InFlight
@RecordBuilder
public record SignalFact(
        Kind kind,
        String signalId,
        String sender,
        boolean own,
        long receivedAt,
        RecordPosition position,
        SignalShared signal,
        String contentDigest,
        int chunk,
        String profile,
        long[] peaks,
        SignalOpinion opinion,
        boolean counts,
        SignalDecided decided,
        String key,
        List<String> works,
        String sessionId,
        SignalStatus status,
        DeadLetter dead,
        String reason)
        implements SignalFactBuilder.With {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code signal} and {@code contentDigest} */
        SIGNAL,
        /** {@code chunk}, {@code profile} and {@code peaks} */
        CHUNK,
        /** {@code opinion}, and whether it {@code counts} */
        OPINION,
        /** whether disputes of {@code sender} {@code counts} from now on */
        COUNTS,
        /** {@code decided} */
        DECIDED,
        /** {@code works} that have the identifier {@code key} */
        WORKS,
        /** {@code sessionId} */
        FOUND,
        /** {@code status}, as the job itself has published it */
        PUBLISHED,
        /** {@code dead} */
        DEAD,
        /** {@code reason} */
        STOPPED
    }

    /** The peer whose record it is; none for what is of this site. */
    public String peer() {
        return sender == null ? "" : sender;
    }

    public static SignalFact signal(
            SignalShared signal,
            String contentDigest,
            boolean own,
            RecordPosition position,
            long receivedAt) {
        return of(Kind.SIGNAL, signal.signalId(), receivedAt)
                .sender(own ? null : signal.origin())
                .own(own)
                .position(position)
                .signal(signal.kept())
                .contentDigest(contentDigest)
                .build();
    }

    public static SignalFact chunk(
            String signalId,
            String sender,
            int number,
            String profile,
            long[] peaks,
            RecordPosition position,
            long receivedAt) {
        return of(Kind.CHUNK, signalId, receivedAt)
                .sender(sender)
                .own(sender == null)
                .position(position)
                .chunk(number)
                .profile(profile)
                .peaks(peaks)
                .build();
    }

    public static SignalFact opinion(
            SignalOpinion opinion, RecordPosition position, long receivedAt) {
        return of(Kind.OPINION, opinion.signalId(), receivedAt)
                .sender(opinion.origin())
                .position(position)
                .opinion(opinion.withSignature(null))
                .build();
    }

    /** Whether disputes of a peer stop a signal by themselves. */
    public static SignalFact counts(String signalId, String peer, boolean counts, long receivedAt) {
        return of(Kind.COUNTS, signalId, receivedAt).sender(peer).counts(counts).build();
    }

    public static SignalFact decided(
            SignalDecided decided, RecordPosition position, long receivedAt) {
        return of(Kind.DECIDED, decided.signalId(), receivedAt)
                .own(true)
                .position(position)
                .decided(decided)
                .build();
    }

    public static SignalFact works(String signalId, String key, NamedWorks named) {
        return of(Kind.WORKS, signalId, named.at()).key(key).works(named.works()).build();
    }

    public static SignalFact found(String signalId, String sessionId, long at) {
        return of(Kind.FOUND, signalId, at).sessionId(sessionId).build();
    }

    public static SignalFact published(SignalStatus status) {
        return of(Kind.PUBLISHED, status.signalId(), status.at()).own(true).status(status).build();
    }

    public static SignalFact dead(DeadLetter letter) {
        return of(Kind.DEAD, null, 0).dead(letter).build();
    }

    public static SignalFact stopped(String reason) {
        return of(Kind.STOPPED, null, 0).reason(reason).build();
    }

    private static SignalFactBuilder of(Kind kind, String signalId, long receivedAt) {
        return SignalFactBuilder.builder().kind(kind).signalId(signalId).receivedAt(receivedAt);
    }
}
