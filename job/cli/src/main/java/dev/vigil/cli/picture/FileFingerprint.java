package dev.vigil.cli.picture;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.Profile;
import dev.vigil.edge.PcmSource;
import dev.vigil.match.Library;
import dev.vigil.schema.media.Packet;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The fingerprint of a whole recording.
 *
 * @param sha256 of the file, in hexadecimal digits
 * @param rateHz of the file itself
 * @param channels of the file itself
 * @param peaks packed, in order of time
 * @param damagedPackets that the decoder left out
 */
record FileFingerprint(
        String name,
        String sha256,
        int rateHz,
        int channels,
        long durationMs,
        long damagedPackets,
        long[] peaks) {

    /** A hash spans up to 1.05 s. */
    private static final long LEAST_MS = 1_000;

    private static final int BUFFER = 65_536;

    /**
     * Analyses a recording from its start to its end.
     *
     * @param packets called with each
     * @throws IOException where it can't be decoded or is shorter than a second
     */
    static FileFingerprint all(Recording recording, Profile profile, Consumer<Packet> packets)
            throws IOException {
        LongStream.Builder peaks = LongStream.builder();
        Consumer<Packet> both =
                packet -> {
                    Arrays.stream(Library.newPeaks(packet)).forEach(peaks);
                    packets.accept(packet);
                };
        try (Recording.Reading reading = recording.open()) {
            long samples = hear(reading.samples(), new Fingerprinter(profile, both));
            long durationMs = samples * 1_000 / PcmSource.RATE_HZ;
            if (durationMs < LEAST_MS) {
                throw new IOException(
                        recording.file()
                                + ": expected at least a second of sound, got "
                                + durationMs
                                + " ms; give a longer recording");
            }
            return new FileFingerprint(
                    recording.name(),
                    recording.sha256(),
                    reading.rateHz(),
                    reading.channels(),
                    durationMs,
                    reading.damagedPackets().getAsLong(),
                    peaks.build().toArray());
        }
    }

    private static long hear(PcmSource source, Fingerprinter ear) throws IOException {
        short[] buffer = new short[BUFFER];
        long samples = 0;
        for (int n = source.read(buffer, 0, BUFFER); n >= 0; n = source.read(buffer, 0, BUFFER)) {
            ear.hear(Arrays.copyOf(buffer, n), PcmSource.RATE_HZ, 1);
            samples += n;
        }
        ear.finish();
        return samples;
    }
}
