package dev.vigil.flink.media;

import dev.vigil.audio.ByteOrderCheck;
import dev.vigil.audio.Profiles;
import dev.vigil.audio.RateCheck;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.match.SearchFunction;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.media.FingerprintStateBuilder;
import dev.vigil.schema.media.MediaInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionEnd;
import dev.vigil.schema.media.SessionEnded;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.SessionStarted;
import dev.vigil.schema.media.StreamPacket;
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
 * Keyed by session: segments, of sound or of peaks, to packets of peaks. A sequence number seen
 * before is dropped and counted; a gap starts the frames anew; a minute of silence closes the
 * session, an hour a feed. Behind silence its time goes on, so that no position and no id comes
 * twice in a life of a session.
 *
 * <p>What is on air is in objects of the heap, and in keyed state from the next checkpoint on: see
 * {@link FingerprintOperator}, which runs it.
 */
public final class FingerprintFunction
        extends KeyedProcessFunction<String, MediaInput, SearchInput> {
    private static final long serialVersionUID = 1L;

    /** Sessions on air of a task, about 60 kB of heap each; more of them are kept in state. */
    static final int MOST_ON_AIR = 8_192;

    private static final String STAGE = "fingerprint";
    private static final long SILENT_MS = 60_000;

    /**
     * After a restart or a pause a source reads what is there of every session within this: timers
     * that fell due in the outage fire at once, and another partition may be read first.
     */
    private static final long STARTING_MS = 5 * SILENT_MS;

    /**
     * Where several sessions are on air and none is read for this long, it is the broker that is
     * away, or what is behind this task, or the clock has jumped: none of them is silent.
     */
    private static final long PAUSED_MS = 10_000;

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
    private transient Fingerprinters fingerprinters;

    /** Of sessions that are not on air the truth; of others what a restore begins with. */
    private transient ValueState<FingerprintState> state;

    /**
     * When the last upload of the id ended, by the platform's record: a repeat is no other upload.
     */
    private transient ValueState<Long> answeredEnd;

    /** By session, those without a segment for longest first. */
    private transient LinkedHashMap<String, RunningSession> onAir;

    /** Processing time at which this task first had something to do, 0 before; not state. */
    private transient long awakeSince;

    /** And at which it first read something. */
    private transient long readingSince;

    /** And from when on the backlog of a restart or a pause is read. */
    private transient long backSince;

    /** And at which it last read something, of any session. */
    private transient long lastReadAt;

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
        fingerprinters = new Fingerprinters(profiles);
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
        reads(context.timerService().currentProcessingTime());
        switch (input.kind()) {
            case STARTED -> started(input.started(), context, out);
            case SEGMENT -> arrived(IncomingSegment.of(input.segment()), context, out);
            case PEAKS -> arrived(IncomingSegment.of(input.peaks()), context, out);
            case ENDED -> ended(input.ended(), input.upload(), context, out);
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that Fingerprint reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    /** What is known of the session that is the current key, or null. */
    private FingerprintState known(Context context, Collector<SearchInput> out) throws Exception {
        RunningSession air = onAir.get(context.getCurrentKey());
        if (air != null) {
            return air.known();
        }
        FingerprintState kept = state.value();
        return kept == null || fingerprinters.knows(kept.profile())
                ? kept
                : withoutProfile(kept, context, out);
    }

    /**
     * Where a job was rolled back it may not know a session's profile: the session goes on as
     * behind silence, by one that is known.
     */
    private FingerprintState withoutProfile(
            FingerprintState kept, Context context, Collector<SearchInput> out) throws Exception {
        FingerprintState silent = kept.silent().withProfile(null);
        context.output(
                PureFailure.DEAD,
                ProducerFaults.unknownProfile(
                        STAGE, context.getCurrentKey(), kept, fingerprinters.ids()));
        if (kept.onAir() && !isFeed(kept)) {
            send(fingerprinters.silence(silent), silent, null, context, out);
            silent = silent.at(fingerprinters.resumedMs(silent, 0));
        }
        state.update(silent);
        return silent;
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
        if (arrival.seq < known.nextSeq()) {
            counters.duplicate();
            return;
        }
        Optional<Double> from = taken(arrival, context, () -> checked(arrival, known));
        if (from.isEmpty()) {
            refuse(arrival, known, nowMs);
            return;
        }
        double fromMs = from.get();
        Optional<RunningSession> heard =
                taken(arrival, context, () -> analysed(arrival, known, fromMs));
        if (heard.isEmpty()) {
            anew(arrival, known.refused(arrival.seq));
            return;
        }
        RunningSession air = heard.get();
        onAir.put(arrival.sessionId, air);
        air.is(after(arrival, known, fromMs, nowMs));
        report(arrival, air, context);
        send(fingerprinters.cut(), air.known(), null, context, out);
    }

    /** Empty where the segment fails: it is counted as refused. */
    private <T> Optional<T> taken(IncomingSegment arrival, Context context, Supplier<T> call) {
        Optional<T> result = PureFailure.guarded(STAGE, arrival.seq, context, call);
        if (result.isEmpty()) {
            counters.refused();
        }
        return result;
    }

    /** Position of the first sample of what the session can go on with. */
    private double checked(IncomingSegment arrival, FingerprintState known) {
        arrival.check(known, fingerprinters);
        return arrival.fromMs(known, fingerprinters);
    }

    private void refuse(IncomingSegment arrival, FingerprintState known, long nowMs)
            throws Exception {
        FingerprintState after = known.refused(arrival.seq);
        if (isFeed(known) && known.onAir() && nowMs - known.lastSeenAt() >= SILENT_MS) {
            // What comes back otherwise than it left begins anew with the next one.
            onAir.remove(arrival.sessionId);
            state.update(after.silent());
        } else {
            keep(arrival.sessionId, after);
        }
    }

    private RunningSession analysed(
            IncomingSegment arrival, FingerprintState known, double fromMs) {
        RunningSession running = onAir.get(arrival.sessionId);
        RunningSession air = running == null ? joined(known, fromMs, arrival) : running;
        hear(arrival, air, known, fromMs);
        return air;
    }

    private RunningSession joined(FingerprintState known, double fromMs, IncomingSegment arrival) {
        return known.onAir()
                ? fingerprinters.goingOn(known)
                : fingerprinters.begun(
                        known, arrival.profile(known, fingerprinters), fromMs, arrival.isPeaks());
    }

    private void hear(
            IncomingSegment arrival, RunningSession air, FingerprintState known, double fromMs) {
        if (arrival.isBehindGap(known, fromMs)) {
            counters.gap();
        }
        if (known.onAir() && arrival.isAnotherFormat(air)) {
            counters.formatChange();
        }
        arrival.hear(air, known.onAir() ? fromMs - known.heardMs() : 0, fingerprinters);
        if (!arrival.isPeaks()) {
            counters.heard(arrival.pcm());
        }
    }

    /** In the middle of what an ear was when it failed is unknown: another one takes its place. */
    private void anew(IncomingSegment arrival, FingerprintState known) throws Exception {
        fingerprinters.cut();
        onAir.remove(arrival.sessionId);
        if (known.onAir()) {
            double fromMs = fingerprinters.resumedMs(known, 0);
            RunningSession air =
                    fingerprinters.begun(
                            known, fingerprinters.profile(known), fromMs, known.peaks());
            air.is(known.at(fromMs));
            onAir.put(arrival.sessionId, air);
        } else {
            state.update(known);
        }
    }

    private void keep(String session, FingerprintState known) throws Exception {
        RunningSession air = onAir.get(session);
        if (air == null) {
            state.update(known);
        } else {
            air.is(known);
        }
    }

    private FingerprintState after(
            IncomingSegment arrival, FingerprintState known, double fromMs, long nowMs) {
        double toMs = arrival.toMs(known, fromMs, fingerprinters);
        long life = known.heard() ? known.life() : Math.max(1, arrival.captureTime);
        return FingerprintStateBuilder.builder()
                .started(known.started())
                .life(life)
                .nextSeq(arrival.seq + 1)
                .heardMs(toMs)
                .captureBase(isUpload(known) ? life : arrival.captureTime - (long) fromMs)
                .receivedBase(arrival.receivedAt - (long) toMs)
                .segmentMs(arrival.lengthMs)
                .lastSeenAt(nowMs)
                .onAir(true)
                .peaks(arrival.isPeaks())
                .profile(arrival.profile(known, fingerprinters).id())
                .soundMs(known.soundMs() + arrival.lengthMs)
                .gaps(known.gaps() + (arrival.isBehindGap(known, fromMs) ? 1 : 0))
                .segments(known.segments() + 1)
                .refusedTo(known.refusedTo())
                .behindReported(known.behindReported())
                .bytesChecked(known.bytesChecked())
                .bytesSwapped(known.bytesSwapped())
                .notSound(known.notSound())
                .aheadReported(known.aheadReported())
                .rateReported(known.rateReported())
                .build();
    }

    private static void report(IncomingSegment arrival, RunningSession air, Context context) {
        if (!isUpload(air.known())) {
            reportClock(arrival, air, context);
        }
        if (!air.known().bytesChecked() && !arrival.isPeaks()) {
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
        if (known.rateReported() || known.mayBeUpload() || arrival.isPeaks()) {
            return;
        }
        double speed = air.speed().next(arrival.seq, arrival.captureTime, arrival.lengthMs);
        if (speed != RateCheck.UNKNOWN) {
            air.is(air.known().withRateReported(true));
            context.output(
                    PureFailure.DEAD, ProducerFaults.rateDiffers(STAGE, known, arrival, speed));
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
        SessionEnd end = null;
        if (ended != null) {
            long missing = ProducerFaults.missing(known, ended.segments());
            end =
                    new SessionEnd(
                            ended.endAt(),
                            upload,
                            Math.round(known.soundMs()),
                            missing,
                            known.bytesSwapped(),
                            known.notSound());
            if (missing > 0) {
                DeadLetter letter =
                        ProducerFaults.incomplete(STAGE, session, known, ended.segments());
                context.output(PureFailure.DEAD, letter);
            }
        }
        if (!isFeed(known) || known.onAir()) {
            // A feed that is over would begin anew in the index.
            finish(known, end, context, out);
        }
        onAir.remove(session);
        state.clear();
    }

    private void finish(
            FingerprintState known, SessionEnd end, Context context, Collector<SearchInput> out) {
        RunningSession air = onAir.get(context.getCurrentKey());
        Optional<List<Packet>> packets =
                PureFailure.guarded(
                        STAGE, known.nextSeq(), context, () -> fingerprinters.finished(known, air));
        send(packets.orElseGet(() -> fingerprinters.silence(known)), known, end, context, out);
    }

    /**
     * @param end goes with the last packet
     */
    private void send(
            List<Packet> packets,
            FingerprintState known,
            SessionEnd end,
            Context context,
            Collector<SearchInput> out) {
        boolean feed = isFeed(known);
        for (Packet packet : packets) {
            StreamPacket sent =
                    new StreamPacket(
                            context.getCurrentKey(),
                            known.started(),
                            known.captureBase(),
                            packet,
                            packet.last() ? end : null,
                            known.life(),
                            known.receivedBase());
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

    /** Behind a pause the backlog is read first, as behind a restart. */
    private void reads(long nowMs) {
        wake(nowMs);
        if (readingSince == 0) {
            readingSince = nowMs;
        } else if (isPaused(nowMs)) {
            readingSince = nowMs;
            backSince = nowMs;
        }
        lastReadAt = nowMs;
    }

    private boolean isPaused(long nowMs) {
        return onAir.size() > 1 && nowMs > lastReadAt + PAUSED_MS;
    }

    private void wake(long nowMs) {
        if (awakeSince == 0) {
            awakeSince = nowMs;
            backSince = nowMs;
        }
    }

    /** From when on silence of a session counts: after an outage the backlog is read first. */
    private long quietSince(FingerprintState known) {
        if (known.lastSeenAt() >= backSince) {
            return known.lastSeenAt();
        }
        long read = Math.max(readingSince, backSince + STARTING_MS - SILENT_MS);
        return Math.min(read, latest(known) - SILENT_MS);
    }

    /** Pause behind pause, as where uploads come in bursts, keeps no session on air for ever. */
    private long latest(FingerprintState known) {
        return Math.max(known.lastSeenAt(), awakeSince) + 3 * STARTING_MS;
    }

    private static void watch(long nowMs, Context context) {
        context.timerService().registerProcessingTimeTimer(nowMs + SILENT_MS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SearchInput> out)
            throws Exception {
        FingerprintState known = known(context, out);
        if (known == null) {
            return;
        }
        long nowMs = context.timerService().currentProcessingTime();
        wake(nowMs);
        if (!known.onAir()) {
            forget(known, timestamp, nowMs, context);
            return;
        }
        long quietSince = quietSince(known);
        if (nowMs < quietSince + SILENT_MS) {
            watch(Math.min(nowMs, quietSince), context);
        } else if (isPaused(nowMs) && nowMs < Math.min(lastReadAt + STARTING_MS, latest(known))) {
            watch(nowMs, context);
        } else {
            silent(known, quietSince, context, out);
        }
    }

    /**
     * @param timestamp for which the timer was set: before this task began, the job was away
     */
    private void forget(FingerprintState known, long timestamp, long nowMs, Context context)
            throws Exception {
        long forgetAt = known.lastSeenAt() + FORGET_MS;
        if (nowMs < forgetAt) {
            context.timerService().registerProcessingTimeTimer(forgetAt);
        } else if (timestamp < awakeSince) {
            state.update(known.seen(awakeSince));
            context.timerService().registerProcessingTimeTimer(awakeSince + FORGET_MS);
        } else {
            state.clear();
        }
    }

    /** A feed goes on for as long as the index has it: ended, it would begin anew there. */
    private void silent(
            FingerprintState known, long quietSince, Context context, Collector<SearchInput> out)
            throws Exception {
        long indexedUntil = quietSince + SearchFunction.FEED_TTL_MS;
        if (isFeed(known) && context.timerService().currentProcessingTime() < indexedUntil) {
            putAside(context.getCurrentKey());
            context.timerService().registerProcessingTimeTimer(indexedUntil);
        } else {
            if (!isFeed(known)) {
                finish(known, null, context, out);
            }
            onAir.remove(context.getCurrentKey());
            state.update(known.silent().seen(quietSince));
            context.timerService().registerProcessingTimeTimer(quietSince + FORGET_MS);
        }
    }
}
