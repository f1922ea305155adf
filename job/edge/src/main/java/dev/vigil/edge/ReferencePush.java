package dev.vigil.edge;

import dev.vigil.audio.Chunks;
import dev.vigil.audio.Peak;
import dev.vigil.audio.Profile;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.bus.Push;
import dev.vigil.client.bus.PushException;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.media.KeptPicture;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.KeptPicturesCodec;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureWord;
import dev.vigil.video.WordChunks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fingerprints a protected work and writes its peaks, or the words of its pictures, to {@code
 * references}: chunks of 60 s, then the manifest that makes them searchable. Nothing is written
 * before the whole source was analysed, so a broken file leaves no trace. Of sound nothing else
 * leaves this process; of pictures a grey thumbnail for each 2 s does, so that evidence can be
 * drawn, unless words alone are sent.
 */
public final class ReferencePush {
    private static final PictureProfile PICTURES = PictureProfile.CURRENT;
    private static final int CHUNK_SECONDS = 60;

    /**
     * What a reference is called.
     *
     * @param referenceId of the recording; its pictures have an id made of it, see {@link
     *     RecordingId}
     * @param version a higher one replaces a lower; the same one overwrites itself
     */
    public record Name(String workId, String referenceId, long version, String title) {
        public Name {
            ReservedId.refuse("workId", workId);
            ReservedId.refuse("referenceId", RecordingId.require("referenceId", referenceId));
        }
    }

    private final Push push;
    private final Profile profile;
    private final CausedBy causedBy;
    private final boolean wordsAlone;

    /** Of a program, with thumbnails of pictures. */
    public ReferencePush(Push push, Profile profile) {
        this(push, profile, CausedBy.PROGRAM, false);
    }

    /**
     * @param causedBy is named by each record
     * @param wordsAlone whether no thumbnail of pictures is sent
     */
    public ReferencePush(Push push, Profile profile, CausedBy causedBy, boolean wordsAlone) {
        this.push = push;
        this.profile = profile;
        this.causedBy = causedBy;
        this.wordsAlone = wordsAlone;
    }

    /**
     * Fingerprints sound and waits until the manifest is stored.
     *
     * @param nowMs written as the events' time (UTC epoch ms)
     * @throws IOException when the source or the delivery fails, or when there is no sound
     */
    public ReferenceManifest push(Name name, PcmSource source, long nowMs, Progress progress)
            throws IOException {
        return push(name, source, null, nowMs, progress).get(0);
    }

    /**
     * Fingerprints sound and pictures in one pass and waits until their manifests are stored. A
     * track that is silent, or black, throughout gives no reference.
     *
     * @param sound null for none
     * @param pictures of {@link PictureSource#REFERENCE_RATE}; null for none
     * @param nowMs written as the events' time (UTC epoch ms)
     * @return one or two, that of sound first
     * @throws IOException when the source or the delivery fails, or when both are empty
     */
    public List<ReferenceManifest> push(
            Name name, PcmSource sound, PictureSource pictures, long nowMs, Progress progress)
            throws IOException {
        Analysis.OfSound peaks = sound == null ? null : new Analysis.OfSound(sound, profile);
        Analysis.OfPictures words =
                pictures == null ? null : new Analysis.OfPictures(pictures, !wordsAlone);
        long lengthMs =
                analyse(Stream.of(peaks, words).filter(Objects::nonNull).toList(), progress);
        List<ReferenceManifest> manifests = new ArrayList<>();
        if (peaks != null && !peaks.isEmpty()) {
            manifests.add(push(name, peaks.words(), peaks.positionMs(), nowMs));
        }
        if (words != null && !words.isEmpty()) {
            sendPictures(name, words.kept(), nowMs);
            manifests.add(pushWords(name, words.words(), words.frames(), nowMs));
        }
        if (manifests.isEmpty()) {
            throw new MediaException(
                    "work "
                            + name.workId()
                            + ": expected "
                            + (words == null
                                    ? "sound"
                                    : peaks == null ? "pictures" : "sound or pictures")
                            + " to fingerprint, got "
                            + lengthMs
                            + " ms without any; give another file");
        }
        push.flush();
        return manifests;
    }

