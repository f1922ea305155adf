package dev.vigil.stream.door;

import dev.vigil.audio.Peak;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Profiles;
import dev.vigil.schema.check.ReservedId;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.match.SearchInput;
import dev.vigil.schema.media.FingerprintProfile;
import dev.vigil.schema.reference.RecordingId;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.KeptPicturesCodec;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.WordSlices;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The references topic: chunks of peaks and of words of pictures, manifests, and tombstones that
 * retire them. Pictures that are kept beside the words are checked and go no further.
 */
public final class ReferenceDoor extends Door<SearchInput> {
    private static final long serialVersionUID = 1L;

    /** 7 days of frames of 256 samples at 11,025 Hz: the longest work that a manifest may name. */
    private static final long LONGEST_FRAMES = 7L * 86_400 * 11_025 / 256;

    private static final long LONGEST_PICTURE_FRAMES =
            7L * 86_400 * PictureProfile.CURRENT.framesPerSecond();

    public ReferenceDoor(WallClock now) {
        super(SearchInput.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<SearchInput> out) {
        ReferenceKey key = ReferenceKey.parse(key(record));
        refuseReserved(key, envelope.source());
        switch (event) {
            case REFERENCE_CHUNK -> {
                checkIsChunk(key);
                if (key.pictures()) {
                    checkPictures(key, envelope.contentType(), record.value());
                } else {
                    out.collect(chunk(key, envelope.contentType(), record.value()));
                }
            }
            case REFERENCE_MANIFEST -> {
                ReferenceManifest manifest = Json.enter(record.value(), ReferenceManifest.class);
                ReferenceKey named =
                        new ReferenceKey(
                                manifest.workId(),
                                manifest.referenceId(),
                                manifest.version(),
                                ReferenceKey.MANIFEST);
                requireKey(record, named.toString());
                checkTrack(key, manifest.profile());
                out.collect(part(key, manifest.profile(), null, manifest));
            }
            default -> throw wrongTopic(event, record);
        }
    }

    /** The jobs alone put recordings that stay down, and those of peers, among the references. */
    private static void refuseReserved(ReferenceKey key, String source) {
        if (!source.equals(Envelope.MEDIA_JOB) && !source.equals(Envelope.LEDGER_JOB)) {
            ReservedId.refuse("workId", key.workId());
            ReservedId.refuse("referenceId", key.referenceId());
        }
    }

    private static void checkIsChunk(ReferenceKey key) {
        if (key.chunk() == ReferenceKey.MANIFEST) {
            throw new Refused(
                    "KEY_MISMATCH",
                    "key: expected the number of a chunk, got '"
                            + key
                            + "'; only a manifest"
                            + " goes there");
        }
    }

    /** What nothing is searched in must be readable by those who draw evidence all the same. */
    private static void checkPictures(ReferenceKey key, String format, byte[] data) {
        checkTrack(key, KeptPicturesCodec.profile(format));
        KeptPicturesCodec.read(data);
    }

    private static SearchInput chunk(ReferenceKey key, String format, byte[] data) {
        if (PictureWordsCodec.isWords(format)) {
            String profile = PictureWordsCodec.profile(format);
            long[] words = PictureWordsCodec.read(data);
            checkTrack(key, profile);
            checkWords(profile, words);
            return part(key, profile, words, null);
        }
        String profile = PeaksCodec.profile(format);
        long[] peaks = PeaksCodec.read(data);
        checkTrack(key, profile);
        checkPeaks(profile, peaks);
        return part(key, profile, peaks, null);
    }

    /**
     * Sound and pictures of a recording must not replace one another: the latest of a key counts.
     */
    private static void checkTrack(ReferenceKey key, String profile) {
        if (!FingerprintProfile.isOfPictures(profile)) {
            RecordingId.require("referenceId", key.referenceId());
        } else if (!RecordingId.isOfPictures(key.referenceId())) {
            throw new Refused(
                    "KEY_MISMATCH",
                    "referenceId: expected "
                            + RecordingId.pictures(key.referenceId())
                            + " for the pictures of a recording, got "
                            + key.referenceId()
                            + "; that is the id of its sound");
        }
    }

    /** Of a profile that is not known here the search reports the whole reference once. */
    private static void checkWords(String profile, long[] words) {
        PictureProfile known = PictureProfile.CURRENT;
        if (profile.equals(known.id())) {
            WordSlices.check(words, 0, LONGEST_PICTURE_FRAMES, known.windows().size());
        }
    }

    /** Of a chunk, whosever it is. */
    static void checkPeaks(String profile, long[] peaks) {
        if (!Peak.areInOrder(peaks)) {
            throw new Refused(
                    "BAD_DATA",
                    "data: expected peaks at times from 0 on, got "
                            + peaks[0]
                            + "; fingerprint the work again");
        }
        // Of a profile that is not known here the search reports the whole reference once.
        Optional<Profile> known = Profiles.ALL.find(profile);
        if (known.isPresent() && PeakSlices.isTooDense(known.get(), peaks)) {
            throw new Refused(
                    "BAD_DATA",
                    "data: " + PeakSlices.tooDense(known.get()) + "; fingerprint the work again");
        }
        if (peaks.length > 0 && Peak.frame(peaks[peaks.length - 1]) > LONGEST_FRAMES) {
            throw new Refused(
                    "BAD_DATA",
                    "data: expected peaks within 7 days, got one at frame "
                            + Peak.frame(peaks[peaks.length - 1])
                            + "; fingerprint the work again");
        }
    }

    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<SearchInput> out) {
        ReferenceKey key = ReferenceKey.parse(key(record));
        if (!key.pictures()) {
            out.collect(part(key, null, null, null));
        }
    }

    private static SearchInput part(
            ReferenceKey key, String profile, long[] peaks, ReferenceManifest manifest) {
        return SearchInput.reference(
                new ReferencePart(
                        key.workId(),
                        key.referenceId(),
                        key.version(),
                        key.chunk(),
                        profile,
                        peaks,
                        manifest),
                0);
    }

    @Override
    SearchInput dead(DeadLetter letter) {
        return SearchInput.dead(letter);
    }
}
