package dev.vigil.flink.media;

import dev.vigil.audio.ByteOrderCheck;
import dev.vigil.audio.Profiles;
import dev.vigil.audio.RateCheck;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.media.TrackState;
import dev.vigil.schema.media.TrackStateBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by session: segments of its two tracks, sound and pictures, or fingerprints of either, to
 * packets of peaks and of words. A sequence number of a track that was seen before is dropped and
 * counted; a gap starts its frames anew; a minute without segments ends a track, an hour one of a
 * feed; a session is silent when both are. Behind silence the time of a track goes on, so that no
 * position and no id comes twice in a life of a session.
 *
 * <p>What is on air is in objects of the heap, and in keyed state from the next checkpoint on: see
 * {@link FingerprintOperator}, which runs it.
 */
public final class FingerprintFunction
        extends KeyedProcessFunction<String, MediaInput, SearchInput> {
    private static final long serialVersionUID = 1L;

    /**
     * Sessions on air of a task, about 60 kB of heap each and as much again for pictures; more of
     * them are kept in state.
     */
    static final int MOST_ON_AIR = 8_192;

    private static final String STAGE = "fingerprint";
    private static final String STAGE_OF_PICTURES = "fingerprint.pictures";

    /**
     * A silent session is over, but who it was is kept for this long, should it go on. If this ends
     * while the job is away, it is kept for as long again: its platform may have been away too.
     */
    private static final long FORGET_MS = 24 * 3_600_000L;

    /** A platform may repeat the end of an upload for this long. */
    private static final Duration REPEATED = Duration.ofDays(7);

    private final Profiles profiles;
    private final int slot;
    private final int mostOnAir;
    private transient Map<Modality, Fingerprinters> fingerprinters;
    private transient SilenceRule silence;

    /** Of sessions that are not on air the truth; of others what a restore begins with. */
    private transient ValueState<FingerprintState> state;

    /**
     * When the last upload of the id ended, by the platform's record: a repeat is no other upload.
     */
    private transient ValueState<Long> answeredEnd;

    /** By session, those without a segment for longest first. */
    private transient LinkedHashMap<String, RunningSession> onAir;

    private transient SegmentCounters counters;

    /**
     * @param slot key of the index slot that packets go to
     */
    public FingerprintFunction(int slot) {
        this(slot, MOST_ON_AIR);
    }

    public FingerprintFunction(int slot, int mostOnAir) {
        this(Profiles.ALL, slot, mostOnAir);
    }

    /**
     * @param profiles that sessions may have, and the one of sound
     * @param mostOnAir sessions kept on the heap
     */
    public FingerprintFunction(Profiles profiles, int slot, int mostOnAir) {
        this.profiles = profiles;
        this.slot = slot;
        this.mostOnAir = mostOnAir;
    }

    @Override
    public void open(OpenContext context) {
        fingerprinters = Fingerprinters.ofAll(profiles);
        silence = new SilenceRule();
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(StateName.EAR, FingerprintState.class));
        ValueStateDescriptor<Long> ends =
                new ValueStateDescriptor<>(StateName.ANSWERED_END, Long.class);
        ends.enableTimeToLive(StateTtlConfig.newBuilder(REPEATED).build());
        answeredEnd = getRuntimeContext().getState(ends);
        onAir = new LinkedHashMap<>(16, 0.75f, true);
        counters = new SegmentCounters(getRuntimeContext().getMetricGroup());
        getRuntimeContext()
                .getMetricGroup()
                .gauge("activeSessions", (Gauge<Integer>) () -> onAir.size());
    }

    @Override
    public void processElement(MediaInput input, Context context, Collector<SearchInput> out)
            throws Exception {
        silence.reads(context.timerService().currentProcessingTime(), onAir.size());
        switch (input.kind()) {
            case STARTED -> started(input.started(), context, out);
            case SEGMENT -> arrived(IncomingSegment.of(input.segment()), context, out);
            case PEAKS -> arrived(IncomingSegment.of(input.peaks()), context, out);
            case PICTURES -> arrived(IncomingSegment.of(input.pictures()), context, out);
            case WORDS -> arrived(IncomingSegment.of(input.words()), context, out);
            case ENDED -> ended(input.ended(), input.upload(), context, out);
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that Fingerprint reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private Fingerprinters fingerprinters(Modality of) {
        return fingerprinters.get(of);
    }

    /** What is known of the session that is the current key, or null. */
    private FingerprintState known(Context context, Collector<SearchInput> out) throws Exception {
        RunningSession air = onAir.get(context.getCurrentKey());
        if (air != null) {
            return air.known();
        }
        FingerprintState kept = state.value();
        if (kept == null) {
            return null;
        }
        FingerprintState known = kept;
        for (Modality of : kept.tracksBegun()) {
            if (!fingerprinters(of).knows(kept.track(of).profile())) {
                known = known.with(of, withoutProfile(known, of, context, out));
                state.update(known);
            }
        }
        return known;
    }

    /**
     * Where a job was rolled back it may not know a track's profile: the track goes on as behind
     * silence, by one that is known.
     */
    private TrackState withoutProfile(
            FingerprintState kept, Modality of, Context context, Collector<SearchInput> out) {
        TrackState track = kept.track(of);
        TrackState silent = track.silent().withProfile(null);
        context.output(
                PureFailure.DEAD,
                ProducerFaults.unknownProfile(
                        stage(of),
                        context.getCurrentKey(),
                        kept,
                        of,
                        String.join(", ", fingerprinters(of).profiles())));
        if (!track.onAir() || isFeed(kept)) {
            return silent;
        }
        send(fingerprinters(of).silence(silent), kept, of, null, context, out);
        return silent.withPositionMs(fingerprinters(of).behindMs(silent));
    }

    private void started(SessionStarted started, Context context, Collector<SearchInput> out)
            throws Exception {
        String session = context.getCurrentKey();
        FingerprintState known = known(context, out);
        if (known != null && started.equals(known.started())) {
            return;
        }
        if (known != null && known.started() != null) {
            // The id is used again: the old session is over, whatever happened to its end.
            end(known, null, false, context, out);
            known = null;
        }
        long nowMs = context.timerService().currentProcessingTime();
        if (known == null) {
            state.update(FingerprintState.fresh(started, nowMs));
            watch(nowMs, context);
        } else {
            keep(session, known.as(started, nowMs));
        }
    }

    private void arrived(IncomingSegment arrival, Context context, Collector<SearchInput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        FingerprintState before = known(context, out);
        FingerprintState known = before == null ? FingerprintState.fresh(null, nowMs) : before;
        if (!known.onAir()) {
            watch(nowMs, context);
        }
        TrackState track = known.track(arrival.of);
        if (arrival.seq < track.nextSeq()) {
            counters.duplicate();
            return;
        }
        Optional<Double> from = taken(arrival, context, () -> checked(arrival, known));
        if (from.isEmpty()) {
            refuse(arrival, known, nowMs);
            return;
        }
        double fromMs = from.get();
        Optional<RunningSession> analysed =
                taken(arrival, context, () -> analysed(arrival, known, fromMs));
        if (analysed.isEmpty()) {
            anew(arrival, known.with(arrival.of, track.refused(arrival.seq)));
            return;
        }
        RunningSession air = analysed.get();
        onAir.put(arrival.sessionId, air);
        air.is(after(arrival, known, fromMs, nowMs));
        report(arrival, air, context);
        send(fingerprinters(arrival.of).cut(), air.known(), arrival.of, null, context, out);
    }

    /** Empty where the segment fails: it is counted as refused. */
    private <T> Optional<T> taken(IncomingSegment arrival, Context context, Supplier<T> call) {
        Optional<T> result = guarded(arrival.of, arrival.seq, context, call);
        if (result.isEmpty()) {
            counters.refused();
        }
        return result;
    }

    /** Numbers of both tracks count from 0: letters about pictures have ids of their own. */
    private static <T> Optional<T> guarded(
            Modality of, long seq, Context context, Supplier<T> call) {
        return PureFailure.guarded(stage(of), seq, context, call);
    }

    private static String stage(Modality of) {
        return of == Modality.AUDIO ? STAGE : STAGE_OF_PICTURES;
    }

    /** Position of the beginning of what the session can go on with. */
    private double checked(IncomingSegment arrival, FingerprintState known) {
        TrackState track = known.track(arrival.of);
        arrival.check(track, fingerprinters(arrival.of));
        boolean second = known.begun() && !track.begun() && !arrival.isPrepared();
        return second && !known.mayBeUpload()
                ? beside(arrival, known)
                : arrival.fromMs(track, fingerprinters(arrival.of));
    }

    /**
     * Where the second track of a session begins: sound and pictures of one moment have one
     * position, by which usage is counted once and a feed is indexed. An upload has no time of its
     * own: both begin at 0.
     */
    private static double beside(IncomingSegment arrival, FingerprintState known) {
        TrackState first = known.track(known.tracksBegun().get(0));
        double laterMs = arrival.captureTime - first.captureBase();
        double mostMs = first.positionMs() + Fingerprinters.LARGEST_SILENCE_MS;
        return Math.max(0, Math.min(laterMs, mostMs));
    }

    private void refuse(IncomingSegment arrival, FingerprintState known, long nowMs)
            throws Exception {
        TrackState track = known.track(arrival.of);
        TrackState after = track.refused(arrival.seq);
        boolean wasSilent = nowMs - track.lastSeenAt() >= SilenceRule.SILENT_MS;
        if (isFeed(known) && track.onAir() && wasSilent) {
            // What comes back otherwise than it left begins anew with the next one.
            stop(arrival.sessionId, arrival.of);
            keep(arrival.sessionId, known.with(arrival.of, after.silent()));
        } else {
            keep(arrival.sessionId, known.with(arrival.of, after));
        }
    }

    private RunningSession analysed(
            IncomingSegment arrival, FingerprintState known, double fromMs) {
        Modality of = arrival.of;
        TrackState track = known.track(of);
        RunningSession air = running(arrival.sessionId, known);
        RunningTrack running =
                track.onAir()
                        ? air.track(of, fingerprinters(of))
                        : fingerprinters(of)
                                .begun(
                                        arrival.profile(track, fingerprinters(of)),
                                        fromMs,
                                        arrival.isPrepared());
        if (arrival.isBehindGap(track, fromMs, known.mayBeUpload())) {
            counters.gap();
        }
        if (track.onAir() && arrival.isAnotherFormat(running)) {
            counters.formatChange();
        }
        running.asReference(isFeed(known));
        arrival.hear(running, track, fromMs, fingerprinters(of));
        arrival.count(counters);
        air.runs(of, running);
        return air;
    }

    /** The session on the heap; one that is not there yet gets there with {@link #onAir}. */
    private RunningSession running(String session, FingerprintState known) {
        RunningSession air = onAir.get(session);
        return air == null ? new RunningSession(known) : air;
    }

    /** In the middle of what a track was when it failed is unknown: it begins anew. */
    private void anew(IncomingSegment arrival, FingerprintState known) throws Exception {
        Modality of = arrival.of;
        TrackState track = known.track(of).bare();
        fingerprinters(of).cut();
        if (!track.onAir()) {
            keep(arrival.sessionId, known);
            return;
        }
        double fromMs = fingerprinters(of).behindMs(track);
        RunningSession air = running(arrival.sessionId, known);
        air.runs(
                of,
                fingerprinters(of)
                        .begun(fingerprinters(of).profile(track), fromMs, track.prepared()));
        air.is(known.with(of, track.withPositionMs(fromMs)));
        onAir.put(arrival.sessionId, air);
    }

    /** On the heap while a track is on air there, in state otherwise. */
    private void keep(String session, FingerprintState known) throws Exception {
        RunningSession air = onAir.get(session);
        if (air != null && known.onAir()) {
            air.is(known);
        } else {
            onAir.remove(session);
            state.update(known);
        }
    }

    private void stop(String session, Modality of) {
        RunningSession air = onAir.get(session);
        if (air != null) {
            air.stops(of);
        }
    }

    private FingerprintState after(
            IncomingSegment arrival, FingerprintState known, double fromMs, long nowMs) {
        TrackState track = known.track(arrival.of);
        double toMs = arrival.toMs(track, fromMs, fingerprinters(arrival.of));
        long life = known.begun() ? known.life() : Math.max(1, arrival.captureTime);
        boolean behindGap = arrival.isBehindGap(track, fromMs, known.mayBeUpload());
        TrackState after =
                TrackStateBuilder.builder()
                        .nextSeq(arrival.seq + 1)
                        .positionMs(toMs)
                        .captureBase(isUpload(known) ? life : arrival.captureTime - (long) fromMs)
                        .receivedBase(arrival.receivedAt - (long) toMs)
                        .segmentMs(arrival.lengthMs)
                        .lastSeenAt(nowMs)
                        .onAir(true)
                        .prepared(arrival.isPrepared())
                        .profile(arrival.profile(track, fingerprinters(arrival.of)))
                        .analysedMs(track.analysedMs() + arrival.lengthMs)
                        .gaps(track.gaps() + (behindGap ? 1 : 0))
                        .segments(track.segments() + 1)
                        .refusedTo(track.refusedTo())
                        .rateReported(track.rateReported())
                        .build();
        return known.with().life(life).lastSeenAt(nowMs).build().with(arrival.of, after);
    }

    private static void report(IncomingSegment arrival, RunningSession air, Context context) {
        if (!isUpload(air.known())) {
            reportClock(arrival, air, context);
        }
        if (!air.known().bytesChecked() && arrival.isSound()) {
            reportBytes(arrival, air, context);
        }
    }

    /** Uploads were captured at any time before. */
    private static void reportClock(IncomingSegment arrival, RunningSession air, Context context) {
        FingerprintState known = air.known();
        if (!known.behindReported() && ProducerFaults.isBehind(arrival)) {
            air.is(air.known().withBehindReported(true));
            context.output(PureFailure.DEAD, ProducerFaults.behind(STAGE, known, arrival));
        }
        if (!known.aheadReported() && ProducerFaults.isAhead(arrival)) {
            air.is(air.known().withAheadReported(true));
            context.output(PureFailure.DEAD, ProducerFaults.ahead(STAGE, known, arrival));
        }
        TrackState track = known.track(arrival.of);
        if (track.rateReported() || known.mayBeUpload() || arrival.isPrepared()) {
            return;
        }
        double speed =
                air.speed(arrival.of).next(arrival.seq, arrival.captureTime, arrival.lengthMs);
        if (speed != RateCheck.UNKNOWN) {
            air.is(air.known().with(arrival.of, track.withRateReported(true)));
            context.output(
                    PureFailure.DEAD,
                    ProducerFaults.rateDiffers(stage(arrival.of), known, arrival, speed));
        }
    }

    private static void reportBytes(IncomingSegment arrival, RunningSession air, Context context) {
        FingerprintState known = air.known();
        ByteOrderCheck.Result order = byteOrder(arrival, air, context);
        if (order == ByteOrderCheck.Result.UNKNOWN) {
            return;
        }
        boolean swapped = order == ByteOrderCheck.Result.SWAPPED;
        boolean noSound = order == ByteOrderCheck.Result.NO_SOUND;
        air.is(known.with().bytesChecked(true).bytesSwapped(swapped).notSound(noSound).build());
        if (swapped) {
            context.output(PureFailure.DEAD, ProducerFaults.swapped(STAGE, known, arrival));
        }
        if (noSound) {
            context.output(PureFailure.DEAD, ProducerFaults.notSound(STAGE, known, arrival));
        }
    }

    private static ByteOrderCheck.Result byteOrder(
            IncomingSegment arrival, RunningSession air, Context context) {
        return PureFailure.guarded(
                        STAGE,
                        arrival.seq,
                        context,
                        () -> air.bytes().hear(arrival.pcm(), arrival.channels()))
                .orElse(ByteOrderCheck.Result.UNKNOWN);
    }

    private static boolean isFeed(FingerprintState known) {
        return known.started() != null && known.started().kind() == SessionKind.FEED;
    }

    private static boolean isUpload(FingerprintState known) {
        return known.started() != null && known.started().kind() == SessionKind.UPLOAD;
    }

    /** An upload is answered for even if nothing of it is known; its end once. */
    private void ended(
            SessionEnded ended, boolean upload, Context context, Collector<SearchInput> out)
            throws Exception {
        FingerprintState known = known(context, out);
        if (upload) {
            Long answered = answeredEnd.value();
            boolean repeated = answered != null && answered == ended.endAt();
            if (repeated && (known == null || known.started() == null)) {
                return;
            }
            answeredEnd.update(ended.endAt());
            if (known == null) {
                long nowMs = context.timerService().currentProcessingTime();
                known = FingerprintState.fresh(null, nowMs);
            }
        }
        if (known != null) {
            end(known, ended, upload, context, out);
        }
    }

    /**
     * @param ended null where the id is used again without it
     */
    private void end(
            FingerprintState known,
            SessionEnded ended,
            boolean upload,
            Context context,
            Collector<SearchInput> out)
            throws Exception {
        String session = context.getCurrentKey();
        List<Modality> tracks = ending(known);
        SessionEnd end = null;
        if (ended != null) {
            long missing = ProducerFaults.missing(known, ended.segments());
            end =
                    new SessionEnd(
                            ended.endAt(),
                            upload,
                            Math.round(known.track(Modality.AUDIO).analysedMs()),
                            Math.round(known.track(Modality.VIDEO).analysedMs()),
                            tracks.size(),
                            missing,
                            known.bytesSwapped(),
                            known.notSound());
            if (missing > 0) {
                DeadLetter letter =
                        ProducerFaults.incomplete(STAGE, session, known, ended.segments());
                context.output(PureFailure.DEAD, letter);
            }
        }
        for (Modality of : tracks) {
            finish(known, of, end, context, out);
        }
        onAir.remove(session);
        state.clear();
    }

    /**
     * Tracks that get a last packet: of a session without a segment that of sound. A track of a
     * feed that is over would begin anew in the index.
     */
    private static List<Modality> ending(FingerprintState known) {
        if (isFeed(known)) {
            return known.tracksOnAir();
        }
        return known.begun() ? known.tracksBegun() : List.of(Modality.AUDIO);
    }

    private void finish(
            FingerprintState known,
            Modality of,
            SessionEnd end,
            Context context,
            Collector<SearchInput> out) {
        TrackState track = known.track(of);
        String session = context.getCurrentKey();
        List<Packet> packets =
                guarded(of, track.nextSeq(), context, () -> finished(session, known, of))
                        .orElseGet(() -> fingerprinters(of).silence(track));
        send(packets, known, of, end, context, out);
    }

    private List<Packet> finished(String session, FingerprintState known, Modality of) {
        TrackState track = known.track(of);
        if (!track.onAir()) {
            return fingerprinters(of).silence(track);
        }
        RunningTrack running = running(session, known).track(of, fingerprinters(of));
        running.asReference(isFeed(known));
        return fingerprinters(of).finished(running);
    }

    /**
     * @param end goes with the last packet
     */
    private void send(
            List<Packet> packets,
            FingerprintState known,
            Modality of,
            SessionEnd end,
            Context context,
            Collector<SearchInput> out) {
        boolean feed = isFeed(known);
        TrackState track = known.track(of);
        for (Packet packet : packets) {
            StreamPacket sent =
                    new StreamPacket(
                            context.getCurrentKey(),
                            known.started(),
                            track.captureBase(),
                            packet,
                            packet.last() ? end : null,
                            known.life(),
                            track.receivedBase());
            out.collect(feed ? SearchInput.feed(sent, slot) : SearchInput.packet(sent, slot));
        }
    }

    /** Sessions whose state is behind what is known of them. */
    List<String> unwritten() {
        return onAir.entrySet().stream()
                .filter(entry -> !entry.getValue().isWritten())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Writes the session that is the current key. */
    void write(String session) throws Exception {
        state.update(onAir.get(session).write());
    }

    /** The session to be put aside, null where there is room. */
    String oneTooMany() {
        return onAir.size() > mostOnAir ? onAir.keySet().iterator().next() : null;
    }

    /** Takes the session that is the current key off the heap. */
    void putAside(String session) throws Exception {
        RunningSession air = onAir.remove(session);
        if (air != null && !air.isWritten()) {
            state.update(air.write());
        }
    }

    private static void watch(long nowMs, Context context) {
        context.timerService().registerProcessingTimeTimer(nowMs + SilenceRule.SILENT_MS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SearchInput> out)
            throws Exception {
        FingerprintState known = known(context, out);
        if (known == null) {
            return;
        }
        long nowMs = context.timerService().currentProcessingTime();
        silence.wake(nowMs);
        if (known.onAir()) {
            look(known, nowMs, context, out);
        } else {
            forget(known, timestamp, nowMs, context);
        }
    }

    /** Ends the tracks that are silent, and says when to look again. */
    private void look(
            FingerprintState known, long nowMs, Context context, Collector<SearchInput> out)
            throws Exception {
        String session = context.getCurrentKey();
        FingerprintState now = known;
        long nextMs = Long.MAX_VALUE;
        for (Modality of : known.tracksOnAir()) {
            long seenAt = seenAt(known, of);
            long lookAt = silence.lookAgainAt(seenAt, isFeed(known), nowMs, onAir.size());
            if (lookAt == SilenceRule.SILENT) {
                now = silent(now, of, silence.quietSince(seenAt), context, out);
            } else {
                nextMs = Math.min(nextMs, lookAt);
            }
        }
        if (now != known) {
            keep(session, now);
        }
        if (!now.onAir()) {
            nextMs = now.lastSeenAt() + FORGET_MS;
        } else if (nextMs > nowMs + SilenceRule.SILENT_MS) {
            // Only a feed may be quiet for longer.
            putAside(session);
        }
        context.timerService().registerProcessingTimeTimer(nextMs);
    }

    /** Tracks of an upload, which have no clock, pause together: so they go on in step. */
    private static long seenAt(FingerprintState known, Modality of) {
        return isUpload(known) ? known.lastSeenAt() : known.track(of).lastSeenAt();
    }

    /** A feed that ended would begin anew in the index, which has forgotten it. */
    private FingerprintState silent(
            FingerprintState known,
            Modality of,
            long quietSince,
            Context context,
            Collector<SearchInput> out) {
        if (!isFeed(known)) {
            finish(known, of, null, context, out);
        }
        stop(context.getCurrentKey(), of);
        TrackState silent = known.track(of).silent().withLastSeenAt(quietSince);
        FingerprintState now = known.with(of, silent);
        long seenAt = Math.max(now.lastSeenAt(), quietSince);
        return now.onAir() ? now : now.withLastSeenAt(seenAt);
    }

    /**
     * @param timestamp for which the timer was set: before this task began, the job was away
     */
    private void forget(FingerprintState known, long timestamp, long nowMs, Context context)
            throws Exception {
        long forgetAt = known.lastSeenAt() + FORGET_MS;
        if (nowMs < forgetAt) {
            context.timerService().registerProcessingTimeTimer(forgetAt);
        } else if (timestamp < silence.awakeSince()) {
            state.update(known.withLastSeenAt(silence.awakeSince()));
            context.timerService().registerProcessingTimeTimer(silence.awakeSince() + FORGET_MS);
        } else {
            state.clear();
        }
    }
}