    /**
     * Takes in all tracks side by side, always the one that is behind; returns the length in ms.
     */
    private static long analyse(List<Analysis> all, Progress progress) throws IOException {
        List<Analysis> going = new ArrayList<>(all);
        while (!going.isEmpty()) {
            Analysis behind =
                    going.stream().min(Comparator.comparingLong(Analysis::positionMs)).get();
            if (behind.step()) {
                progress.at(behind.positionMs());
            } else {
                going.remove(behind);
            }
        }
        return all.stream().mapToLong(Analysis::positionMs).max().orElse(0);
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
        send(manifest, PeaksCodec.contentType(manifest.profile()), chunks, nowMs);
        return manifest;
    }

    /**
     * Writes the pictures of a recording that were fingerprinted before, without waiting.
     *
     * @param name of the recording
     * @param words packed, in order of time
     * @param frames length of the recording
     */
    public ReferenceManifest pushWords(Name name, long[] words, long frames, long nowMs)
            throws PushException {
        List<byte[]> chunks =
                WordChunks.cut(PICTURES, words, frames).stream()
                        .map(PictureWordsCodec::payload)
                        .toList();
        ReferenceManifest manifest =
                new ReferenceManifest(
                        name.workId(),
                        RecordingId.pictures(name.referenceId()),
                        name.version(),
                        name.title(),
                        PICTURES.id(),
                        chunks.size(),
                        words.length / PictureWord.LONGS,
                        Math.round(PICTURES.millis(frames)),
                        PeaksCodec.digest(chunks),
                        blankMs(words, frames));
        send(manifest, PictureWordsCodec.contentType(manifest.profile()), chunks, nowMs);
        return manifest;
    }

    private void send(
            ReferenceManifest manifest, String contentType, List<byte[]> chunks, long nowMs)
            throws PushException {
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            sendChunk(key(manifest, chunk), contentType, chunks.get(chunk), nowMs);
        }
        sendManifest(manifest, nowMs);
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

    /** Whole seconds without a word; all of it where nothing ever changes, which is one picture. */
    private static long blankMs(long[] words, long frames) {
        BitSet seen = new BitSet();
        boolean moves = false;
        for (int i = 0; i < words.length; i += PictureWord.LONGS) {
            seen.set((int) (PictureWord.frame(words[i]) / PICTURES.framesPerSecond()));
            moves |= PictureWord.hasChange(words[i]);
        }
        if (!moves) {
            return Math.round(PICTURES.millis(frames));
        }
        int seconds = (int) (frames / PICTURES.framesPerSecond());
        return 1_000L * (seconds - seen.get(0, seconds).cardinality());
    }

    /** Chunks of 60 s, ahead of the words that they are drawn beside. */
    private void sendPictures(Name name, List<KeptPicture> kept, long nowMs) throws PushException {
        int frames = CHUNK_SECONDS * PICTURES.framesPerSecond();
        Map<Integer, List<KeptPicture>> chunks =
                kept.stream()
                        .collect(
                                Collectors.groupingBy(
                                        picture -> (int) (picture.frame() / frames),
                                        TreeMap::new,
                                        Collectors.toList()));
        String referenceId = RecordingId.pictures(name.referenceId());
        for (Map.Entry<Integer, List<KeptPicture>> chunk : chunks.entrySet()) {
            sendChunk(
                    new ReferenceKey(
                            name.workId(), referenceId, name.version(), chunk.getKey(), true),
                    KeptPicturesCodec.contentType(PICTURES.id()),
                    KeptPicturesCodec.payload(chunk.getValue()),
                    nowMs);
        }
    }

    private void sendChunk(ReferenceKey of, String contentType, byte[] payload, long nowMs)
            throws PushException {
        String key = of.toString();
        Envelope envelope =
                new Envelope(
                        key,
                        Push.SOURCE,
                        EventType.REFERENCE_CHUNK.type(),
                        of.workId(),
                        nowMs,
                        contentType,
                        (long) of.chunk(),
                        null);
        push.send(Topic.REFERENCES, key, causedBy.on(envelope), payload);
    }

    private void sendManifest(ReferenceManifest manifest, long nowMs) throws PushException {
        String key = key(manifest, ReferenceKey.MANIFEST).toString();
        Envelope envelope =
                Envelope.json(
                        EventType.REFERENCE_MANIFEST, Push.SOURCE, key, manifest.workId(), nowMs);
        push.send(Topic.REFERENCES, key, causedBy.on(envelope), Json.bytes(manifest));
    }

    private static ReferenceKey key(ReferenceManifest manifest, int chunk) {
        return new ReferenceKey(
                manifest.workId(), manifest.referenceId(), manifest.version(), chunk);
    }
}
