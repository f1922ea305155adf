package dev.vigil.flink.staydown;

import dev.vigil.flink.PureFailure;
import dev.vigil.match.Library;
import dev.vigil.policy.StayDownWork;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.SessionKind;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.staydown.KeptUpload;
import dev.vigil.schema.staydown.StayDown;
import dev.vigil.schema.staydown.StayDownInput;
import dev.vigil.schema.staydown.StayDownLedger;
import dev.vigil.schema.staydown.StayDownOutput;
import dev.vigil.schema.wire.ReferenceKey;
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
 * <p>A request may arrive before its upload has been analysed, even where the media job has a day
 * of uploads to catch up with: it waits while the upload goes on, and an hour where none is known.
 * Then it is a dead letter, so that a person can do it by hand while it still helps.
 *
 * <p>An item stays down for an age after the last decision that holds it there: a notice on it that
 * is upheld later renews it, and so does a person who publishes its entry again. Then its entry is
 * withdrawn and its reference retired. The entry and the reference are read back, so that a job
 * that starts without state ends them in time too. That publishes nothing that is there already: of
 * what the topics may have it waits an hour to read it.
 *
 * <p>That a person has withdrawn an entry, or that the content was restored, is remembered for an
 * age: a notice job that starts without state asks again for all that it asked for before.
 */
