package dev.vigil.flink.match;

import dev.vigil.flink.PureFailure;
import dev.vigil.match.BothSenses;
import dev.vigil.match.MatchSpan;
import dev.vigil.match.SearchProfile;
import dev.vigil.match.SearchProfiles;
import dev.vigil.match.SearchSettings;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.AlignTrack;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.match.FoundLine;
import dev.vigil.schema.match.GatheredAnswers;
import dev.vigil.schema.match.OpenMatch;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.schema.match.ProfileTracks;
import dev.vigil.schema.match.SearchAnswer;
import dev.vigil.schema.match.SessionTracks;
import dev.vigil.schema.media.AnalysisProgress;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.reference.ReferenceName;
import dev.vigil.schema.register.OverlapInput;
import dev.vigil.schema.verdict.JudgeInput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by session: candidate lines to matches; evidence is checkpointed, so a crash loses none.
 *
 * <p>Sound and pictures of a session are aligned each in its profile; what one has found is known
 * to the other: see {@link BothSenses}.
 *
 * <p>Where the index has shards, a packet is taken once all of them have answered, so that it does
 * not matter how references are divided. One that is waited for too long is taken as it is; what is
 * answered later counts by itself, and only then do matches of its shard go on or close. A shard
 * that has not answered after ten minutes, or twenty-five from a start on where it builds its
 * index, has found nothing: its matches close, too.
 *
 * <p>Where a session's id is used again, the earlier use is over: what is waited for of it is taken
 * as it is, its matches close, and what comes late of it counts by itself, for as long.
 */
public final class AlignFunction extends KeyedProcessFunction<String, SearchAnswer, OpenMatch> {
    private static final long serialVersionUID = 1L;

    /** For the judge: uploads that the platform has ended, and sessions that go on. */
    public static final OutputTag<JudgeInput> ANALYSES =
            new OutputTag<>("analyses", TypeInformation.of(JudgeInput.class));

    /**
     * What references that were asked for have in common with others, and behind that of each that
     * it was searched for to its end. Their matches are nothing else: they are never judged.
     */
    public static final OutputTag<OverlapInput> OVERLAPS =
            new OutputTag<>("overlaps", TypeInformation.of(OverlapInput.class));

    /** How far live streams are analysed. */
    public static final OutputTag<AnalysisProgress> PROGRESS =
            new OutputTag<>("progress", TypeInformation.of(AnalysisProgress.class));

    private static final String STAGE = "align";
    private static final String OF_PICTURES = "v";
    private static final double SEMITONES_PER_OCTAVE = 12;

    /** What is never answered in full is forgotten after this long; no answer is silence then. */
    private static final long FORGET_MS = 600_000;

    /** Timers are at whole seconds, so that many packets share one. */
    private static final long TIMER_STEP_MS = 1_000;

    /**
     * A shard that has not answered since the start is waited for as if it did after this long, for
     * it builds its index. Half of the minute in which a live stream can be stopped: what other
     * shards have found must not wait longer.
     */
    private static final long BUILD_MS = 30_000;

    /** As long its late answers are waited for: an index of 1,700 h is built in half of it. */
    private static final long LONGEST_BUILD_MS = 900_000;

    private final SearchProfiles profiles;
    private final SearchSettings listening;
    private final IndexPlan plan;
    private transient MapState<String, GatheredAnswers> gathered;
    private transient Counter incomplete;

    /** Answers of an earlier use of an id, after all others of their packet were given up. */
    private transient Counter outdated;

    /** Matches that were not opened, as too many others of their session are open. */
    private transient Counter leftOut;

    /** Processing time at which this task first had something to do; not state. */
    private transient long awakeSince;

    /** By slot of the index, its first answer since then: the index is ready. */
    private transient Map<Integer, Long> slotsHeardAt;

    private transient Lives lives;

    /** By the id of its profile. */
    private transient Map<String, dev.vigil.match.Align> aligns;

    private transient ValueState<SessionTracks> state;
    private transient Analysed analysed;

    /**
     * @param listening what makes a match
     * @param plan how many shards answer, and how long they are waited for
     */
    public AlignFunction(SearchSettings listening, IndexPlan plan) {
        this(SearchedProfiles.ALL, listening, plan);
    }

