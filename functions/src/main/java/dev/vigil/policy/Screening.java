package dev.vigil.policy;

import dev.vigil.schema.match.SessionAnalysis;
import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.media.MissingReason;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.verdict.JudgedSession;
import dev.vigil.schema.verdict.PendingScreening;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.ScreenedBuilder;
import dev.vigil.schema.verdict.ScreeningResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The one answer to an upload that ended: clear, matched or incomplete. It waits until each match
 * of the upload has come back from Rights and was judged, so that no upload is clear by a race.
 */
public final class Screening {
    /** Matches of an upload that are waited for by id; of older ones only the number is kept. */
    public static final int MOST_MATCHES = 500;

    /** What is not judged by then is answered with what it lacks. */
    static final long PATIENCE_MS = 600_000;

    /**
     * Of matches that have come back, so that none of the newest {@link #MOST_MATCHES} is missed.
     */
    private static final int MOST_BACK = 2 * MOST_MATCHES;

    private Screening() {}

    /**
     * A match has come back after its end.
     *
     * @param before null where nothing is known of the session
     * @param startAt of the session that the match is of
     */
    public static PendingScreening back(PendingScreening before, long startAt, String matchId) {
        if (before == null || isLater(startAt, before)) {
            return new PendingScreening(startAt, List.of(matchId), null, 0);
        }
        if (isEarlier(startAt, before) || before.back().contains(matchId)) {
            return before;
        }
        List<String> back = new ArrayList<>(before.back());
        back.add(matchId);
        int from = Math.max(0, back.size() - MOST_BACK);
        return new PendingScreening(
                Math.max(startAt, before.startAt()),
                List.copyOf(back.subList(from, back.size())),
                before.ended(),
                before.askedAt());
    }

    /** The upload has ended. */
    public static PendingScreening ended(
            PendingScreening before, SessionAnalysis analysis, long nowMs) {
        boolean same = before != null && isSame(before.startAt(), analysis.startAt());
        return new PendingScreening(
                analysis.startAt(), same ? before.back() : List.of(), analysis, nowMs);
    }

    /** Whether an answer is still owed when a match of a later use of the id comes back. */
    public static boolean isOwed(PendingScreening pending, long startAt) {
        return pending != null && pending.ended() != null && isLater(startAt, pending);
    }

    /** Whether an answer is still owed when another upload of the id ends. */
    public static boolean isOwed(PendingScreening pending, SessionAnalysis ended) {
        return pending != null && pending.ended() != null && !id(pending.ended()).equals(id(ended));
    }

    /** Whether what is known is of a later use of the id than a session with that start. */
    public static boolean isEarlier(long startAt, PendingScreening known) {
        return known != null && !isSame(startAt, known.startAt()) && startAt < known.startAt();
    }

    private static boolean isLater(long startAt, PendingScreening known) {
        return !isSame(startAt, known.startAt()) && startAt > known.startAt();
    }

    /** A start that is not known yet may be any. */
    private static boolean isSame(long startAt, long other) {
        return startAt == other || startAt == 0 || other == 0;
    }

    /**
     * The answer, where there can be one by now.
     *
     * @param judged what the judge knows of the session; null where it had no match
     * @param listLoaded false while the list is still being read
     * @param listAsOf newest publication time of the list (UTC epoch ms); null for an empty one
     * @param nowMs processing time (UTC epoch ms)
     */
    public static Optional<Screened> answer(
            PendingScreening pending,
            JudgedSession judged,
            boolean listLoaded,
            Long listAsOf,
            long nowMs) {
        if (pending == null || pending.ended() == null) {
            return Optional.empty();
        }
        long open = unjudged(pending, judged);
        boolean complete = open == 0 && listLoaded;
        if (!complete && nowMs < pending.askedAt() + PATIENCE_MS) {
            return Optional.empty();
        }
        return Optional.of(answer(pending.ended(), judged, open, listLoaded, listAsOf));
    }

    /** The answer with what is known, as nothing more can be waited for. */
    public static Screened answerNow(
            PendingScreening pending, JudgedSession judged, boolean listLoaded, Long listAsOf) {
        long open = unjudged(pending, judged);
        return answer(pending.ended(), judged, open, listLoaded, listAsOf);
    }