public final class StayDownsFunction
        extends KeyedProcessFunction<String, StayDownInput, StayDownOutput> {
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
    public StayDownsFunction(long keepMs, long ageMs) {
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
                    restore(input.request(), context, out);
                }
            }
            case LISTED -> {
                if (input.request().down()) {
                    listed(input.request(), context);
                } else {
                    withdrawn(input.request(), context);
                }
            }
            case REFERENCED -> referenced(input, context, out);
            case GONE -> gone(out);
            default ->
                    throw new IllegalStateException(
                            "kind: expected one that StayDowns reads, got "
                                    + input.kind()
                                    + "; correct the wiring");
        }
    }

    private void heard(StreamPacket sent, Context context, Collector<StayDownOutput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        KeptUpload known = upload.value();
        String profile = sent.packet().profile();
        if (FingerprintProfile.isOfPictures(profile)) {
            // What keeps an upload down is its sound.
            return;
        }
        boolean another = known != null && known.startAt() != sent.context().startAt();
        if (known == null || another || !known.profile().equals(profile)) {
            // An id that is used again is another upload. Peaks of two profiles find nothing: of an
            // upload that comes back from silence with another one, what comes then is kept.
            peaks.clear();
            known = KeptUpload.fresh(sent.context(), profile, nowMs);
            context.timerService().registerProcessingTimeTimer(nowMs + keepMs);
        }
        KeptUpload before = known;
        Optional<NewSound> read =
                PureFailure.guarded(
                        STAGE,
                        sent.sessionId(),
                        sent.packet().sequence(),
                        context,
                        () -> NewSound.of(sent.packet(), before, nowMs));
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
    private record NewSound(KeptUpload upload, long[] peaks) {
        static NewSound of(Packet packet, KeptUpload before, long nowMs) {
            KeptUpload now = before.with(packet, nowMs);
            return new NewSound(now, StayDownWork.since(now.base(), Library.newPeaks(packet)));
        }
    }

    private void keepDown(StayDown request, Context context, Collector<StayDownOutput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        StayDownLedger known = ledger(request.workId(), nowMs);
        StayDownLedger asked = known.with(request, nowMs);
        if (request.at() + ageMs <= nowMs || asked.equals(known)) {
            return;
        }
        KeptUpload kept = upload.value();
        boolean isOut = asked.chunks() > 0 && asked.isListed();
        if (kept != null && kept.ended() && !isOut) {
            publish(asked, kept, context, out);
        } else {
            renew(asked, context, out);
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
            refuse(asked, longer ? "got one longer than 12 h" : "got one without sound", context);
            return;
        }
        Optional<List<ReferencePart>> parts =
                PureFailure.guarded(
                        STAGE,
                        request.itemId(),
                        request.at(),
                        context,
                        () -> StayDownWork.reference(request.itemId(), asked.workId(), kept, all));
        if (parts.isEmpty()) {
            forget(asked, context);
            return;
        }
        parts.get().forEach(part -> out.collect(StayDownOutput.part(request.at(), part)));
        list(asked.referenced(parts.get().size() - 1, asked.workId()), context, out);
    }

    /** Of an item whose reference is out; where the list has not been read, that comes first. */
    private void renew(StayDownLedger asked, Context context, Collector<StayDownOutput> out)
            throws Exception {
        boolean isListKnown = asked.isListed() || asked.withdrawnAt() > 0;
        if (!asked.waits() && isListKnown) {
            list(asked, context, out);
        } else {
            remember(asked, context);
        }
    }

    /** Its entry is of its latest decision, which the list may have already. */
    private void list(StayDownLedger asked, Context context, Collector<StayDownOutput> out)
            throws Exception {
        StayDown last = asked.latest();
        if (asked.listedAt() < last.at()) {
            out.collect(entry(last, asked));
        }
        ledger.update(asked.listed(last.at(), asked.workId()));
        context.timerService().registerProcessingTimeTimer(last.at() + ageMs);
    }

    private void remember(StayDownLedger now, Context context) throws Exception {
        ledger.update(now);
        long nowMs = context.timerService().currentProcessingTime();
        context.timerService().registerProcessingTimeTimer(nowMs + PATIENCE_MS);
    }

    /**
     * Down while any other notice holds it. What is not known to be on the list may be read there
     * yet: until then it is remembered that the notice does not hold it.
     */
    private void restore(StayDown request, Context context, Collector<StayDownOutput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        StayDownLedger known = ledger(request.workId(), nowMs);
        if (request.at() <= known.withdrawnAt()) {
            return;
        }
        StayDownLedger left = known.restored(request, nowMs);
        if (left.holds().isEmpty() && left.isListed()) {
            end(request, left, false, context, out);
        } else {
            remember(left, context);
        }
    }

    /**
     * A later version than that on the list, whatever the order of the decisions.
     *
     * @param isAged no party was wrong, and what the entry has led to still counts
     */
    private void end(
            StayDown restoration,
            StayDownLedger left,
            boolean isAged,
            Context context,
            Collector<StayDownOutput> out)
            throws Exception {
        long at = Math.max(restoration.at(), left.listedAt());
        StayDown last = new StayDown(restoration.itemId(), restoration.noticeId(), false, at);
        ListEntry entry = StayDownWork.entry(last, left.workId());
        out.collect(StayDownOutput.entry(at, isAged ? entry.withKeepOffences(true) : entry));
        retire(last.itemId(), at, left, out);
        long nowMs = context.timerService().currentProcessingTime();
        remember(left.withdrawn(at, nowMs).retired(), context);
    }

    private static void retire(
            String itemId, long at, StayDownLedger left, Collector<StayDownOutput> out) {
        StayDownWork.retirement(itemId, left.workId(), left.chunks())
                .forEach(part -> out.collect(StayDownOutput.part(at, part)));
    }

    // What is on the topics ----------------------------------------------------------------

    /** What the topic has of an upload that stays down: the job may have started anew since. */
    public static Optional<StayDownInput> referenced(ReferencePart part) {
        String id = part.referenceId();
        if (part.chunk() != ReferenceKey.MANIFEST || !StayDownWork.isOne(id)) {
            return Optional.empty();
        }
        int chunks = part.manifest() == null ? 0 : part.manifest().chunks();
        String work = StayDownWork.named(part.workId(), id);
        return Optional.of(StayDownInput.referenced(StayDownWork.item(id), chunks, work));
    }

    /**
     * Its entry is in force: the job's own, also from before it had to start anew, or renewed. An
     * older one is followed on the topic by its outcome, so that nothing is reported at once.
     */
    private void listed(StayDown request, Context context) throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        StayDownLedger known = ledger(request.workId(), nowMs);
        if (request.at() <= known.withdrawnAt()) {
            return;
        }
        boolean isNews = known.holds().isEmpty() || known.latest().at() < request.at();
        StayDownLedger now =
                (isNews ? known.with(request, nowMs) : known)
                        .listed(request.at(), request.workId());
        if (now.equals(known)) {
            return;
        }
        if (now.holds().isEmpty() || now.latest().at() > now.listedAt()) {
            remember(now, context);
        } else {
            ledger.update(now);
            context.timerService().registerProcessingTimeTimer(now.latest().at() + ageMs);
        }
    }

    private void referenced(StayDownInput input, Context context, Collector<StayDownOutput> out)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        StayDownLedger known = ledger(input.workId(), nowMs);
        if (input.chunks() == 0) {
            if (known.holds().isEmpty() && known.chunks() > 0) {
                ledger.update(known.retired());
            }
        } else if (known.chunks() < input.chunks()) {
            StayDownLedger now = known.referenced(input.chunks(), input.workId());
            if (now.holds().isEmpty()) {
                remember(now, context);
            } else {
                renew(now, context, out);
            }
        }
    }

    /**
     * By a person, or by the job itself. Its reference leaves later, as on the topic a later entry
     * may follow. Of what would have aged since nothing is asked any more.
     */
    private void withdrawn(StayDown withdrawal, Context context) throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        StayDownLedger known = ledger(withdrawal.workId(), nowMs);
        boolean isAged = ledger.value() == null && withdrawal.at() + ageMs <= nowMs;
        if (!isAged && withdrawal.at() > known.withdrawnAt()) {
            remember(known.withdrawn(withdrawal.at(), nowMs), context);
        }
    }

    /**
     * The list has no record of it any more, as it should be an age after it was withdrawn. While
     * it is held that is a mistake: it is published again as it was, so that a job that starts
     * without state finds it.
     */
    private void gone(Collector<StayDownOutput> out) throws Exception {
        StayDownLedger known = ledger.value();
        if (known != null && known.isListed() && !known.holds().isEmpty()) {
            out.collect(entry(known.latest(), known));
        }
    }

    private StayDownLedger ledger(String workId, long nowMs) throws Exception {
        StayDownLedger known = ledger.value();
        if (known == null) {
            return StayDownLedger.of(workId, nowMs);
        }
        // What waits from now on waits the whole time.
        return known.isEnded() ? known.anew(workId, nowMs) : known;
    }

    private static StayDownOutput entry(StayDown request, StayDownLedger ledger) {
        return StayDownOutput.entry(request.at(), StayDownWork.entry(request, ledger.workId()));
    }

    private void refuse(StayDownLedger asked, String got, Context context) throws Exception {
        for (StayDown hold : asked.holds()) {
            context.output(PureFailure.DEAD, letter(hold, got));
        }
        forget(asked, context);
    }

    /** All but that it was withdrawn: what is asked for again from before that comes to nothing. */
    private void forget(StayDownLedger over, Context context) throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        long untilMs = over.withdrawnAt() + ageMs;
        // Of what has ended at its age, any request is too old by itself.
        boolean isAged = over.listedAt() > 0 && over.withdrawnAt() - over.listedAt() >= ageMs;
        if (over.withdrawnAt() == 0 || isAged || untilMs <= nowMs) {
            ledger.clear();
        } else {
            ledger.update(over.anew(null, over.askedAt()));
            context.timerService().registerProcessingTimeTimer(untilMs);
        }
    }

    private static DeadLetter letter(StayDown request, String got) {
        return DeadLetterBuilder.builder()
                .deadLetterId(
                        STAGE
                                + "/"
                                + request.itemId()
                                + "/"
                                + request.noticeId()
                                + "/"
                                + request.at())
                .topic(Topic.STAYDOWNS.topicName())
                .partition(-1)
                .offset(-1)
                .stage(STAGE)
                .reason("STAYDOWN_UNKNOWN")
                .message(
                        "itemId: expected the session of an upload whose peaks are kept, "
                                + got
                                + "; put the recording on the list by hand, with vigil ingest --as"
                                + " work and vigil list add")
                .key(request.itemId())
                .bytes(new byte[0])
                .build();
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
        if (asked == null) {
            return;
        }
        if (asked.holds().isEmpty()) {
            unheld(asked, context, out);
        } else if (asked.waits()) {
            impatient(asked, kept, context);
        } else if (asked.latest().at() > asked.listedAt()) {
            unlisted(asked, context, out);
        } else {
            age(asked, context, out);
        }
    }

    /** All ids and times follow from the last decision, so that a repeat writes the same again. */
    private void age(StayDownLedger asked, OnTimerContext context, Collector<StayDownOutput> out)
            throws Exception {
        StayDown last = asked.latest();
        long endsAt = last.at() + ageMs;
        // A later decision may be in the backlog: the end of an earlier one would win over it.
        if (isReached(Math.max(endsAt, awakeSince + PATIENCE_MS), context)) {
            StayDown over = new StayDown(last.itemId(), last.noticeId(), false, endsAt);
            end(over, asked, true, context, out);
            aged.inc();
        }
    }

    /** The topics have been read: what they have of an item without a holder is removed. */
    private void unheld(StayDownLedger found, OnTimerContext context, Collector<StayDownOutput> out)
            throws Exception {
        if (!isReached(Math.max(found.askedAt(), awakeSince) + PATIENCE_MS, context)) {
            return;
        }
        List<StayDown> restored = found.restored();
        if (found.isListed() && !restored.isEmpty()) {
            end(restored.get(restored.size() - 1), found, false, context, out);
            return;
        }
        if (found.withdrawnAt() > 0 && found.chunks() > 0) {
            String itemId = StayDownWork.item(context.getCurrentKey());
            retire(itemId, found.withdrawnAt(), found, out);
        }
        forget(found, context);
    }

    /** The topics have been read: no entry of its latest decision was there. */
    private void unlisted(
            StayDownLedger asked, OnTimerContext context, Collector<StayDownOutput> out)
            throws Exception {
        if (isReached(Math.max(asked.askedAt(), awakeSince) + PATIENCE_MS, context)) {
            list(asked, context, out);
        }
    }

    /** False where another timer is to look again then. */
    private static boolean isReached(long atMs, OnTimerContext context) {
        if (context.timerService().currentProcessingTime() >= atMs) {
            return true;
        }
        context.timerService().registerProcessingTimeTimer(atMs);
        return false;
    }

    private void impatient(StayDownLedger asked, KeptUpload kept, OnTimerContext context)
            throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        long until = Math.max(asked.askedAt(), awakeSince) + PATIENCE_MS;
        if (kept != null) {
            // The upload goes on: it is over, one way or the other, before its peaks go.
            until = Math.max(until, nowMs + PATIENCE_MS);
        }
        if (isReached(until, context)) {
            refuse(
                    asked,
                    "got a live stream, an unknown id or an upload whose peaks are deleted",
                    context);
        }
    }
}
