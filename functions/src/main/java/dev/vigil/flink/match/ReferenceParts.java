package dev.vigil.flink.match;

import dev.vigil.match.SearchProfile;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.IndexedReference;
import dev.vigil.schema.reference.IndexedReferenceBuilder;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.reference.ReferencePartBuilder;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * References of a slot in keyed state: chunks under their topic key, feeds packet by packet, and a
 * list of what is whole. A reference is whole when its manifest has come and its chunks answer to
 * it. The list has the place of everything, so nothing is ever found by going through the parts,
 * which would be a gigabyte in one step.
 */
final class ReferenceParts {
    static final String INCOMPLETE = "INCOMPLETE_REFERENCE";
    static final String UNKNOWN_PROFILE = "UNKNOWN_PROFILE";
    static final String INDEX_FULL = "INDEX_FULL";
    static final String STAYDOWN_DROPPED = "STAYDOWN_DROPPED";

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
                ReferencePartBuilder.builder()
                        .workId(feed.workId())
                        .referenceId(feed.referenceId())
                        .chunk((int) packet.sequence())
                        .profile(packet.profile())
                        .peaks(newPeaks)
                        .build());
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

    /** Chunks of a reference by their number; null for one that is missing. */
    @FunctionalInterface
    interface Chunks<E extends Exception> {
        ReferencePart get(int number) throws E;
    }

    /** The chunks that a manifest names. */
    Chunks<Exception> chunks(ReferenceManifest manifest) {
        IndexedReference named = named(manifest, 0, 0);
        return number -> part(named, number);
    }

    /** A reference of the length in its manifest: it is measured before its chunks are read. */
    static IndexedReference claimed(ReferenceManifest manifest, SearchProfile profile) {
        double framesPerMs = profile.framesPerSecond() / 1_000;
        return named(manifest, 0, (long) Math.ceil(manifest.durationMs() * framesPerMs));
    }

    static IndexedReference named(ReferenceManifest manifest, long from, long to) {
        return IndexedReferenceBuilder.builder()
                .workId(manifest.workId())
                .referenceId(manifest.referenceId())
                .version(manifest.version())
                .profile(manifest.profile())
                .next(manifest.chunks())
                .fromFrame(from)
                .toFrame(to)
                .build();
    }

    /** A feed without a packet yet. */
    static IndexedReference feed(
            String workId, String sessionId, long version, String profile, long sequence) {
        return IndexedReferenceBuilder.builder()
                .workId(workId)
                .referenceId(sessionId)
                .version(version)
                .feed(true)
                .profile(profile)
                .first(sequence)
                .next(sequence)
                .build();
    }

    /**
     * Holds chunks against their manifest, one after the other; on any thread.
     *
     * @param profile that of the manifest
     * @throws E as the source of the chunks
     */
    static <E extends Exception> Whole assemble(
            ReferenceManifest manifest, SearchProfile profile, Chunks<E> chunks) throws E {
        PeaksCodec.Digest digest = new PeaksCodec.Digest();
        long most = manifest.peaks() * profile.longs();
        long[] peaks = new long[0];
        int count = 0;
        for (int number = 0; number < manifest.chunks(); number++) {
            ReferencePart chunk = chunks.get(number);
            if (chunk == null) {
                return incomplete(manifest, "got no chunk " + number);
            }
            if (!manifest.profile().equals(chunk.profile())) {
                return incomplete(manifest, "got chunk " + number + " of " + chunk.profile());
            }
            long[] more = chunk.peaks();
            if (count + (long) more.length > most) {
                return incomplete(manifest, "got more than its " + manifest.peaks() + " peaks");
            }
            digest.add(more);
            peaks = grown(peaks, count + more.length, most);
            System.arraycopy(more, 0, peaks, count, more.length);
            count += more.length;
        }
        return checked(
                manifest,
                profile,
                count == peaks.length ? peaks : Arrays.copyOf(peaks, count),
                digest.hex());
    }

    /** Room for that many, and for twice as many of what is still to come. */
    private static long[] grown(long[] peaks, int needed, long most) {
        return needed <= peaks.length
                ? peaks
                : Arrays.copyOf(peaks, (int) Math.max(needed, Math.min(2L * needed, most)));
    }

    private static Whole checked(
            ReferenceManifest manifest, SearchProfile profile, long[] words, String digest) {
        if (!digest.equals(manifest.digest())) {
            return incomplete(manifest, "got the digest " + digest);
        }
        if (!profile.areInOrder(words)) {
            return incomplete(manifest, "got peaks or words that are not in order of time");
        }
        return new Whole(
                named(manifest, profile.fromFrame(words), profile.toFrame(words)), words, null);
    }

    private static Whole incomplete(ReferenceManifest manifest, String got) {
        return new Whole(
                named(manifest, 0, 0),
                null,
                "manifest: expected "
                        + manifest.chunks()
                        + " chunks of profile "
                        + manifest.profile()
                        + " with the digest "
                        + manifest.digest()
                        + ", "
                        + got
                        + "; ingest the work again");
    }

    /** Why a reference is not searched. */
    static DeadLetter letter(IndexedReference reference, String reason, String problem) {
        String key = reference.feed() ? key(reference) : key(reference, ReferenceKey.MANIFEST);
        return DeadLetterBuilder.builder()
                .deadLetterId("search/" + key)
                .topic(reference.feed() ? "" : Topic.REFERENCES.topicName())
                .partition(-1)
                .offset(-1)
                .stage("search")
                .reason(reason)
                .message(Objects.requireNonNull(problem))
                .key(key)
                .bytes(new byte[0])
                .build();
    }
}