    private static Screened answer(
            SessionAnalysis ended,
            JudgedSession judged,
            long unjudged,
            boolean listLoaded,
            Long listAsOf) {
        List<MissingPart> missing = missing(ended, unjudged, listLoaded);
        boolean hasVerdict = ended.matches() > 0 && isJudged(judged, ended);
        return ScreenedBuilder.builder()
                .screenedId(id(ended))
                .sessionId(ended.sessionId())
                .accountId(ended.context() == null ? null : ended.context().accountId())
                .result(result(ended.matches(), missing))
                .action(hasVerdict ? action(judged) : null)
                .verdictIds(hasVerdict ? List.of(SessionJudge.verdictId(judged)) : List.of())
                .matches(ended.matches())
                .missing(missing)
                .soundMs(ended.end().soundMs())
                .pictureMs(ended.end().pictureMs())
                .profile(ended.profile())
                .referenceHours(Math.round(ended.hours() * 1_000) / 1_000.0)
                .listAsOf(listAsOf)
                .endedAt(ended.end().endedAt())
                .build();
    }

    private static String id(SessionAnalysis ended) {
        return ended.context() == null
                ? idByEnd(ended.sessionId(), ended.end().endedAt())
                : id(ended.sessionId(), ended.startAt());
    }

    /** Id of the answer to an upload, the same after a replay. */
    public static String id(String sessionId, long startAt) {
        return sessionId + "/" + startAt;
    }

    /** Id of the answer to one without a start, as where that was refused. */
    public static String idByEnd(String sessionId, long endedAt) {
        return sessionId + "/ended/" + endedAt;
    }

    private static ScreeningResult result(long matches, List<MissingPart> missing) {
        if (matches > 0) {
            return ScreeningResult.MATCHED;
        }
        return missing.isEmpty() ? ScreeningResult.CLEAR : ScreeningResult.INCOMPLETE;
    }

    private static List<MissingPart> missing(
            SessionAnalysis ended, long unjudged, boolean listLoaded) {
        List<MissingPart> missing = new ArrayList<>();
        add(missing, MissingReason.NO_CONTEXT, ended.context() == null ? 1 : 0);
        boolean nothing = ended.end().soundMs() == 0 && ended.end().pictureMs() == 0;
        add(missing, MissingReason.NO_SOUND, nothing ? 1 : 0);
        missing.addAll(missing(ended.end()));
        add(missing, MissingReason.SHARDS, ended.unanswered());
        add(missing, MissingReason.REFERENCES, ended.loading());
        add(missing, MissingReason.FAILED, ended.failed());
        add(missing, MissingReason.VERDICTS, unjudged);
        add(missing, MissingReason.REGISTERS, listLoaded ? 0 : 1);
        return missing;
    }

    /** What a session lacks by what was received of it. */
    public static List<MissingPart> missing(SessionEnd end) {
        List<MissingPart> missing = new ArrayList<>();
        add(missing, MissingReason.BYTES_SWAPPED, end.bytesSwapped() ? 1 : 0);
        add(missing, MissingReason.NOT_SOUND, end.notSound() ? 1 : 0);
        add(missing, MissingReason.SEGMENTS, end.missingSegments());
        return missing;
    }

    private static void add(List<MissingPart> missing, MissingReason reason, long count) {
        if (count > 0) {
            missing.add(new MissingPart(reason, count));
        }
    }

    /** Matches that have not come back, or one whose result is not judged yet. */
    private static long unjudged(PendingScreening pending, JudgedSession judged) {
        SessionAnalysis ended = pending.ended();
        HashSet<String> back = new HashSet<>(pending.back());
        long out = ended.matchIds().stream().filter(id -> !back.contains(id)).count();
        return out == 0 && ended.matches() > 0 && !isJudged(judged, ended) ? 1 : out;
    }

    private static boolean isJudged(JudgedSession judged, SessionAnalysis ended) {
        boolean same =
                judged != null
                        && (judged.context() == null
                                || ended.context() == null
                                || judged.context().startAt() == ended.startAt());
        return same
                && judged.published() != null
                && judged.published().decisions().stream()
                        .noneMatch(decision -> decision.reasonCode().equals(Reason.WARMING));
    }

    private static Action action(JudgedSession judged) {
        return Ruling.overall(judged.published().decisions());
    }
}
