package dev.vigil.flink;

import dev.vigil.match.Listening;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.event.SessionKind;
import dev.vigil.schema.event.SessionStarted;
import dev.vigil.schema.flow.FoundLine;
import dev.vigil.schema.flow.ReferencePart;
import dev.vigil.schema.flow.SearchAnswer;
import dev.vigil.schema.flow.SearchInput;
import dev.vigil.schema.flow.StreamPacket;
import dev.vigil.schema.state.ReferenceName;
import dev.vigil.schema.state.StateName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keyed by slot: packets to candidate lines. Keeps nothing about a query; keyed state holds the
 * parts of references, the searched form is built from them. Until the references are loaded,
 * packets wait (HOUSE 3).
 */
public final class Search extends KeyedProcessFunction<Integer, SearchInput, SearchAnswer> {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(Search.class);
    private static final String STAGE = "search";

    /** A feed is searched this long after its last packet; a restream lags by less. */
    private static final long FEED_TTL_MS = 3_600_000;

    private final Listening listening;
    private transient MapState<String, ReferencePart> parts;
    private transient ListState<StreamPacket> waiting;
    private transient Map<Integer, Slot> slots;
    private transient IndexGauges gauges;

    /**
     * @param listening what is searched how
     */
    public Search(Listening listening) {
        this.listening = listening;
    }

