package dev.vigil.flink.match;

import dev.vigil.match.MatchSpan;
import dev.vigil.policy.Screening;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.match.TrackPosition;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.verdict.AnalysedSoFar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * How much of a session was analysed: of uploads the sum at their end, of live streams how far.
 *
 * <p>Key: session. State: what was counted of an upload, or of a session that may be one, only once
 * there is something to count; of a session with pictures how far they and its sound are analysed.
 * Until its end, a week at most. No timers.
 */
final class Analysed {
    /** A live stream reports its progress this often, in stream time. */
    static final long PROGRESS_MS = 30_000;

    /** A session without matches gives the judge a sign of life this often, in stream time. */
    static final long ALIVE_MS = 24 * 3_600_000L;

    /** An upload that never ends is forgotten this long after the last that was counted of it. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private final ValueState<AnalysedSoFar> state;

    /** By profile. */
    private final MapState<String, TrackPosition> positions;

    Analysed(RuntimeContext context) {
        ValueStateDescriptor<AnalysedSoFar> descriptor =
                new ValueStateDescriptor<>(StateName.ANALYSED_SO_FAR, AnalysedSoFar.class);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(FORGOTTEN).build());
        state = context.getState(descriptor);
        MapStateDescriptor<String, TrackPosition> tracks =
                new MapStateDescriptor<>(
                        StateName.TRACK_POSITIONS,
                        Types.STRING,
                        TypeInformation.of(TrackPosition.class));
        tracks.enableTimeToLive(StateTtlConfig.newBuilder(FORGOTTEN).build());
        positions = context.getMapState(tracks);
    }

    /**
     * Counts a match of an upload as it opens and closes.
     *
     * @param late whether the answer arrived after its packet was taken: then what was answered for
     *     already is not begun anew
     */
    void matched(OpenMatch match, int phase, boolean late) throws Exception {
        SessionStarted context = match.context();
        if (phase == MatchSpan.OPENED) {
            count(context, late, AnalysedSoFar::opened);
        } else if (phase == MatchSpan.CLOSED) {
            String id = match.evidence().matchId();
            count(context, late, known -> known.closed(id, Screening.MOST_MATCHES));
        }
    }

    /** A packet is taken without the answer of a shard, which may be loading its references. */
    void without(SessionStarted context, boolean loading) throws Exception {
        count(context, false, known -> known.without(loading ? 0 : 1, loading ? 1 : 0));
    }

    /** The search of a packet failed. */
    void failed(SessionStarted context, boolean late) throws Exception {
        count(context, late, AnalysedSoFar::failedOnce);
    }

    /** Live streams are not counted; what has no {@code started} yet may be an upload. */
    private void count(SessionStarted context, boolean late, UnaryOperator<AnalysedSoFar> change)
            throws Exception {
        boolean mayBeUpload = context == null || context.kind() == SessionKind.UPLOAD;
        if (mayBeUpload && !(late && isAnsweredFor(context))) {
            state.update(change.apply(known(context)));
        }
    }

    /** The session is over, or another one has its id by now. */
    private boolean isAnsweredFor(SessionStarted context) throws Exception {
        AnalysedSoFar known = state.value();
        return known == null || !isSame(known.startAt(), SessionAnalysis.startAt(context));
    }

    /** A {@code started} that arrives behind segments is of them, too. */
    private AnalysedSoFar known(SessionStarted context) throws Exception {
        long startAt = SessionAnalysis.startAt(context);
        AnalysedSoFar known = state.value();
        return known != null && isSame(known.startAt(), startAt)
                ? known.of(Math.max(known.startAt(), startAt))
                : AnalysedSoFar.nothing(startAt);
    }

    /** A start that is not known, not yet or no longer, may be any. */
    private static boolean isSame(long startAt, long other) {
        return startAt == other || startAt == 0 || other == 0;
    }

    /**
     * The sum of an upload that the platform has ended, with the last packet of the last of its
     * tracks; empty for other packets and sessions.
     */
    Optional<SessionAnalysis> ended(SearchAnswer answer) throws Exception {
        if (answer.end() == null) {
            return Optional.empty();
        }
        AnalysedSoFar sum = known(answer.context()).endedOnce(answer.profile(), answer.hours());
        if (sum.ended() < answer.end().tracks()) {
            state.update(sum);
            return Optional.empty();
        }
        state.clear();
        boolean upload =
                answer.context() == null
                        ? answer.end().upload()
                        : answer.context().kind() == SessionKind.UPLOAD;
        if (!upload) {
            return Optional.empty();
        }
        return Optional.of(
                new SessionAnalysis(
                        answer.sessionId(),
                        answer.context(),
                        answer.end(),
                        sum.profile(),
                        sum.hours(),
                        sum.matches(),
                        sum.matchIds(),
                        sum.unanswered(),
                        sum.loading(),
                        sum.failed()));
    }

    /**
     * Once in each day of a session that goes on, and where it falls silent: it may be back.
     *
     * @param fromMs position of the packet's first new frame
     * @param toMs position up to which all was searched
     */
    static boolean isSignOfLife(SearchAnswer answer, long fromMs, long toMs) {
        return answer.end() == null && (answer.last() || fromMs / ALIVE_MS < toMs / ALIVE_MS);
    }

    /**
     * How far a live stream is analysed, where the packet crosses a step or is the last one. Of
     * sound and pictures the one counts that is behind.
     *
     * @param fromMs position of the packet's first new frame
     * @param toMs position up to which all was searched
     */
    Optional<AnalysisProgress> progress(SearchAnswer answer, long fromMs, long toMs)
            throws Exception {
        forgetEarlier(answer);
        boolean pictures = FingerprintProfile.isOfPictures(answer.profile());
        boolean several = answer.end() != null && answer.end().tracks() > 1;
        if (!pictures && !several && positions.isEmpty()) {
            return progress(answer, answer.captureBase(), fromMs, toMs, answer.last());
        }
        String profile = answer.profile();
        TrackPosition known = positions.get(profile);
        // Each counts from its own beginning.
        long startMs = answer.captureBase() - answer.life();
        boolean ends = answer.end() != null;
        // A track that fell silent before the end of its session is not behind because of it.
        boolean wasSilent = ends && known == null && !positions.isEmpty();
        long leastMs = wasSilent ? behind(Long.MAX_VALUE) : startMs;
        long before = behind(known == null ? Math.max(leastMs, startMs + fromMs) : Long.MAX_VALUE);
        long atMs = Math.max(leastMs, startMs + toMs);
        positions.put(profile, new TrackPosition(answer.life(), atMs, ends));
        long now = behind(Long.MAX_VALUE);
        boolean over = false;
        if (ends) {
            over = ended() >= answer.end().tracks();
        } else if (answer.last()) {
            // It is silent: what goes on is not behind because of it.
            positions.remove(profile);
            over = positions.isEmpty();
        }
        if (over) {
            positions.clear();
        }
        return progress(answer, answer.life(), before, now, over);
    }

    /**
     * @param captureBase capture time of position 0 (UTC epoch ms)
     * @param fromMs position before the packet
     * @param toMs position behind it
     */
    private static Optional<AnalysisProgress> progress(
            SearchAnswer answer, long captureBase, long fromMs, long toMs, boolean over) {
        boolean live = answer.context() != null && answer.context().kind() == SessionKind.LIVE;
        boolean step = fromMs / PROGRESS_MS < toMs / PROGRESS_MS;
        if (!live || !step && !over) {
            return Optional.empty();
        }
        boolean ended = over && answer.end() != null;
        return Optional.of(
                new AnalysisProgress(
                        answer.sessionId(),
                        answer.context().accountId(),
                        answer.context().startAt(),
                        toMs,
                        captureBase + toMs,
                        ended,
                        ended ? Screening.missing(answer.end()) : List.of(),
                        answer.profile(),
                        answer.hours()));
    }

    /** Of an earlier use of the id nothing is waited for. */
    private void forgetEarlier(SearchAnswer answer) throws Exception {
        for (TrackPosition one : positions.values()) {
            if (one.life() != answer.life()) {
                positions.clear();
                return;
            }
        }
    }

    private long behind(long mostMs) throws Exception {
        long behind = mostMs;
        for (TrackPosition one : positions.values()) {
            behind = Math.min(behind, one.toMs());
        }
        return behind;
    }

    private int ended() throws Exception {
        int ended = 0;
        for (TrackPosition one : positions.values()) {
            ended += one.ended() ? 1 : 0;
        }
        return ended;
    }

    /**
     * Whether a session that ends with an answer has a last packet of another track to come.
     *
     * @param late whether the answer arrived after its packet was taken: then all may be over
     */
    boolean awaitsAnother(SearchAnswer answer, boolean late) throws Exception {
        if (answer.end() == null || late && positions.get(answer.profile()) == null) {
            return false;
        }
        int others = 0;
        for (Map.Entry<String, TrackPosition> one : positions.entries()) {
            TrackPosition at = one.getValue();
            boolean isOther = !one.getKey().equals(answer.profile()) && at.life() == answer.life();
            others += isOther && at.ended() ? 1 : 0;
        }
        return others + 1 < answer.end().tracks();
    }

    /** Whether the session sends more than what the answer is of. */
    boolean receivesMoreThan(SearchAnswer answer) throws Exception {
        for (Map.Entry<String, TrackPosition> one : positions.entries()) {
            if (!one.getKey().equals(answer.profile()) && one.getValue().life() == answer.life()) {
                return true;
            }
        }
        return false;
    }
}
