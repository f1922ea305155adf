package dev.vigil.flink;

import dev.vigil.audio.Profile;
import dev.vigil.match.Library;
import dev.vigil.match.Tiers;
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
import java.util.ArrayList;
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

/**
 * Keyed by slot: packets to candidate lines. Keeps nothing about a query; keyed state holds the
 * parts of references, the searched form is built from them. Until the references are loaded,
 * packets wait (HOUSE 3).
 */
public final class Search extends KeyedProcessFunction<Integer, SearchInput, SearchAnswer> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "search";

    /** A feed is searched this long after its last packet; a restream lags by less. */
    private static final long FEED_TTL_MS = 3_600_000;

    private final int thoroughEvery;
    private transient MapState<String, ReferencePart> parts;
    private transient ListState<StreamPacket> waiting;
    private transient Map<Integer, Shelf> shelves;

    /** The searched form of one slot; not state. */
    private static final class Shelf {
        private final Library library;
        private final LoadedGate references = new LoadedGate();
        private final Map<ReferenceName, Long> feedsSeenAt = new HashMap<>();

        /** Version of each work's reference that is searched. */
        private final Map<ReferenceName, Long> versions = new HashMap<>();

        private Shelf(Library library) {
            this.library = library;
        }
    }

    /**
     * @param thoroughEvery every n-th packet of a live stream is searched thoroughly
     */
    public Search(int thoroughEvery) {
        this.thoroughEvery = thoroughEvery;
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
        shelves = new HashMap<>();
    }

    @Override
    public void processElement(SearchInput input, Context context, Collector<SearchAnswer> out)
            throws Exception {
        Shelf shelf = shelf(context);
        switch (input.kind()) {
            case PACKET -> packet(input.packet(), shelf, context, out);
            case FEED -> feed(input.packet(), shelf, context);
            case REFERENCE -> reference(input.part(), shelf, context);
            case LOADED -> {
                shelf.references.mark(input.loaded());
                release(shelf, context, out);
            }
            default ->
                    throw new IllegalStateException(
                            "Search was given " + input.kind() + ", which is not its own");
        }
    }

    private void packet(
            StreamPacket packet, Shelf shelf, Context context, Collector<SearchAnswer> out)
            throws Exception {
        if (shelf.references.isOpen()) {
            answer(packet, shelf, context, out);
        } else {
            waiting.add(packet);
        }
    }

    private void release(Shelf shelf, Context context, Collector<SearchAnswer> out)
            throws Exception {
        if (!shelf.references.isOpen()) {
            return;
        }
        for (StreamPacket packet : waiting.get()) {
            answer(packet, shelf, context, out);
        }
        waiting.clear();
    }

    private void answer(
            StreamPacket sent, Shelf shelf, Context context, Collector<SearchAnswer> out) {
        Packet packet = sent.packet();
        Optional<List<FoundLine>> lines;
        try {
            lines = shelf.library.ask(packet, isUpload(sent.context()));
        } catch (RuntimeException e) {
            context.output(
                    PureFailure.DEAD,
                    PureFailure.letter(STAGE, sent.sessionId(), packet.sequence(), e));
            // The session's end must not be lost with the packet.
            lines = packet.last() ? Optional.of(List.of()) : Optional.empty();
        }
        lines.ifPresent(found -> out.collect(answer(sent, found, shelf.library.hours())));
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

    private void feed(StreamPacket sent, Shelf shelf, Context context) throws Exception {
        Packet packet = sent.packet();
        ReferenceName name = ReferenceName.of(sent.context().workId(), sent.sessionId());
        parts.put(
                ReferenceParts.feedKey(name, packet.sequence()),
                ReferenceParts.ofFeed(name, packet));
        shelf.library.grow(name, packet);
        long nowMs = context.timerService().currentProcessingTime();
        if (shelf.feedsSeenAt.put(name, nowMs) == null) {
            context.timerService().registerProcessingTimeTimer(nowMs + FEED_TTL_MS);
        }
    }

    private void reference(ReferencePart part, Shelf shelf, Context context) throws Exception {
        if (part.peaks() == null && part.manifest() == null) {
            retired(part, shelf);
            return;
        }
        parts.put(ReferenceParts.key(part), part);
        if (part.manifest() == null) {
            return;
        }
        ReferenceParts.Whole whole = ReferenceParts.assemble(part.manifest(), parts);
        if (whole.problem() != null) {
            context.output(PureFailure.DEAD, ReferenceParts.letter(part, whole.problem()));
            return;
        }
        Long before = shelf.versions.get(whole.name());
        if (before == null || whole.version() >= before) {
            shelf.versions.put(whole.name(), whole.version());
            shelf.library.put(whole.name(), whole.peaks());
        }
        if (before != null && before != whole.version()) {
            ReferenceParts.remove(parts, whole.name(), Math.min(before, whole.version()));
        }
    }

    /** A tombstone; that of an old version leaves the newer one searched. */
    private void retired(ReferencePart part, Shelf shelf) throws Exception {
        parts.remove(ReferenceParts.key(part));
        ReferenceName name = ReferenceName.of(part.workId(), part.referenceId());
        if (ReferenceParts.isManifest(part)
                && Objects.equals(shelf.versions.get(name), part.version())) {
            shelf.versions.remove(name);
            shelf.library.retire(name);
        }
    }

    /** Builds the searched form of a slot when it is first touched, after a restore too. */
    private Shelf shelf(Context context) throws Exception {
        Shelf known = shelves.get(context.getCurrentKey());
        if (known != null) {
            return known;
        }
        Tiers tiers =
                new Tiers(
                        thoroughEvery,
                        Tiers.DEFAULT.liveFirst(),
                        Tiers.DEFAULT.uploadEvery(),
                        Tiers.DEFAULT.weak());
        Shelf shelf = new Shelf(new Library(Profile.of(Profile.CURRENT), tiers));
        long nowMs = context.timerService().currentProcessingTime();
        for (ReferenceParts.Whole whole : ReferenceParts.all(parts)) {
            shelf.library.put(whole.name(), whole.peaks());
            if (!whole.feed()) {
                shelf.versions.put(whole.name(), whole.version());
            } else {
                shelf.feedsSeenAt.put(whole.name(), nowMs);
                context.timerService().registerProcessingTimeTimer(nowMs + FEED_TTL_MS);
            }
        }
        shelves.put(context.getCurrentKey(), shelf);
        return shelf;
    }

    /** Feeds that have been silent for the TTL leave the index and the state. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SearchAnswer> out)
            throws Exception {
        Shelf shelf = shelf(context);
        List<ReferenceName> over = new ArrayList<>();
        for (Map.Entry<ReferenceName, Long> feed : shelf.feedsSeenAt.entrySet()) {
            long expiresAt = feed.getValue() + FEED_TTL_MS;
            if (expiresAt <= timestamp) {
                over.add(feed.getKey());
            } else {
                context.timerService().registerProcessingTimeTimer(expiresAt);
            }
        }
        for (ReferenceName feed : over) {
            shelf.feedsSeenAt.remove(feed);
            shelf.library.retire(feed);
            ReferenceParts.removeFeed(parts, feed);
        }
    }
}