    /**
     * @param profiles searched side by side
     */
    public AlignFunction(SearchProfiles profiles, SearchSettings listening, IndexPlan plan) {
        this.profiles = profiles;
        this.listening = listening;
        this.plan = plan;
    }

    @Override
    public void open(OpenContext context) {
        aligns = new HashMap<>();
        profiles.all().forEach(profile -> aligns.put(profile.id(), profile.align()));
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(StateName.TRACKS, SessionTracks.class));
        analysed = new Analysed(getRuntimeContext());
        incomplete = getRuntimeContext().getMetricGroup().counter("incompleteAnswers");
        outdated = getRuntimeContext().getMetricGroup().counter("outdatedAnswers");
        leftOut = getRuntimeContext().getMetricGroup().counter("matchesLeftOut");
        if (plan.shards() > 1) {
            gathered =
                    getRuntimeContext()
                            .getMapState(
                                    new MapStateDescriptor<>(
                                            StateName.GATHERED_ANSWERS,
                                            Types.STRING,
                                            TypeInformation.of(GatheredAnswers.class)));
            slotsHeardAt = new HashMap<>();
            lives = new Lives();
        }
    }

    @Override
    public void processElement(SearchAnswer answer, Context context, Collector<OpenMatch> out)
            throws Exception {
        if (plan.shards() == 1) {
            take(List.of(answer), false, context, out);
            searched(List.of(answer), context);
        } else {
            wake(context);
            heard(answer, context);
            gather(answer, context, out);
        }
    }

    private void wake(Context context) {
        if (awakeSince == 0) {
            awakeSince = context.timerService().currentProcessingTime();
        }
    }

    private void heard(SearchAnswer answer, Context context) {
        int slot = plan.ofSession(answer.sessionId())[answer.shard()];
        slotsHeardAt.computeIfAbsent(slot, k -> context.timerService().currentProcessingTime());
    }

    /** When a packet is waited for no longer: from when on its shards could answer, it had time. */
    private long dueAt(String sessionId, GatheredAnswers answers) {
        return readyAt(sessionId, answers, BUILD_MS) + plan.patienceMs();
    }

    private void gather(SearchAnswer answer, Context context, Collector<OpenMatch> out)
            throws Exception {
        String packet = packet(answer);
        GatheredAnswers before = gathered.get(packet);
        if (before != null && before.has(answer.shard())) {
            return;
        }
        if (before == null) {
            Use running = running(answer.sessionId());
            Use its = new Use(answer.life(), receivedAt(answer));
            if (its.isOutdated(running)) {
                outdated.inc();
                return;
            }
            Use seen = lives.get(answer.sessionId());
            if (seen == null || seen.life() != its.life()) {
                lives.put(answer.sessionId(), its);
                settleEarlier(answer.life(), context, out);
            }
            long nowMs = context.timerService().currentProcessingTime();
            before = new GatheredAnswers(List.of(), false, nowMs);
            look(nowMs + plan.patienceMs(), context);
        }
        GatheredAnswers after = before.and(answer);
        boolean complete = after.answers().size() == plan.shards();
        if (complete) {
            gathered.remove(packet);
        } else {
            gathered.put(packet, after);
        }
        if (after.told()) {
            take(List.of(answer), true, context, out);
        } else if (complete) {
            take(after.answers(), false, context, out);
        }
        if (complete) {
            searched(after.answers(), context);
        }
    }

    /** The use of the id that answered last; null where none is known. */
    private Use running(String sessionId) throws Exception {
        Use seen = lives.get(sessionId);
        if (seen != null || state.value() == null) {
            return seen;
        }
        SearchAnswer latest = state.value().profiles().get(0).latest();
        return new Use(latest.life(), receivedAt(latest));
    }

    private long receivedAt(SearchAnswer answer) {
        return answer.receivedBase() + millis(answer, answer.toFrame());
    }

    /**
     * The number alone would mix up two short sessions of one id, and both sides of a silence,
     * behind which another profile may count the same frames.
     */
    private static String packet(SearchAnswer answer) {
        return answer.profile()
                + ":"
                + answer.sequence()
                + "@"
                + answer.life()
                + "-"
                + answer.toFrame();
    }

    private static void look(long atMs, Context context) {
        long step = Math.floorDiv(atMs + TIMER_STEP_MS - 1, TIMER_STEP_MS);
        context.timerService().registerProcessingTimeTimer(step * TIMER_STEP_MS);
    }

    /**
     * The answers of some shards as one. A shard that has not answered counts with as many hours as
     * the others have: a threshold for half of the references would let false matches through.
     */
    SearchAnswer together(List<SearchAnswer> answers) {
        List<SearchAnswer> inOrder = new ArrayList<>(answers);
        inOrder.sort(Comparator.comparingInt(SearchAnswer::shard));
        List<FoundLine> lines = inOrder.stream().flatMap(a -> a.lines().stream()).toList();
        double hours = answers.stream().mapToDouble(SearchAnswer::hours).sum();
        SearchAnswer one = inOrder.get(0);
        return one.of(
                one.shard(),
                answers.stream().anyMatch(SearchAnswer::failed),
                hours * plan.shards() / answers.size(),
                answers.stream().mapToLong(SearchAnswer::indexVersion).sum(),
                lines);
    }

    /** Packets that were waited for too long are taken as they are, older ones first. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<OpenMatch> out)
            throws Exception {
        if (plan.shards() == 1) {
            return;
        }
        wake(context);
        long nowMs = context.timerService().currentProcessingTime();
        Map<String, GatheredAnswers> due = new HashMap<>();
        Map<String, GatheredAnswers> over = new HashMap<>();
        for (Map.Entry<String, GatheredAnswers> entry : gathered.entries()) {
            GatheredAnswers answers = entry.getValue();
            String session = context.getCurrentKey();
            long atMs = answers.told() ? overAt(session, answers) : dueAt(session, answers);
            if (atMs > nowMs) {
                look(atMs, context);
            } else {
                (answers.told() ? over : due).put(entry.getKey(), answers);
            }
        }
        for (Map.Entry<String, GatheredAnswers> entry : oldestFirst(over)) {
            gathered.remove(entry.getKey());
            take(silence(entry.getValue()), true, context, out);
            searched(entry.getValue().answers(), context);
        }
        for (Map.Entry<String, GatheredAnswers> entry : oldestFirst(due)) {
            takeAsItIs(entry.getKey(), entry.getValue(), context, out);
        }
    }

    private void takeAsItIs(
            String packet, GatheredAnswers answers, Context context, Collector<OpenMatch> out)
            throws Exception {
        gathered.put(packet, answers.given());
        incomplete.inc();
        SearchAnswer one = answers.answers().get(0);
        analysed.without(one.context(), isLoading(answers, one.sessionId()));
        take(answers.answers(), false, context, out);
        look(overAt(one.sessionId(), answers), context);
    }

    /** Of an earlier use of the session's id nothing is waited for any longer. */
    private void settleEarlier(long life, Context context, Collector<OpenMatch> out)
            throws Exception {
        Map<String, GatheredAnswers> earlier = new HashMap<>();
        for (Map.Entry<String, GatheredAnswers> entry : gathered.entries()) {
            GatheredAnswers answers = entry.getValue();
            if (!answers.told() && answers.answers().get(0).life() != life) {
                earlier.put(entry.getKey(), answers);
            }
        }
        for (Map.Entry<String, GatheredAnswers> entry : oldestFirst(earlier)) {
            takeAsItIs(entry.getKey(), entry.getValue(), context, out);
        }
    }

    /** Whether a shard that has not answered has answered nothing since the job started. */
    private boolean isLoading(GatheredAnswers answers, String sessionId) {
        int[] slots = plan.ofSession(sessionId);
        return IntStream.range(0, slots.length)
                .anyMatch(s -> !answers.has(s) && !slotsHeardAt.containsKey(slots[s]));
    }

    /**
     * When no shard answers any more: behind its index a shard answers what waits, in its order.
     */
    private long overAt(String sessionId, GatheredAnswers answers) {
        return readyAt(sessionId, answers, LONGEST_BUILD_MS) + FORGET_MS;
    }

    /**
     * Since when each shard that has not answered a packet could.
     *
     * @param buildMs after the start, of one that has answered nothing since
     */
    private long readyAt(String sessionId, GatheredAnswers answers, long buildMs) {
        long since = Math.max(answers.since(), awakeSince);
        int[] slots = plan.ofSession(sessionId);
        for (int shard = 0; shard < slots.length; shard++) {
            if (!answers.has(shard)) {
                long builtAt = slotsHeardAt.getOrDefault(slots[shard], awakeSince + buildMs);
                since = Math.max(since, builtAt);
            }
        }
        return since;
    }

    /** That the shards which have not answered have found nothing. */
    private List<SearchAnswer> silence(GatheredAnswers answers) {
        SearchAnswer one = answers.answers().get(0);
        return IntStream.range(0, plan.shards())
                .filter(shard -> !answers.has(shard))
                .mapToObj(shard -> one.of(shard, false, one.hours(), one.indexVersion(), List.of()))
                .toList();
    }

    private static List<Map.Entry<String, GatheredAnswers>> oldestFirst(
            Map<String, GatheredAnswers> due) {
        return due.entrySet().stream()
                .sorted(
                        Comparator.comparingLong(
                                entry -> entry.getValue().answers().get(0).sequence()))
                .toList();
    }

    /**
     * @param late whether the packet was taken before, without these answers
     */
    private void take(
            List<SearchAnswer> answers, boolean late, Context context, Collector<OpenMatch> out)
            throws Exception {
        SearchAnswer answer = together(answers);
        if (answer.failed()) {
            analysed.failed(answer.context(), late);
        }
        matched(answers, answer, late, context, out);
        if (!late) {
            analysed.ended(answer)
                    .ifPresent(sum -> context.output(ANALYSES, JudgeInput.ended(sum)));
            long fromMs = millis(answer, answer.fromFrame());
            long toMs = millis(answer, answer.toFrame());
            if (Analysed.isSignOfLife(answer, fromMs, toMs)) {
                context.output(ANALYSES, JudgeInput.alive(answer.sessionId()));
            }
            analysed.progress(answer, fromMs, toMs)
                    .ifPresent(progress -> context.output(PROGRESS, progress));
        }
    }

    /**
     * What a reference that was asked for is not found in by now holds no more. A search that has
     * failed is none to its end.
     *
     * @param all answers to a packet that no other shard is waited for any more
     */
    private static void searched(List<SearchAnswer> all, Context context) {
        if (all.stream().noneMatch(SearchAnswer::failed)) {
            ReferenceProbesFunction.searched(all.get(0))
                    .ifPresent(renewed -> context.output(OVERLAPS, renewed));
        }
    }

    private long millis(SearchAnswer answer, long frame) {
        return (long) scale(answer).millis(frame);
    }

    /**
     * What turns frames into times. Where a job was rolled back it may not know the profile of what
     * it was in the middle of: that must end all the same, at times that are about right.
     */
    private SearchProfile scale(SearchAnswer answer) {
        return profiles.find(answer.profile()).orElseGet(() -> profiles.all().get(0));
    }

    private void matched(
            List<SearchAnswer> answers,
            SearchAnswer answer,
            boolean late,
            Context context,
            Collector<OpenMatch> out)
            throws Exception {
        SessionTracks known = state.value() == null ? SessionTracks.NONE : state.value();
        List<ProfileTracks> earlier = known.ofAnotherUse(answer);
        SessionTracks before = known.ofThisUse(answer);
        boolean another = !earlier.isEmpty();
        if (another && !late) {
            for (ProfileTracks one : earlier) {
                closeAll(one, one.latest(), context, out);
            }
            remember(before, answer, late);
        }
        // What is late of an earlier use of the id has no packet behind it that would close it.
        boolean alone = another && late;
        ProfileTracks mine = mine(before, answer);
        if (mine.tracks().isEmpty() && answer.lines().isEmpty()) {
            if (answer.last() && !alone && !before.profiles().isEmpty()) {
                remember(before.without(answer.profile()), answer, late);
            }
            return;
        }
        BitSet answered = new BitSet();
        answers.forEach(one -> answered.set(one.shard()));
        boolean received = analysed.receivesMoreThan(answer);
        Optional<Aligned> aligned =
                PureFailure.guarded(
                        STAGE,
                        answer.toFrame(),
                        context,
                        () -> aligned(before, answer, alone, answered, received));
        if (aligned.isEmpty()) {
            analysed.failed(answer.context(), late);
            if (answer.last() && !alone) {
                closeAll(mine, answer, context, out);
                remember(before.without(answer.profile()), answer, late);
            }
            return;
        }
        leftOut.inc(aligned.get().leftOut());
        for (Change change : aligned.get().changes()) {
            emit(change.match(), context, out);
            analysed.matched(change.match(), change.phase(), late);
        }
        if (!alone) {
            remember(aligned.get().tracks(), answer, late);
        }
    }

    private static void emit(OpenMatch match, Context context, Collector<OpenMatch> out) {
        if (ReferenceProbesFunction.isOfReference(match)) {
            ReferenceProbesFunction.found(match).forEach(one -> context.output(OVERLAPS, one));
        } else {
            out.collect(match);
        }
    }

    /** What is known in the profile of an answer; what is over begins anew. */
    private static ProfileTracks mine(SessionTracks before, SearchAnswer answer) {
        ProfileTracks mine = before.of(answer.profile());
        return mine.over() ? ProfileTracks.NONE : mine;
    }

    /** What a session has after an answer, and what is new. */
    private record Aligned(SessionTracks tracks, List<Change> changes, long leftOut) {}

    /** A match that has opened, grown or closed: {@link MatchSpan}. */
    private record Change(int phase, OpenMatch match) {}

    /**
     * @param alone whether nothing comes behind it
     * @param received whether the session sends the other of sound and pictures
     */
    private Aligned aligned(
            SessionTracks before,
            SearchAnswer answer,
            boolean alone,
            BitSet answered,
            boolean received) {
        ProfileTracks mine = mine(before, answer);
        Map<Long, ReferenceName> names = names(mine, answer.lines());
        double threshold = threshold(answer);
        boolean last = answer.last() || alone;
        dev.vigil.match.Align.Outcome outcome =
                aligns.get(profiles.of(answer.profile()).id())
                        .step(
                                mine.tracks(),
                                answer.toFrame(),
                                last,
                                threshold,
                                answer.lines().stream().map(FoundLine::line).toList(),
                                new Answered(names, answered),
                                beside(before, answer, names, threshold, received));
        List<Change> changes = new ArrayList<>(changes(outcome.changes(), answer, names));
        SearchAnswer latest =
                answer.of(answer.shard(), false, answer.hours(), answer.indexVersion(), List.of());
        // Where a shard has not answered the last packet its tracks wait for that.
        boolean over = answer.last() && outcome.tracks().isEmpty();
        List<AlignTrack> all = over ? outcome.closed() : outcome.tracks();
        ProfileTracks now = new ProfileTracks(all, named(all, names), latest, threshold, over);
        SessionTracks after = all.isEmpty() ? before.without(answer.profile()) : before.with(now);
        return alone
                ? new Aligned(before, changes, outcome.leftOut())
                : joined(after, answer, changes, outcome.leftOut());
    }

    /** What an answer has shown may be news for the matches of the other of sound and pictures. */
    private Aligned joined(
            SessionTracks after, SearchAnswer answer, List<Change> changes, long leftOutSoFar) {
        SessionTracks tracks = after;
        long left = leftOutSoFar;
        double atMs = startMs(answer) + profiles.of(answer.profile()).millis(answer.toFrame());
        for (ProfileTracks other : after.beside(answer.profile())) {
            Optional<SearchProfile> profile = profiles.find(other.profile());
            if (profile.isEmpty()) {
                continue;
            }
            Map<Long, ReferenceName> names = names(other, List.of());
            double itsMs = atMs - startMs(other.latest());
            dev.vigil.match.Align.Outcome outcome =
                    aligns.get(other.profile())
                            .joined(
                                    other.tracks(),
                                    (long) (itsMs * profile.get().framesPerSecond() / 1_000),
                                    other.threshold(),
                                    beside(after, other.latest(), names, other.threshold(), true));
            List<MatchSpan> spans = other.over() ? behindItsEnd(other, outcome) : outcome.changes();
            changes.addAll(changes(spans, other.latest(), names));
            left += outcome.leftOut();
            tracks = tracks.with(other.withTracks(outcome.tracks()));
        }
        return new Aligned(tracks, changes, left);
    }

    /**
     * What has ended may be a match by what the other one shows last: it is opened and closed at
     * once, so that it does not matter which of both was answered first.
     */
    private List<MatchSpan> behindItsEnd(
            ProfileTracks ended, dev.vigil.match.Align.Outcome outcome) {
        List<MatchSpan> spans = new ArrayList<>();
        Set<Long> opened = new HashSet<>();
        for (MatchSpan span : outcome.changes()) {
            if (span.phase() == MatchSpan.OPENED) {
                spans.add(span);
                opened.add(span.line());
            }
        }
        List<AlignTrack> tracks =
                outcome.tracks().stream().filter(track -> opened.contains(track.id())).toList();
        spans.addAll(aligns.get(ended.profile()).over(tracks, ended.latest().toFrame()));
        return spans;
    }

    /**
     * When frame 0 of a track of a session was captured, from the first segment of either track on:
     * each counts from its own beginning.
     */
    private static double startMs(SearchAnswer answer) {
        return answer.captureBase() - answer.life();
    }

    /**
     * What the other profiles of a session say to the tracks of one.
     *
     * @param answer of that one
     */
    private dev.vigil.match.Align.Beside beside(
            SessionTracks session,
            SearchAnswer answer,
            Map<Long, ReferenceName> names,
            double threshold,
            boolean received) {
        List<BothSenses.Sensed> others = new ArrayList<>();
        for (ProfileTracks other : session.beside(answer.profile())) {
            if (profiles.find(other.profile()).isPresent()) {
                Map<Long, ReferenceName> theirs = names(other, List.of());
                for (AlignTrack track : other.tracks()) {
                    others.add(sensed(other.latest(), track, theirs, other.threshold()));
                }
            }
        }
        if (others.isEmpty() && !received) {
            return dev.vigil.match.Align.Beside.NOTHING;
        }
        return track ->
                BothSenses.beside(sensed(answer, track, names, threshold), others, received);
    }

    private BothSenses.Sensed sensed(
            SearchAnswer answer,
            AlignTrack track,
            Map<Long, ReferenceName> names,
            double threshold) {
        return BothSenses.Sensed.of(
                profiles.of(answer.profile()),
                startMs(answer),
                track,
                names.get(track.reference()),
                threshold);
    }

    private List<Change> changes(
            List<MatchSpan> spans, SearchAnswer answer, Map<Long, ReferenceName> names) {
        List<Change> changes = new ArrayList<>();
        for (MatchSpan span : spans) {
            OpenMatch match = match(answer, span, names.get(span.reference()));
            changes.add(new Change(span.phase(), match));
        }
        return changes;
    }

    /**
     * No packet will close them. They are not counted: their upload has been answered for, or never
     * ended.
     *
     * @param last of the session that they are of
     */
    private void closeAll(
            ProfileTracks known, SearchAnswer last, Context context, Collector<OpenMatch> out) {
        if (!known.over()) {
            PureFailure.guarded(STAGE, last.toFrame(), context, () -> closed(known, last))
                    .ifPresent(
                            closed -> closed.forEach(change -> emit(change.match(), context, out)));
        }
    }

    private List<Change> closed(ProfileTracks known, SearchAnswer last) {
        List<MatchSpan> spans = aligns.get(scale(last).id()).over(known.tracks(), last.toFrame());
        return changes(spans, last, names(known, List.of()));
    }

    /**
     * One use of a session's id.
     *
     * @param receivedAt when the broker received what is known first of it (UTC epoch ms)
     */
    private record Use(long life, long receivedAt) {
        /**
         * A platform may correct its clock backwards: what the broker received later is of a later
         * use, whatever the platform reports.
         */
        boolean isOutdated(Use running) {
            return running != null && life < running.life && receivedAt < running.receivedAt;
        }
    }

    /**
     * By session, the use of its id that answered last; not state. Where it is unknown, what is
     * waited for is looked through once.
     */
    private static final class Lives extends LinkedHashMap<String, Use> {
        private static final long serialVersionUID = 1L;

        /** About 200 bytes each. */
        private static final int MOST = 10_000;

        private Lives() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Use> eldest) {
            return size() > MOST;
        }
    }

    /** Tracks of shards that have not answered stay as they are: no answer is not silence. */
    private final class Answered implements dev.vigil.match.Align.Shards {
        private final Map<Long, ReferenceName> names;
        private final BitSet answered;

        private Answered(Map<Long, ReferenceName> names, BitSet answered) {
            this.names = names;
            this.answered = answered;
        }

        @Override
        public int of(long reference) {
            ReferenceName name = names.get(reference);
            return plan.shardOf(name.workId(), name.referenceId());
        }

        @Override
        public boolean hasAnswered(int shard) {
            return answered.get(shard);
        }
    }

    private double threshold(SearchAnswer answer) {
        return listening.threshold(
                profiles.of(answer.profile()).thresholds(),
                answer.context() == null ? null : answer.context().kind(),
                answer.hours());
    }

    /** What is over in all profiles stays for a last packet of the session that is to come. */
    private void remember(SessionTracks tracks, SearchAnswer answer, boolean late)
            throws Exception {
        boolean isAwaited = !tracks.profiles().isEmpty() && analysed.awaitsAnother(answer, late);
        if (tracks.goOn() || isAwaited) {
            state.update(tracks);
        } else {
            state.clear();
        }
    }

    /** The names that tracks need. */
    private static List<ReferenceName> named(
            List<AlignTrack> tracks, Map<Long, ReferenceName> names) {
        return tracks.stream().map(track -> names.get(track.reference())).distinct().toList();
    }

    private static Map<Long, ReferenceName> names(ProfileTracks before, List<FoundLine> lines) {
        Map<Long, ReferenceName> names = new HashMap<>();
        before.names().forEach(name -> names.put(name.number(), name));
        for (FoundLine found : lines) {
            names.put(
                    found.line().reference(),
                    new ReferenceName(
                            found.line().reference(), found.workId(), found.referenceId()));
        }
        return names;
    }

    private OpenMatch match(SearchAnswer answer, MatchSpan span, ReferenceName name) {
        String timeline = OpenMatch.timeline(answer.sessionId(), answer.life());
        Evidence evidence =
                EvidenceBuilder.builder()
                        .matchId(timeline + "/" + line(span))
                        .workId(name.workId())
                        .referenceId(name.referenceId())
                        .queryStartMs(span.queryStartMs())
                        .queryEndMs(span.queryEndMs())
                        .refStartMs(span.refStartMs())
                        .refEndMs(span.refEndMs())
                        .score(rounded(span.evidence(), 10))
                        .tempo(rounded(span.tempo(), 10_000))
                        .pitchSemitones(rounded(-span.pitchOctaves() * SEMITONES_PER_OCTAVE, 100))
                        .certainAfterMs(span.openedMs() - span.queryStartMs())
                        .captureStart(captured(answer, span.queryStartMs()))
                        .captureEnd(captured(answer, span.queryEndMs()))
                        .open(span.phase() != MatchSpan.CLOSED)
                        .picture(rounded(span.picture()))
                        .otherSense(span.otherSense())
                        .onlyWith(span.onlyWith())
                        .otherPlaces(span.otherPlaces())
                        .build();
        return new OpenMatch(
                answer.sessionId(),
                answer.life(),
                answer.context(),
                evidence.withReceivedAt(answer.receivedBase() + span.queryEndMs()));
    }

    /** Numbers of sound and of pictures may be the same. */
    private static String line(MatchSpan span) {
        return (span.picture() == null ? "" : OF_PICTURES) + Long.toHexString(span.line());
    }

    private static PictureMatch rounded(PictureMatch of) {
        return of == null
                ? null
                : new PictureMatch(
                        rounded(of.change(), 10),
                        of.still(),
                        of.left(),
                        of.top(),
                        of.width(),
                        of.height(),
                        of.mirrored());
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
