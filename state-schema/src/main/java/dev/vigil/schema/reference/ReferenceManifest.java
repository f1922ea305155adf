package dev.vigil.schema.reference;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** Last record of a reference: says how many chunks of peaks make it whole. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record ReferenceManifest(
        @Described(
                        "The work: given by who registers it, unique among all works. It begins"
                                + " with staydown. or signal. where Vigil itself sends it, and"
                                + " only there.")
                String workId,
        @Described(
                        "The recording: given by who registers it, unique within the work. It"
                                + " begins with staydown. or signal. where Vigil itself sends it,"
                                + " and only there.")
                String referenceId,
        @Described(
                        value =
                                "Counts up when the recording is replaced. The highest that is"
                                        + " whole counts.",
                        unit = Unit.FROM_1)
                long version,
        @Described("Title, for people.") @MayBeMissing String title,
        @Described(
                        "Profile of the fingerprint: modality and number. A stream is compared with"
                                + " the references of its own profile alone.")
                String profile,
        @Described(
                        value =
                                "Chunks of peaks that make the reference whole; they are sent"
                                        + " before this record.",
                        unit = Unit.COUNT)
                int chunks,
        @Described(value = "Peaks in all chunks.", unit = Unit.COUNT) long peaks,
        @Described(value = "Length of the recording, at most seven days.", unit = Unit.MS)
                long durationMs,
        @Described(value = "Digest over the values of all chunks, in order.", unit = Unit.SHA_256)
                String digest,
        @Described(
                        value =
                                "Time in it in which there is no peak. Missing where that was not"
                                        + " counted.",
                        unit = Unit.MS)
                @MayBeMissing
                Long silentMs)
        implements ReferenceManifestBuilder.With {
    public ReferenceManifest {
        Check.id("workId", workId);
        Check.id("referenceId", referenceId);
        Check.range("version", version, 1, Long.MAX_VALUE);
        Check.optionalText("title", title, 500);
        Check.profile("profile", profile);
        Check.range("chunks", chunks, 0, 10_000);
        Check.range("peaks", peaks, 0, 100_000_000);
        Check.range("durationMs", durationMs, 0, 7L * 24 * 3_600_000);
        Check.sha256("digest", digest);
        Check.optionalRange("silentMs", silentMs, 0, 7L * 24 * 3_600_000);
    }

    /** Of which silence was not counted. */
    public ReferenceManifest(
            String workId,
            String referenceId,
            long version,
            String title,
            String profile,
            int chunks,
            long peaks,
            long durationMs,
            String digest) {
        this(workId, referenceId, version, title, profile, chunks, peaks, durationMs, digest, null);
    }
}
