package dev.vigil.flink;

import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.match.Library;
import dev.vigil.schema.ear.Packet;
import dev.vigil.schema.event.DeadLetter;
import dev.vigil.schema.event.ReferenceManifest;
import dev.vigil.schema.flow.ReferencePart;
import dev.vigil.schema.state.ReferenceName;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.MapState;

/**
 * References in keyed state: chunks under their topic key, feeds packet by packet. A reference is
 * whole when its manifest has come and its chunks answer to it.
 */
final class ReferenceParts {
    /** No work id holds a slash, so no topic key starts like this. */
    private static final String FEED = "/feed/";

    private ReferenceParts() {}

    /**
     * A reference ready to be searched.
     *
     * @param problem why it is not, or null
     */
    record Whole(ReferenceName name, long version, long[] peaks, boolean feed, String problem) {}

    static String key(ReferencePart part) {
        return new ReferenceKey(part.workId(), part.referenceId(), part.version(), part.chunk())
                .toString();
    }

    static boolean isManifest(ReferencePart part) {
        return part.chunk() == ReferenceKey.MANIFEST;
    }

    static String feedKey(ReferenceName feed, long sequence) {
        return FEED + feed.workId() + "/" + feed.referenceId() + "/" + sequence;
    }

    static ReferencePart ofFeed(ReferenceName feed, Packet packet) {
        return new ReferencePart(
                feed.workId(),
                feed.referenceId(),
                0,
                (int) packet.sequence(),
                packet.profile(),
                Library.newPeaks(packet),
                null);
    }

    static Whole assemble(ReferenceManifest manifest, MapState<String, ReferencePart> parts)
            throws Exception {
        if (manifest.profile() != Profile.CURRENT) {
            return incomplete(manifest, "its profile is " + manifest.profile());
        }
        List<long[]> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < manifest.chunks(); chunk++) {
            ReferenceKey key =
                    new ReferenceKey(
                            manifest.workId(), manifest.referenceId(), manifest.version(), chunk);
            ReferencePart part = parts.get(key.toString());
            if (part == null) {
                return incomplete(manifest, "chunk " + chunk + " has not come");
            }
            chunks.add(part.peaks());
        }
        String digest = PeaksCodec.digest(chunks.stream().map(PeaksCodec::payload).toList());
        if (!digest.equals(manifest.digest())) {
            return incomplete(manifest, "the chunks have the digest " + digest);
        }
        long[] peaks = joined(chunks);
        if (!Peak.areInOrder(peaks)) {
            return incomplete(manifest, "its peaks are not in order of time");
        }
        return new Whole(
                ReferenceName.of(manifest.workId(), manifest.referenceId()),
                manifest.version(),
                peaks,
                false,
                null);
    }

    private static Whole incomplete(ReferenceManifest manifest, String problem) {
        return new Whole(
                ReferenceName.of(manifest.workId(), manifest.referenceId()),
                manifest.version(),
                null,
                false,
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

    private static long[] joined(List<long[]> chunks) {
        return chunks.stream().flatMapToLong(LongStream::of).toArray();
    }

    /** Every whole reference in state, the latest version of each, and every feed. */
    static List<Whole> all(MapState<String, ReferencePart> parts) throws Exception {
        Map<ReferenceName, Whole> latest = new HashMap<>();
        Map<ReferenceName, List<ReferencePart>> feeds = new HashMap<>();
        for (Map.Entry<String, ReferencePart> entry : parts.entries()) {
            ReferencePart part = entry.getValue();
            ReferenceName name = ReferenceName.of(part.workId(), part.referenceId());
            if (entry.getKey().startsWith(FEED)) {
                feeds.computeIfAbsent(name, n -> new ArrayList<>()).add(part);
            } else if (part.manifest() != null) {
                Whole whole = assemble(part.manifest(), parts);
                if (whole.problem() == null) {
                    latest.merge(name, whole, (a, b) -> a.version() > b.version() ? a : b);
                }
            }
        }
        List<Whole> all = new ArrayList<>(latest.values());
        feeds.forEach((name, packets) -> all.add(feed(name, packets)));
        return all;
    }

    private static Whole feed(ReferenceName name, List<ReferencePart> packets) {
        packets.sort(Comparator.comparingInt(ReferencePart::chunk));
        return new Whole(
                name, 0, joined(packets.stream().map(ReferencePart::peaks).toList()), true, null);
    }

    /** Forgets a version that a newer one has replaced. */
    static void remove(MapState<String, ReferencePart> parts, ReferenceName name, long version)
            throws Exception {
        String manifestKey =
                new ReferenceKey(name.workId(), name.referenceId(), version, ReferenceKey.MANIFEST)
                        .toString();
        ReferencePart manifest = parts.get(manifestKey);
        if (manifest == null || manifest.manifest() == null) {
            return;
        }
        for (int chunk = 0; chunk < manifest.manifest().chunks(); chunk++) {
            parts.remove(
                    new ReferenceKey(name.workId(), name.referenceId(), version, chunk).toString());
        }
        parts.remove(manifestKey);
    }

    static void removeFeed(MapState<String, ReferencePart> parts, ReferenceName feed)
            throws Exception {
        String prefix = FEED + feed.workId() + "/" + feed.referenceId() + "/";
        List<String> keys = new ArrayList<>();
        for (String key : parts.keys()) {
            if (key.startsWith(prefix)) {
                keys.add(key);
            }
        }
        for (String key : keys) {
            parts.remove(key);
        }
    }

    static DeadLetter letter(ReferencePart part, String problem) {
        return new DeadLetter(
                "search/" + key(part),
                Topic.REFERENCES.topicName(),
                -1,
                -1,
                "search",
                "INCOMPLETE_REFERENCE",
                problem,
                key(part),
                new byte[0]);
    }
}
