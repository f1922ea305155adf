package dev.vigil.flink;

import dev.vigil.match.Library;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.StayDown;
import dev.vigil.schema.flow.ReferencePart;
import dev.vigil.schema.flow.SearchInput;
import dev.vigil.schema.flow.StayDownInput;
import dev.vigil.schema.flow.StayDownOutput;
import dev.vigil.schema.flow.StreamPacket;
import dev.vigil.schema.state.KeptUpload;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.state.StayDownLedger;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by item, which of an upload is its session: keeps the peaks of every upload for a while and
 * puts them among the references, under an entry of class STAYDOWN, when a notice on it is upheld.
 *
 * <p>A request may come before its upload has been heard, even where the media job has a day of
 * uploads to catch up with: it waits while the upload goes on, and an hour where none is known.
 * Then it is a dead letter, so that a person can do it by hand while it still helps.
 *
 * <p>An item stays down for an age after the last decision that holds it there: a notice on it that
 * is upheld later renews it, and so does a person who publishes its entry again. Then its entry is
 * withdrawn and its reference retired. The entry and the reference are read back, so that a job
 * that starts without state ends them in time too.
 */
public final class StayDowns extends KeyedProcessFunction<String, StayDownInput, StayDownOutput> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "stay-downs";

    /** How long the other topic may be behind. */
    private static final long PATIENCE_MS = 3_600_000;

    /** Of a longer upload no peaks are kept; 12 h of frames of 256 samples at 11,025 Hz. */
    static final long MOST_FRAMES = 12L * 3_600 * 11_025 / 256;

    private final long keepMs;
    private final long ageMs;
    private transient ListState<long[]> peaks;
    private transient ValueState<KeptUpload> upload;
    private transient ValueState<StayDownLedger> ledger;
    private transient Counter aged;
    private transient Counter tooLong;

    /** Processing time at which this task first had something to do; not state. */
    private transient long awakeSince;

    /**
     * @param keepMs how long after its last packet an upload's peaks are kept
     * @param ageMs how long after the last decision an item stays down
     */
    public StayDowns(long keepMs, long ageMs) {
        this.keepMs = keepMs;
        this.ageMs = ageMs;
    }

    /** An item is known by the name of its reference: a long id is not in its entry. */
    public static String key(StayDownInput input) {
        return StayDownWork.id(input.itemId());
    }

    /** True for the packets that it is to be given. */
    public static boolean keeps(SearchInput input) {
        return input.kind() == SearchInput.Kind.PACKET
                && input.packet().context() != null
                && input.packet().context().kind() == SessionKind.UPLOAD;
    }

    @Override
    public void open(OpenContext context) {
        peaks =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        StateName.UPLOAD_PEAKS,
                                        PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        upload =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.KEPT_UPLOAD, KeptUpload.class));
        ledger =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.STAY_DOWN_LEDGER, StayDownLedger.class));
        aged = getRuntimeContext().getMetricGroup().counter("agedStayDowns");
        tooLong = getRuntimeContext().getMetricGroup().counter("uploadsTooLongToStayDown");
    }

    @Override
    public void processElement(StayDownInput input, Context context, Collector<StayDownOutput> out)
            throws Exception {
        wake(context);
        switch (input.kind()) {
            case PACKET -> heard(input.packet(), context, out);
            case REQUEST -> {
                if (input.request().down()) {
                    keepDown(input.request(), context, out);
                } else {
                    restore(input.request(), out);
                }
            }
            case LISTED -> {
                if (input.request().down()) {
                    listed(input.request(), context, out);
                } else {
                    withdrawn(input.request(), out);
                }
            }
            case REFERENCED -> referenced(input, context, out);
            default ->
                    throw new IllegalStateException(
                            "StayDowns was given " + input.kind() + ", which is not its own");
        }
    }

    private void heard(StreamPacket sent, Context context, Collector<StayDownOutput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        KeptUpload known = upload.value();
        if (known == null || known.startAt() != sent.context().startAt()) {
            // An id that is used again is another upload.
            peaks.clear();
            known = KeptUpload.fresh(sent.context(), sent.packet().profile(), nowMs);
            context.timerService().registerProcessingTimeTimer(nowMs + keepMs);
        }
        Optional<NewSound> read = guarded(sent, known, nowMs, context);
        if (read.isEmpty()) {
            return;
        }
        KeptUpload now = read.get().upload();
        if (now.frames() <= MOST_FRAMES) {
            peaks.add(read.get().peaks());
        } else if (known.frames() <= MOST_FRAMES) {
            peaks.clear();
            tooLong.inc();
        }
        upload.update(now);
        StayDownLedger asked = ledger.value();
        if (now.ended() && asked != null && asked.waits()) {
            publish(asked, now, context, out);
        }
    }

    /** The upload with a packet more, and the peaks that are new in that. */
    private record NewSound(KeptUpload upload, long[] peaks) {}

    private static Optional<NewSound> guarded(
            StreamPacket sent, KeptUpload known, long nowMs, Context context) {
        return PureFailure.guarded(
                STAGE,
                sent.sessionId(),
                sent.packet().sequence(),
                letter -> context.output(PureFailure.DEAD, letter),
                () -> {
                    KeptUpload now = known.with(sent.packet(), nowMs);
                    long[] fresh = Library.newPeaks(sent.packet());
                    return new NewSound(now, StayDownWork.since(now.base(), fresh));
                });
    }

    private void keepDown(StayDown request, Context context, Collector<StayDownOutput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        StayDownLedger asked = ledger(request).with(request, nowMs);
        KeptUpload kept = upload.value();
        if (kept != null && kept.ended()) {
            publish(asked, kept, context, out);
        } else {
            ledger.update(asked);
            if (asked.waits()) {
                context.timerService().registerProcessingTimeTimer(nowMs + PATIENCE_MS);
            } else {
                out.collect(entry(asked.latest(), asked));
            }
        }
    }

    private void publish(
            StayDownLedger asked, KeptUpload kept, Context context, Collector<StayDownOutput> out)
            throws Exception {
        StayDown request = asked.latest();
        long[] all =
                StreamSupport.stream(peaks.get().spliterator(), false)
                        .flatMapToLong(LongStream::of)
                        .toArray();
        if (all.length == 0) {
            boolean longer = kept.frames() > MOST_FRAMES;
            refuse(asked, longer ? "got one of more than 12 h" : "got one without sound", context);
            return;
        }
        Optional<List<ReferencePart>> parts =
                PureFailure.guarded(
                        STAGE,
                        request.itemId(),
                        request.at(),
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> StayDownWork.reference(request.itemId(), asked.workId(), kept, all));
        if (parts.isEmpty()) {
            ledger.clear();
            return;
        }
        parts.get().forEach(part -> out.collect(StayDownOutput.part(request.at(), part)));
        out.collect(entry(request, asked));
        ledger.update(asked.published(parts.get().size() - 1));
        context.timerService().registerProcessingTimeTimer(request.at() + ageMs);
    }

    /** Down while any other notice holds it; an item that nobody is known to hold is restored. */
    private void restore(StayDown request, Collector<StayDownOutput> out) throws Exception {
        StayDownLedger left = ledger(request).without(request);
        if (!left.holds().isEmpty()) {
            ledger.update(left);
            return;
        }
        end(request, left, out);
    }

    private void end(StayDown restoration, StayDownLedger left, Collector<StayDownOutput> out) {
        out.collect(entry(restoration, left));
        retire(restoration, left, out);
    }

    private void retire(StayDown restoration, StayDownLedger left, Collector<StayDownOutput> out) {
        StayDownWork.retirement(restoration.itemId(), left.workId(), left.knownChunks())
                .forEach(part -> out.collect(StayDownOutput.part(restoration.at(), part)));
        ledger.clear();
    }

    // What is on the topics ----------------------------------------------------------------

    /** Its entry is in force: the job's own, also from before it had to start anew, or renewed. */
    private void listed(StayDown request, Context context, Collector<StayDownOutput> out)
            throws Exception {
        StayDownLedger before = ledger.value();
        StayDownLedger known = before == null ? StayDownLedger.of(request.workId()) : before;
        boolean isNews = known.holds().isEmpty() || known.latest().at() < request.at();
        long nowMs = context.timerService().currentProcessingTime();
        StayDownLedger now = (isNews ? known.with(request, nowMs) : known).listed();
        if (!now.equals(before)) {
            takeUp(known, now, context, out);
        }
    }

    private void referenced(StayDownInput input, Context context, Collector<StayDownOutput> out)
            throws Exception {
        StayDownLedger known = ledger.value();
        if (known == null && input.chunks() > 0) {
            // Its entry is on another topic.
            long nowMs = context.timerService().currentProcessingTime();
            ledger.update(new StayDownLedger(List.of(), input.chunks(), nowMs, null));
            context.timerService().registerProcessingTimeTimer(nowMs + PATIENCE_MS);
        } else if (known != null && known.holds().isEmpty() && input.chunks() == 0) {
            ledger.clear();
        } else if (known != null && known.knownChunks() < input.chunks()) {
            takeUp(known, known.published(input.chunks()), context, out);
        }
    }

    /** Requests that waited for the upload find that its reference is there. */
    private void takeUp(
            StayDownLedger before,
            StayDownLedger now,
            Context context,
            Collector<StayDownOutput> out)
            throws Exception {
        ledger.update(now);
        if (before.waits() && !before.holds().isEmpty() && now.latest() == before.latest()) {
            out.collect(entry(now.latest(), now));
        }
        if (!now.holds().isEmpty()) {
            context.timerService().registerProcessingTimeTimer(now.latest().at() + ageMs);
        }
    }

    /** By a person; what the job has withdrawn itself is not in its ledger any more. */
    private void withdrawn(StayDown withdrawal, Collector<StayDownOutput> out) throws Exception {
        StayDownLedger known = ledger.value();
        if (known == null) {
            return;
        }
        StayDownLedger left = known.withoutAllUntil(withdrawal.at());
        if (left.holds().isEmpty()) {
            retire(withdrawal, left, out);
        } else if (left.holds().size() < known.holds().size()) {
            ledger.update(left);
        }
    }

    private StayDownLedger ledger(StayDown request) throws Exception {
        StayDownLedger known = ledger.value();
        return known == null ? StayDownLedger.of(request.workId()) : known;
    }

    private static StayDownOutput entry(StayDown request, StayDownLedger ledger) {
        return StayDownOutput.entry(request.at(), StayDownWork.entry(request, ledger.workId()));
    }

    private void refuse(StayDownLedger asked, String got, Context context) throws Exception {
        for (StayDown hold : asked.holds()) {
            context.output(PureFailure.DEAD, letter(hold, got));
        }
        ledger.clear();
    }

    private static DeadLetter letter(StayDown request, String got) {
        return new DeadLetter(
                STAGE + "/" + request.itemId() + "/" + request.noticeId() + "/" + request.at(),
                Topic.STAYDOWNS.topicName(),
                -1,
                -1,
                STAGE,
                "STAYDOWN_UNKNOWN",
                "itemId: expected the session of an upload whose peaks are kept, "
                        + got
                        + "; put the recording on the list by hand, with vigil ingest --as work and"
                        + " vigil list add",
                request.itemId(),
                new byte[0]);
    }

    private void wake(Context context) {
        if (awakeSince == 0) {
            awakeSince = context.timerService().currentProcessingTime();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<StayDownOutput> out)
            throws Exception {
        wake(context);
        long nowMs = context.timerService().currentProcessingTime();
        // After an outage overdue timers fire before the backlog is read: it must find its upload.
        long earliest = awakeSince + PATIENCE_MS;
        KeptUpload kept = upload.value();
        if (kept != null) {
            long until = Math.max(kept.heardAt() + keepMs, earliest);
            if (nowMs < until) {
                context.timerService().registerProcessingTimeTimer(until);
            } else {
                upload.clear();
                peaks.clear();
                kept = null;
            }
        }
        StayDownLedger asked = ledger.value();
        if (asked != null && asked.holds().isEmpty()) {
            unlisted(asked, context);
        } else if (asked != null && asked.waits()) {
            impatient(asked, kept, context);
        } else if (asked != null) {
            age(asked, context, out);
        }
    }

    /** All ids and times follow from the last decision, so that a repeat writes the same again. */
    private void age(StayDownLedger asked, OnTimerContext context, Collector<StayDownOutput> out) {
        StayDown last = asked.latest();
        long endsAt = last.at() + ageMs;
        // A later decision may be in the backlog: the end of an earlier one would win over it.
        long until = Math.max(endsAt, awakeSince + PATIENCE_MS);
        if (context.timerService().currentProcessingTime() < until) {
            context.timerService().registerProcessingTimeTimer(until);
        } else {
            end(new StayDown(last.itemId(), last.noticeId(), false, endsAt), asked, out);
            aged.inc();
        }
    }

    /** A reference whose entry has not come is none of its business. */
    private void unlisted(StayDownLedger found, OnTimerContext context) {
        long until = Math.max(found.askedAt(), awakeSince) + PATIENCE_MS;
        if (context.timerService().currentProcessingTime() < until) {
            context.timerService().registerProcessingTimeTimer(until);
        } else {
            ledger.clear();
        }
    }

    private void impatient(StayDownLedger asked, KeptUpload kept, OnTimerContext context)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        long until = Math.max(asked.askedAt(), awakeSince) + PATIENCE_MS;
        if (kept != null) {
            // The upload goes on: it is over, one way or the other, before its peaks go.
            until = Math.max(until, nowMs + PATIENCE_MS);
        }
        if (nowMs < until) {
            context.timerService().registerProcessingTimeTimer(until);
        } else {
            refuse(asked, "got none: live, unknown or longer ago", context);
        }
    }
}
