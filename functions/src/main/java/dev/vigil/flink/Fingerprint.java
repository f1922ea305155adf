package dev.vigil.flink;

import dev.vigil.audio.Ear;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Workbench;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.MediaInput;
import dev.vigil.schema.flow.SearchInput;
import dev.vigil.schema.flow.StreamPacket;
import dev.vigil.schema.state.EarState;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.wire.PeakSegment;
import dev.vigil.schema.wire.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by session: segments, of sound or of peaks, to packets of peaks. A sequence number seen
 * before is dropped and counted; a gap starts the frames anew; a minute of silence closes the
 * session (HOUSE 5), an hour a feed.
 */
public final class Fingerprint extends KeyedProcessFunction<String, MediaInput, SearchInput> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "fingerprint";
    private static final long SILENT_MS = 60_000;

    /** A silent session is over, but who it was is kept for this long, should it go on. */
    private static final long FORGET_MS = 24 * 3_600_000L;

    /** A larger hole in the numbers is no loss of segments but a fault of the sender. */
    private static final long LARGEST_GAP_MS = 3_600_000;

    private final int slot;
    private transient Profile profile;
    private transient Workbench bench;
    private transient ValueState<EarState> state;

    /**
     * Ears in use, so that not every segment builds one anew; keyed state has the truth. Soon after
     * a restart each session has its own again, as a live one sends every two seconds.
     */
    private transient Map<String, Ear> ears;

    /** The same for sessions that send peaks; with the ears they are all that are on air. */
    private transient Map<String, PeakWindow> windows;

    private transient List<Packet> packets;

    /** Processing time at which this task first had something to do; not state. */
    private transient long awakeSince;

    private transient SegmentCounters counters;

    /**
     * @param slot key of the index slot that packets go to
     */
    public Fingerprint(int slot) {
        this.slot = slot;
    }

    @Override
    public void open(OpenContext context) {
        profile = Profile.of(Profile.CURRENT);
        bench = new Workbench(profile);
        state =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>(StateName.EAR, EarState.class));
        ears = new HashMap<>();
        windows = new HashMap<>();
        packets = new ArrayList<>();
        counters = new SegmentCounters(getRuntimeContext().getMetricGroup());
        getRuntimeContext()
                .getMetricGroup()
                .gauge("activeSessions", (Gauge<Integer>) () -> ears.size() + windows.size());
    }

    @Override
    public void processElement(MediaInput input, Context context, Collector<SearchInput> out)
            throws Exception {
        wake(context);
        switch (input.kind()) {
            case STARTED -> started(input.started(), context, out);
            case SEGMENT -> {
                Segment segment = input.segment();
                Hearing hearing = (known, nowMs) -> hear(segment, known, nowMs);
                segment(segment.sessionId(), segment.seq(), hearing, context, out);
            }
            case PEAKS -> {
                PeakSegment peaks = input.peaks();
                Hearing hearing = (known, nowMs) -> take(peaks, known, nowMs);
                segment(peaks.sessionId(), peaks.seq(), hearing, context, out);
            }
            case ENDED -> end(context, out);
            default ->
                    throw new IllegalStateException(
                            "Fingerprint was given " + input.kind() + ", which is not its own");
        }
    }

    private void started(SessionStarted started, Context context, Collector<SearchInput> out)
            throws Exception {
        EarState known = state.value();
        if (known != null && started.equals(known.started())) {
            return;
        }
        if (known != null && known.started() != null) {
            // The id is used again: the old session is over, whatever happened to its end.
            end(context, out);
            known = null;
        }
        long nowMs = context.timerService().currentProcessingTime();
        if (known == null) {
            state.update(EarState.fresh(started, nowMs));
            watch(nowMs, context);
        } else {
            state.update(
                    new EarState(
                            started,
                            known.nextSeq(),
                            known.heardMs(),
                            known.captureBase(),
                            known.segmentMs(),
                            nowMs,
                            known.resampler(),
                            known.frontEnd(),
                            known.window()));
        }
    }

    /** What a segment, of sound or of peaks, makes of a session. */
    private interface Hearing {
        EarState of(EarState known, long nowMs);
    }

    private void segment(
            String session, long seq, Hearing hearing, Context context, Collector<SearchInput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        EarState known = state.value();
        if (known == null) {
            known = EarState.fresh(null, nowMs);
            watch(nowMs, context);
        } else if (!known.heard()) {
            watch(nowMs, context);
        }
        if (seq < known.nextSeq()) {
            counters.duplicate();
            return;
        }
        EarState after;
        try {
            after = hearing.of(known, nowMs);
        } catch (RuntimeException e) {
            leaveAir(session);
            packets.clear();
            counters.refused();
            context.output(PureFailure.DEAD, PureFailure.letter(STAGE, session, seq, e));
            if (isFeed(known) && known.heard() && nowMs - known.lastSeenAt() >= SILENT_MS) {
                // Who came back otherwise than he left begins anew with the next one.
                state.update(known.silent());
            }
            return;
        }
        state.update(after);
        send(session, after, out);
    }

    private EarState hear(Segment segment, EarState known, long nowMs) {
        if (known.heard() && known.frontEnd() == null) {
            throw mixed("peaks", "sound");
        }
        Ear ear = ears.computeIfAbsent(segment.sessionId(), k -> ear(known));
        double heardMs = known.heardMs();
        // A session joined in mid-stream starts where it was joined.
        long missing = known.heard() ? segment.seq() - known.nextSeq() : 0;
        if (missing > 0) {
            double missingMs = missing * known.segmentMs();
            if (missingMs > LARGEST_GAP_MS) {
                throw farAhead(segment.seq(), known);
            }
            counters.gap();
            ear.gap(Math.round(missingMs * profile.rateHz() / 1000));
            heardMs += missingMs;
        }
        long captureBase =
                isUpload(known) ? segment.captureTime() : segment.captureTime() - (long) heardMs;
        short[] pcm = segment.pcm();
        ear.hear(pcm, segment.rateHz(), segment.channels());
        counters.heard(pcm);
        if (isAnotherFormat(segment, known)) {
            counters.formatChange();
        }
        double segmentMs = segment.lengthMs();
        return new EarState(
                known.started(),
                segment.seq() + 1,
                heardMs + segmentMs,
                captureBase,
                segmentMs,
                nowMs,
                ear.resampling(),
                ear.hearing(),
                ear.remembering());
    }

    private static IllegalArgumentException farAhead(long seq, EarState known) {
        return new IllegalArgumentException(
                "ce_sequence: expected "
                        + known.nextSeq()
                        + " or a few more, came "
                        + seq
                        + "; number the segments of a session without holes");
    }

    /** The front end worked elsewhere; what is kept of the session is its window. */
    private EarState take(PeakSegment slice, EarState known, long nowMs) {
        if (known.frontEnd() != null) {
            throw mixed("sound", "peaks");
        }
        // One slice has a frame at least, save the last one.
        double missing = known.heard() ? slice.seq() - known.nextSeq() : 0;
        if (missing * Math.max(known.segmentMs(), profile.millis(1)) > LARGEST_GAP_MS) {
            throw farAhead(slice.seq(), known);
        }
        double fromMs = profile.millis(slice.fromFrame());
        if (fromMs < known.heardMs()) {
            throw new IllegalArgumentException(
                    "data: expected frames from "
                            + known.heardMs()
                            + " ms on, came some from "
                            + fromMs
                            + " ms; count frames from the beginning of the session");
        }
        if (known.heard() && fromMs > known.heardMs()) {
            if (fromMs - known.heardMs() > LARGEST_GAP_MS) {
                throw new IllegalArgumentException(
                        "data: expected frames from "
                                + known.heardMs()
                                + " ms on or a little later, came some from "
                                + fromMs
                                + " ms; count frames from the beginning of the session");
            }
            counters.gap();
        }
        PeakWindow window = windows.computeIfAbsent(slice.sessionId(), k -> window(known));
        PeakSlices.into(window, slice);
        return new EarState(
                known.started(),
                slice.seq() + 1,
                profile.millis(slice.toFrame()),
                isUpload(known) ? slice.captureTime() : slice.captureTime() - (long) fromMs,
                slice.durationMs(),
                nowMs,
                null,
                null,
                window.state());
    }

    private static IllegalArgumentException mixed(String before, String now) {
        return new IllegalArgumentException(
                "content-type: expected "
                        + before
                        + " as before in this session, came "
                        + now
                        + "; begin another session");
    }

    private PeakWindow window(EarState known) {
        return known.heard()
                ? new PeakWindow(profile, known.window(), packets::add)
                : new PeakWindow(profile, packets::add);
    }

    private Ear ear(EarState known) {
        return known.frontEnd() == null
                ? new Ear(profile, bench, packets::add)
                : new Ear(
                        profile,
                        bench,
                        known.resampler(),
                        known.frontEnd(),
                        known.window(),
                        packets::add);
    }

    /** Where no resampler is at work, mono at the profile's rate has been heard. */
    private boolean isAnotherFormat(Segment segment, EarState known) {
        if (!known.heard()) {
            return false;
        }
        int rateHz = known.resampler() == null ? profile.rateHz() : known.resampler().rateHz();
        int channels = known.resampler() == null ? 1 : known.resampler().channels();
        return segment.rateHz() != rateHz || segment.channels() != channels;
    }

    private static boolean isFeed(EarState known) {
        return known.started() != null && known.started().kind() == SessionKind.FEED;
    }

    private static boolean isUpload(EarState known) {
        return known.started() != null && known.started().kind() == SessionKind.UPLOAD;
    }

    /** One that has fallen silent was finished then: another packet from frame 0 would undo it. */
    private void end(Context context, Collector<SearchInput> out) throws Exception {
        EarState known = state.value();
        if (known == null) {
            return;
        }
        boolean finished = !known.heard() && known.nextSeq() > 0;
        if (!finished) {
            finish(known, context, out);
        }
        state.clear();
    }

    private void finish(EarState known, Context context, Collector<SearchInput> out) {
        String key = context.getCurrentKey();
        try {
            if (known.heard() && known.frontEnd() == null) {
                long toFrame = Math.round(profile.framesPerSecond() * known.heardMs() / 1_000);
                windows.computeIfAbsent(key, k -> window(known)).finish(toFrame);
            } else {
                ears.computeIfAbsent(key, k -> ear(known)).finish();
            }
        } catch (RuntimeException e) {
            context.output(PureFailure.DEAD, PureFailure.letter(STAGE, key, known.nextSeq(), e));
        }
        send(key, known, out);
        leaveAir(key);
    }

    private void leaveAir(String key) {
        ears.remove(key);
        windows.remove(key);
    }

    private void send(String key, EarState session, Collector<SearchInput> out) {
        boolean feed = isFeed(session);
        for (Packet packet : packets) {
            StreamPacket sent =
                    new StreamPacket(key, session.started(), session.captureBase(), packet);
            out.collect(feed ? SearchInput.feed(sent, slot) : SearchInput.packet(sent, slot));
        }
        packets.clear();
    }

    private void wake(Context context) {
        if (awakeSince == 0) {
            awakeSince = context.timerService().currentProcessingTime();
        }
    }

    private static void watch(long nowMs, Context context) {
        context.timerService().registerProcessingTimeTimer(nowMs + SILENT_MS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SearchInput> out)
            throws Exception {
        EarState known = state.value();
        if (known == null) {
            return;
        }
        long nowMs = context.timerService().currentProcessingTime();
        wake(context);
        // After an outage overdue timers fire before the backlog is read: silence counts from then.
        long quietSince = Math.max(known.lastSeenAt(), awakeSince);
        if (nowMs < quietSince + SILENT_MS) {
            watch(quietSince, context);
        } else if (known.heard()) {
            silent(known, quietSince, context, out);
        } else if (nowMs >= quietSince + FORGET_MS) {
            state.clear();
        } else {
            context.timerService().registerProcessingTimeTimer(quietSince + FORGET_MS);
        }
    }

    /** A feed goes on for as long as the index has it: ended, it would begin anew there. */
    private void silent(
            EarState known, long quietSince, Context context, Collector<SearchInput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        long indexedUntil = quietSince + Search.FEED_TTL_MS;
        if (!isFeed(known)) {
            finish(known, context, out);
        }
        leaveAir(context.getCurrentKey());
        if (isFeed(known) && nowMs < indexedUntil) {
            context.timerService().registerProcessingTimeTimer(indexedUntil);
        } else {
            state.update(known.silent());
            context.timerService().registerProcessingTimeTimer(nowMs + FORGET_MS);
        }
    }
}
