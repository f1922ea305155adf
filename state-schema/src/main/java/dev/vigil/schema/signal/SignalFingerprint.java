package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** The fingerprint of a recording; its chunks travel as records of their own. */
@OnTopic
@InState
@InFlight
public record SignalFingerprint(
        @Described("Profile of the fingerprint: modality and number.") String profile,
        @Described(value = "Length of the recording, at most three hours.", unit = Unit.MS)
                long durationMs,
        @Described(value = "Peaks in all chunks.", unit = Unit.COUNT) long peaks,
        @Described(
                        value =
                                "Digest of each chunk of 60 s, in order: 1 to 180. A chunk with another is refused.",
                        unit = Unit.SHA_256)
                List<String> chunks) {
    /** Chunks of 60 s: three hours. */
    public static final int MOST_CHUNKS = 180;

    public SignalFingerprint {
        Check.profile("profile", profile);
        Check.range("durationMs", durationMs, 1, MOST_CHUNKS * 60_000L);
        Check.range("peaks", peaks, 1, 100_000_000);
        chunks = Check.list("chunks", chunks, 1, MOST_CHUNKS);
        chunks.forEach(digest -> Check.sha256("chunks", digest));
    }
}
