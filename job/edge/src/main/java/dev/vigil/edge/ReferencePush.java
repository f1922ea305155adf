package dev.vigil.edge;

import dev.vigil.audio.Chunks;
import dev.vigil.audio.FrontEnd;
import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.bus.Push;
import dev.vigil.client.bus.PushException;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Fingerprints a protected work and writes its peaks to {@code references}: chunks of 60 s, then
 * the manifest that makes them searchable. Nothing is written before the whole source was analysed,
 * so a broken file leaves no trace. The sound itself never leaves this process.
 */
public final class ReferencePush {
    private static final int BUFFER = 65_536;

    /**
     * What a reference is called.
     *
     * @param version a higher one replaces a lower; the same one overwrites itself
     */
    public record Name(String workId, String referenceId, long version, String title) {}

    private final Push push;
    private final Profile profile;
    private final CausedBy causedBy;

    /** Of a program. */
    public ReferencePush(Push push, Profile profile) {
        this(push, profile, CausedBy.PROGRAM);
    }

    /**
     * @param causedBy is named by each record
     */
    public ReferencePush(Push push, Profile profile, CausedBy causedBy) {
        this.push = push;
        this.profile = profile;
        this.causedBy = causedBy;
    }

    /**
     * Fingerprints the source and waits until the manifest is stored.
     *
     * @param nowMs written as the events' time (UTC epoch ms)
     * @throws IOException when the source or the delivery fails, or when there is no sound
     */
    public ReferenceManifest push(Name name, PcmSource source, long nowMs, Progress progress)
            throws IOException {
        Peaks peaks = new Peaks();
        long samples = hear(source, peaks, progress);
        long durationMs = samples * 1_000 / PcmSource.RATE_HZ;
        if (peaks.count == 0) {
            throw new MediaException(
                    "work "
                            + name.workId()
                            + ": expected sound to fingerprint, got "
                            + durationMs
                            + " ms without any; give another file");
        }
        ReferenceManifest manifest = push(name, peaks.all(), durationMs, nowMs);
        push.flush();
        return manifest;
    }

    /**
     * Writes a recording that was fingerprinted before, without waiting.
     *
     * @param peaks packed, in order of time
     * @param durationMs length of the recording
     */
    public ReferenceManifest push(Name name, long[] peaks, long durationMs, long nowMs)
            throws PushException {
        long frames = durationMs * PcmSource.RATE_HZ / 1_000 / profile.hopSamples() + 1;
        List<byte[]> chunks =
                Chunks.cut(profile, peaks, frames).stream().map(PeaksCodec::payload).toList();
        ReferenceManifest manifest =
                new ReferenceManifest(
                        name.workId(),
                        name.referenceId(),
                        name.version(),
                        name.title(),
                        profile.id(),
                        chunks.size(),
                        peaks.length,
                        durationMs,
                        PeaksCodec.digest(chunks),
                        silentMs(peaks, durationMs));
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            sendChunk(manifest, chunk, chunks.get(chunk), nowMs);
        }
        sendManifest(manifest, nowMs);
        return manifest;
    }

    /** Whole seconds without a peak. */
    private long silentMs(long[] peaks, long durationMs) {
        BitSet loud = new BitSet();
        double framesPerSecond = profile.framesPerSecond();
        for (long peak : peaks) {
            loud.set((int) (Peak.frame(peak) / framesPerSecond));
        }
        long seconds = durationMs / 1_000;
        return 1_000 * (seconds - loud.get(0, (int) seconds).cardinality());
    }

    private long hear(PcmSource source, Peaks peaks, Progress progress) throws IOException {
        FrontEnd frontEnd = new FrontEnd(profile);
        short[] buffer = new short[BUFFER];
        long samples = 0;
        for (int n = source.read(buffer, 0, BUFFER); n >= 0; n = source.read(buffer, 0, BUFFER)) {
            frontEnd.accept(buffer, 0, n, peaks::add);
            samples += n;
            progress.at(samples * 1_000 / PcmSource.RATE_HZ);
        }
        frontEnd.finish(peaks::add);
        return samples;
    }

    private void sendChunk(ReferenceManifest manifest, int chunk, byte[] payload, long nowMs)
            throws PushException {
        String key = key(manifest, chunk);
        Envelope envelope =
                new Envelope(
                        key,
                        Push.SOURCE,
                        EventType.REFERENCE_CHUNK.type(),
                        manifest.workId(),
                        nowMs,
                        PeaksCodec.contentType(manifest.profile()),
                        (long) chunk,
                        null);
        push.send(Topic.REFERENCES, manifest.workId(), key, causedBy.on(envelope), payload);
    }

    private void sendManifest(ReferenceManifest manifest, long nowMs) throws PushException {
        String key = key(manifest, ReferenceKey.MANIFEST);
        Envelope envelope =
                Envelope.json(
                        EventType.REFERENCE_MANIFEST, Push.SOURCE, key, manifest.workId(), nowMs);
        push.send(
                Topic.REFERENCES,
                manifest.workId(),
                key,
                causedBy.on(envelope),
                Json.bytes(manifest));
    }

    private static String key(ReferenceManifest manifest, int chunk) {
        return new ReferenceKey(
                        manifest.workId(), manifest.referenceId(), manifest.version(), chunk)
                .toString();
    }

    /** A growing list of longs: 1 MB for an hour of music. */
    private static final class Peaks {
        private long[] packed = new long[4_096];
        private int count;

        private void add(long peak) {
            if (count == packed.length) {
                packed = Arrays.copyOf(packed, 2 * count);
            }
            packed[count++] = peak;
        }

        private long[] all() {
            return Arrays.copyOf(packed, count);
        }
    }
}
