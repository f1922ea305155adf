package dev.vigil.flink;

import dev.vigil.audio.Profile;
import dev.vigil.match.Listening;
import dev.vigil.schema.ear.Line;
import dev.vigil.schema.ear.MatchSpan;
import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.FoundLine;
import dev.vigil.schema.flow.SearchAnswer;
import dev.vigil.schema.state.OpenMatch;
import dev.vigil.schema.state.ReferenceName;
import dev.vigil.schema.state.SessionTracks;
import dev.vigil.schema.state.StateName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by session: candidate lines to matches; evidence is checkpointed, so a crash loses none.
 */
public final class Align extends KeyedProcessFunction<String, SearchAnswer, OpenMatch> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "align";
    private static final double SEMITONES_PER_OCTAVE = 12;

    private final Listening listening;
    private transient Profile profile;
    private transient dev.vigil.match.Align align;
    private transient ValueState<SessionTracks> state;

    /**
     * @param listening what makes a match
     */
    public Align(Listening listening) {
        this.listening = listening;
    }

    @Override
    public void open(OpenContext context) {
        profile = Profile.of(Profile.CURRENT);
        align = new dev.vigil.match.Align(profile);
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(StateName.TRACKS, SessionTracks.class));
    }

    @Override
    public void processElement(SearchAnswer answer, Context context, Collector<OpenMatch> out)
            throws Exception {
        SessionTracks before = state.value() == null ? SessionTracks.NONE : state.value();
        if (before.tracks().isEmpty() && answer.lines().isEmpty()) {
            return;
        }
        dev.vigil.match.Align.Outcome outcome;
        try {
            outcome = step(before, answer);
        } catch (RuntimeException e) {
            context.output(
                    PureFailure.DEAD,
                    PureFailure.letter(STAGE, answer.sessionId(), answer.toFrame(), e));
            return;
        }
        Map<Long, ReferenceName> names = names(before, answer);
        for (MatchSpan span : outcome.changes()) {
            out.collect(match(answer, span, names.get(span.reference())));
        }
        remember(outcome, names);
    }

    private dev.vigil.match.Align.Outcome step(SessionTracks before, SearchAnswer answer) {
        double threshold =
                listening.threshold(profile.number(), isUpload(answer.context()), answer.hours());
        List<Line> lines = answer.lines().stream().map(FoundLine::line).toList();
        return align.step(before.tracks(), answer.toFrame(), answer.last(), threshold, lines);
    }

    private void remember(dev.vigil.match.Align.Outcome outcome, Map<Long, ReferenceName> names)
            throws Exception {
        if (outcome.tracks().isEmpty()) {
            state.clear();
            return;
        }
        List<ReferenceName> needed =
                outcome.tracks().stream()
                        .map(track -> names.get(track.reference()))
                        .distinct()
                        .toList();
        state.update(new SessionTracks(outcome.tracks(), needed));
    }

    private static Map<Long, ReferenceName> names(SessionTracks before, SearchAnswer answer) {
        Map<Long, ReferenceName> names = new HashMap<>();
        before.names().forEach(name -> names.put(name.number(), name));
        for (FoundLine found : answer.lines()) {
            names.put(
                    found.line().reference(),
                    new ReferenceName(
                            found.line().reference(), found.workId(), found.referenceId()));
        }
        return names;
    }

    private OpenMatch match(SearchAnswer answer, MatchSpan span, ReferenceName name) {
        Evidence evidence =
                new Evidence(
                        answer.sessionId() + "/" + Long.toHexString(span.line()),
                        name.workId(),
                        name.referenceId(),
                        span.queryFromMs(),
                        span.queryToMs(),
                        span.refFromMs(),
                        span.refToMs(),
                        rounded(span.evidence(), 10),
                        rounded(span.tempo(), 10_000),
                        rounded(-span.pitchOctaves() * SEMITONES_PER_OCTAVE, 100),
                        span.openedMs() - span.queryFromMs(),
                        captured(answer, span.queryFromMs()),
                        captured(answer, span.queryToMs()),
                        span.phase() != MatchSpan.CLOSED);
        return new OpenMatch(answer.sessionId(), answer.context(), evidence);
    }

    /** An upload happens at one moment, however long it plays. */
    private static long captured(SearchAnswer answer, long positionMs) {
        return isUpload(answer.context())
                ? answer.captureBase()
                : answer.captureBase() + positionMs;
    }

    private static boolean isUpload(SessionStarted context) {
        return context != null && context.kind() == SessionKind.UPLOAD;
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }
}