    @Override
    public void open(OpenContext context) {
        parts =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.REFERENCE_PARTS,
                                        Types.STRING,
                                        TypeInformation.of(ReferencePart.class)));
        waiting =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        StateName.WAITING_PACKETS,
                                        TypeInformation.of(StreamPacket.class)));
        slots = new HashMap<>();
        gauges = new IndexGauges(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(SearchInput input, Context context, Collector<SearchAnswer> out)
            throws Exception {
        Slot slot = slot(context);
        switch (input.kind()) {
            case PACKET -> packet(input.packet(), slot, context, out);
            case FEED -> feed(input.packet(), slot, context);
            case REFERENCE -> reference(input.part(), slot, context);
            case LOADED -> {
                slot.mark(input.loaded());
                release(slot, context, out);
            }
            default ->
                    throw new IllegalStateException(
                            "Search was given " + input.kind() + ", which is not its own");
        }
        gauges.measure(slots.values(), context.timerService().currentProcessingTime());
    }

    private void packet(
            StreamPacket packet, Slot slot, Context context, Collector<SearchAnswer> out)
            throws Exception {
        if (slot.isLoaded()) {
            answer(packet, slot, context, out);
        } else {
            waiting.add(packet);
        }
    }

    private void release(Slot slot, Context context, Collector<SearchAnswer> out) throws Exception {
        if (!slot.isLoaded()) {
            return;
        }
        for (StreamPacket packet : waiting.get()) {
            answer(packet, slot, context, out);
        }
        waiting.clear();
    }

    private void answer(
            StreamPacket sent, Slot slot, Context context, Collector<SearchAnswer> out) {
        Packet packet = sent.packet();
        Optional<List<FoundLine>> lines;
        try {
            lines = slot.ask(packet, isUpload(sent.context()));
        } catch (RuntimeException e) {
            context.output(
                    PureFailure.DEAD,
                    PureFailure.letter(STAGE, sent.sessionId(), packet.sequence(), e));
            // The session's end must not be lost with the packet.
            lines = packet.last() ? Optional.of(List.of()) : Optional.empty();
        }
        lines.ifPresent(found -> out.collect(answer(sent, found, slot.hours())));
    }

    private static SearchAnswer answer(StreamPacket sent, List<FoundLine> lines, double hours) {
        Packet packet = sent.packet();
        return new SearchAnswer(
                sent.sessionId(),
                sent.context(),
                sent.captureBase(),
                packet.profile(),
                packet.toFrame(),
                packet.last(),
                hours,
                lines);
    }

    private static boolean isUpload(SessionStarted context) {
        return context != null && context.kind() == SessionKind.UPLOAD;
    }

    private void feed(StreamPacket sent, Slot slot, Context context) throws Exception {
        Packet packet = sent.packet();
        ReferenceName name = ReferenceName.of(sent.context().workId(), sent.sessionId());
        if (packet.fromFrame() == 0) {
            // The feed begins anew under its id: its time does too.
            slot.retire(name);
            ReferenceParts.removeFeed(parts, name);
        }
        try {
            slot.grow(name, packet);
        } catch (RuntimeException e) {
            context.output(
                    PureFailure.DEAD,
                    PureFailure.letter(STAGE, sent.sessionId(), packet.sequence(), e));
            return;
        }
        parts.put(
                ReferenceParts.feedKey(name, packet.sequence()),
                ReferenceParts.ofFeed(name, packet));
        long nowMs = context.timerService().currentProcessingTime();
        if (slot.seen(name, nowMs)) {
            context.timerService().registerProcessingTimeTimer(nowMs + FEED_TTL_MS);
        }
    }

    private void reference(ReferencePart part, Slot slot, Context context) throws Exception {
        if (part.peaks() == null && part.manifest() == null) {
            retired(part, slot);
            return;
        }
        parts.put(ReferenceParts.key(part), part);
        if (part.manifest() != null) {
            completed(part, slot, context);
        }
    }

    private void completed(ReferencePart part, Slot slot, Context context) throws Exception {
        ReferenceParts.Whole whole = ReferenceParts.assemble(part.manifest(), parts);
        if (whole.problem() != null) {
            context.output(PureFailure.DEAD, ReferenceParts.letter(part, whole.problem()));
            return;
        }
        Long before = slot.version(whole.name());
        try {
            slot.put(whole);
        } catch (RuntimeException e) {
            String key = ReferenceParts.key(part);
            context.output(PureFailure.DEAD, PureFailure.letter(STAGE, key, part.version(), e));
            return;
        }
        if (before != null && before != whole.version()) {
            ReferenceParts.remove(parts, whole.name(), Math.min(before, whole.version()));
        }
    }

    /** A tombstone; that of an old version leaves the newer one searched. */
    private void retired(ReferencePart part, Slot slot) throws Exception {
        parts.remove(ReferenceParts.key(part));
        ReferenceName name = ReferenceName.of(part.workId(), part.referenceId());
        if (ReferenceParts.isManifest(part) && Objects.equals(slot.version(name), part.version())) {
            slot.retire(name);
        }
    }

    /** Builds the searched form of a slot when it is first touched, after a restore too. */
    private Slot slot(Context context) throws Exception {
        Slot known = slots.get(context.getCurrentKey());
        if (known != null) {
            return known;
        }
        Slot slot = new Slot(listening);
        long nowMs = context.timerService().currentProcessingTime();
        for (ReferenceParts.Whole whole : ReferenceParts.all(parts)) {
            try {
                slot.put(whole);
            } catch (RuntimeException e) {
                // It was refused when it came, with a dead letter; it must not stop a restore.
                LOG.warn("reference {} is left out of the index", whole.name(), e);
                continue;
            }
            if (whole.feed()) {
                slot.seen(whole.name(), nowMs);
                context.timerService().registerProcessingTimeTimer(nowMs + FEED_TTL_MS);
            }
        }
        slots.put(context.getCurrentKey(), slot);
        return slot;
    }

    /** Feeds that have been silent for the TTL leave the index and the state. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SearchAnswer> out)
            throws Exception {
        Slot slot = slot(context);
        for (ReferenceName feed : slot.expire(timestamp - FEED_TTL_MS)) {
            ReferenceParts.removeFeed(parts, feed);
        }
        for (long seenMs : slot.lastSeenMs()) {
            context.timerService().registerProcessingTimeTimer(seenMs + FEED_TTL_MS);
        }
        gauges.measure(slots.values(), context.timerService().currentProcessingTime());
    }
}
