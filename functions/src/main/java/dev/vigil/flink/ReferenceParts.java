package dev.vigil.flink;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.ReferenceManifest;
import dev.vigil.schema.flow.ReferencePart;
import dev.vigil.schema.state.IndexedReference;
import dev.vigil.schema.state.StateName;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * References of a slot in keyed state: chunks under their topic key, feeds packet by packet, and a
 * list of what is whole. A reference is whole when its manifest has come and its chunks answer to
 * it. The list says where everything is, so nothing is ever found by going through the parts, which
 * would be a gigabyte in one step.
 */
final class ReferenceParts {
    static final String INCOMPLETE = "INCOMPLETE_REFERENCE";
    static final String INDEX_FULL = "INDEX_FULL";

    private final MapState<String, ReferencePart> parts;
    private final MapState<String, IndexedReference> whole;

    ReferenceParts(RuntimeContext runtime) {
        parts =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.REFERENCE_PARTS,
                                Types.STRING,
                                TypeInformation.of(ReferencePart.class)));
        whole =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.INDEXED_REFERENCES,
                                Types.STRING,
                                TypeInformation.of(IndexedReference.class)));
    }

    /**
     * A reference ready to be searched.
     *
     * @param problem why it is not, or null
     */
    record Whole(IndexedReference reference, long[] peaks, String problem) {}

    static String key(ReferencePart part) {
        return new ReferenceKey(part.workId(), part.referenceId(), part.version(), part.chunk())
                .toString();
    }

    static boolean isManifest(ReferencePart part) {
        return part.chunk() == ReferenceKey.MANIFEST;
    }

    private static String key(IndexedReference of, long number) {
        return of.feed()
                ? key(of) + "/" + number
                : new ReferenceKey(of.workId(), of.referenceId(), of.version(), (int) number)
                        .toString();
    }

    /** No work id holds a slash, so no topic key starts like that of a feed. */
    private static String key(IndexedReference of) {
        String name = of.workId() + "/" + of.referenceId();
        if (!of.feed()) {
            return name;
        }
        return (of.version() == 0 ? "/feed/" : "/feed:" + of.version() + "/") + name;
    }

    /** Everything that is whole, without its parts. */
    List<IndexedReference> all() throws Exception {
        List<IndexedReference> all = new ArrayList<>();
        whole.values().forEach(all::add);
        return all;
    }

    /** A chunk, a packet of a feed or {@link ReferenceKey#MANIFEST}; null where there is none. */
    ReferencePart part(IndexedReference of, long number) throws Exception {
        return parts.get(key(of, number));
    }

    void put(ReferencePart part) throws Exception {
        parts.put(key(part), part);
    }

    void remove(ReferencePart part) throws Exception {
        parts.remove(key(part));
    }

    /** Writes down that it is whole, or that there is no room for it. */
    void list(IndexedReference reference) throws Exception {
        whole.put(key(reference), reference);
    }

    /** A feed has grown by a packet. */
    void grow(IndexedReference feed, Packet packet, long[] newPeaks) throws Exception {
        parts.put(
                key(feed, packet.sequence()),
                new ReferencePart(
                        feed.workId(),
                        feed.referenceId(),
                        0,
                        (int) packet.sequence(),
                        packet.profile(),
                        newPeaks,
                        null));
        list(feed);
    }

    /** It is whole no more. */
    void unlist(IndexedReference reference) throws Exception {
        whole.remove(key(reference));
    }

    /** Forgets all parts, of a feed or of a version that a newer one has replaced. */
    void remove(IndexedReference reference) throws Exception {
        removeUpTo(reference.next(), reference);
        if (!reference.feed()) {
            parts.remove(key(reference, ReferenceKey.MANIFEST));
        }
    }

    /** Forgets the parts with lower numbers than this one. */
    void removeUpTo(long end, IndexedReference reference) throws Exception {
        for (long number = reference.first(); number < Math.min(end, reference.next()); number++) {
            parts.remove(key(reference, number));
        }
    }

    /** The chunks that a manifest names; null in the place of one that has not come. */
    List<ReferencePart> chunks(ReferenceManifest manifest) throws Exception {
        IndexedReference named = named(manifest, 0, 0);
        List<ReferencePart> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < manifest.chunks(); chunk++) {
            chunks.add(part(named, chunk));
        }
        return chunks;
    }

    private static IndexedReference named(ReferenceManifest manifest, long from, long to) {
        return new IndexedReference(
                manifest.workId(),
                manifest.referenceId(),
                manifest.version(),
                false,
                0,
                manifest.chunks(),
                from,
                to,
                false);
    }

    /** A feed of which nothing has been heard. */
    static IndexedReference feed(String workId, String sessionId, long version, long sequence) {
        return new IndexedReference(
                workId, sessionId, version, true, sequence, sequence, 0, 0, false);
    }

    /** Holds chunks against their manifest; on any thread. */
    static Whole assemble(ReferenceManifest manifest, List<ReferencePart> parts) {
        if (manifest.profile() != Profile.CURRENT) {
            return incomplete(manifest, "its profile is " + manifest.profile());
        }
        int missing = parts.indexOf(null);
        if (missing >= 0 || parts.size() < manifest.chunks()) {
            int chunk = missing < 0 ? parts.size() : missing;
            return incomplete(manifest, "chunk " + chunk + " has not come");
        }
        List<long[]> chunks = parts.stream().map(ReferencePart::peaks).toList();
        String digest = PeaksCodec.digest(chunks.stream().map(PeaksCodec::payload).toList());
        if (!digest.equals(manifest.digest())) {
            return incomplete(manifest, "the chunks have the digest " + digest);
        }
        long[] peaks = chunks.stream().flatMapToLong(LongStream::of).toArray();
        if (!Peak.areInOrder(peaks)) {
            return incomplete(manifest, "its peaks are not in order of time");
        }
        return new Whole(named(manifest, from(peaks), to(peaks)), peaks, null);
    }

    /** Frame of the first peak. */
    static long from(long[] peaks) {
        return peaks.length == 0 ? 0 : Peak.frame(peaks[0]);
    }

    /** Frame after the last peak. */
    static long to(long[] peaks) {
        return peaks.length == 0 ? 0 : Peak.frame(peaks[peaks.length - 1]) + 1;
    }

    private static Whole incomplete(ReferenceManifest manifest, String problem) {
        return new Whole(
                named(manifest, 0, 0),
                null,
                "manifest: expected "
                        + manifest.chunks()
                        + " chunks of profile "
                        + Profile.CURRENT
                        + " with the digest "
                        + manifest.digest()
                        + ", but "
                        + problem
                        + "; ingest the work again");
    }

    /** Why a reference is not searched. */
    static DeadLetter letter(IndexedReference reference, String reason, String problem) {
        String key = reference.feed() ? key(reference) : key(reference, ReferenceKey.MANIFEST);
        return new DeadLetter(
                "search/" + key,
                reference.feed() ? "" : Topic.REFERENCES.topicName(),
                -1,
                -1,
                "search",
                reason,
                Objects.requireNonNull(problem),
                key,
                new byte[0]);
    }
}
