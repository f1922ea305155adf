package dev.vigil.bench.years;

import dev.vigil.audio.Chunks;
import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakWindow;
import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.match.Library;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Composed music as packets, to be streamed and registered. */
final class SimulatedRecording {
    private static final Profile PROFILE = Profile.CURRENT;

    private final List<Packet> packets = new ArrayList<>();
    private final long[] peaks;
    private final int seconds;

    SimulatedRecording(int seed, int seconds) {
        this.seconds = seconds;
        Fingerprinter ear = new Fingerprinter(PROFILE, packets::add);
        ear.hear(pcm(seed, seconds), PcmSource.RATE_HZ, 1);
        ear.finish();
        peaks =
                packets.stream()
                        .flatMapToLong(packet -> Arrays.stream(Library.newPeaks(packet)))
                        .toArray();
    }

    static short[] pcm(int seed, int seconds) {
        return Composer.compose(seed, seconds, PcmSource.RATE_HZ).pcm();
    }

    /** How many packets it has, each of two seconds. */
    int packets() {
        return packets.size();
    }

    /**
     * The first packet of a session that begins that long after its start, or later: packets of
     * 1.997 s, not of two, so that months later the session's positions are still its time.
     */
    static long sequenceAt(long sessionMs) {
        double frames = sessionMs / 1_000.0 * PROFILE.framesPerSecond();
        return (long) Math.ceil(frames / PeakWindow.GRID_FRAMES);
    }

    /**
     * One of its packets as one of a session that has gone on for longer.
     *
     * @param sequence number in the session
     */
    Packet packet(int number, long sequence, boolean last) {
        Packet packet = packets.get(number % packets.size());
        long toFrame = (sequence + 1) * PeakWindow.GRID_FRAMES;
        long later = toFrame - packet.toFrame();
        long[] shifted = Arrays.copyOf(packet.peaks(), packet.peaks().length);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += Peak.startOf(later);
        }
        return new Packet(
                packet.profile(),
                sequence,
                packet.fromFrame() + later,
                toFrame,
                shifted,
                packet.loud(),
                last);
    }

    /** Puts it into the index. */
    void register(World world, String workId, String referenceId) throws Exception {
        register(world, workId, referenceId, peaks);
    }

    /** Puts it there as another edition would be: a few peaks differ. */
    void registerCopy(World world, String workId, String referenceId, double dropped)
            throws Exception {
        Random random = new Random((workId + "/" + referenceId).hashCode());
        long[] kept = Arrays.stream(peaks).filter(peak -> random.nextDouble() >= dropped).toArray();
        register(world, workId, referenceId, kept);
    }

    private void register(World world, String workId, String referenceId, long[] of)
            throws Exception {
        List<long[]> chunks =
                Chunks.cut(PROFILE, of, Math.round(seconds * PROFILE.framesPerSecond()));
        int number = 0;
        for (long[] chunk : chunks) {
            send(world, part(workId, referenceId, number++, chunk, null));
        }
        ReferenceManifest manifest =
                new ReferenceManifest(
                        workId,
                        referenceId,
                        1,
                        null,
                        PROFILE.id(),
                        chunks.size(),
                        of.length,
                        seconds * 1_000L,
                        PeaksCodec.digest(chunks.stream().map(PeaksCodec::payload).toList()));
        send(world, part(workId, referenceId, ReferenceKey.MANIFEST, null, manifest));
    }

    private static ReferencePart part(
            String workId,
            String referenceId,
            int chunk,
            long[] peaks,
            ReferenceManifest manifest) {
        return new ReferencePart(workId, referenceId, 1, chunk, PROFILE.id(), peaks, manifest);
    }

    static void send(World world, ReferencePart part) throws Exception {
        world.emit(Uid.REFERENCE_SOURCE, SearchInput.reference(part, World.ANY_SLOT));
    }
}
