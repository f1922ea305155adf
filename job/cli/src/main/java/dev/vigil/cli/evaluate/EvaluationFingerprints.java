package dev.vigil.cli.evaluate;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.FrontEnd;
import dev.vigil.audio.PeakSink;
import dev.vigil.audio.Profile;
import dev.vigil.audio.Resampler;
import dev.vigil.schema.media.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns recordings into peaks and packets, at once or in the segments of a stream. */
final class EvaluationFingerprints {
    private final Profile profile;
    private final CpuClock extracting;

    /**
     * @param extracting counts what peaks of references take
     */
    EvaluationFingerprints(Profile profile, CpuClock extracting) {
        this.profile = profile;
        this.extracting = extracting;
    }

    /** All peaks of a reference. */
    long[] peaks(Wav wav) throws IOException {
        List<Long> peaks = new ArrayList<>();
        PeakSink sink = peaks::add;
        FrontEnd frontEnd = new FrontEnd(profile);
        short[] mono = mono(wav);
        extracting.spend(
                wav.seconds(),
                () -> {
                    frontEnd.accept(mono, 0, mono.length, sink);
                    frontEnd.finish(sink);
                });
        return peaks.stream().mapToLong(Long::longValue).toArray();
    }

    private short[] mono(Wav wav) {
        Resampler resampler = new Resampler(profile, wav.rateHz(), wav.channels());
        short[] body = resampler.accept(wav.samples(), 0, wav.samples().length);
        short[] tail = resampler.finish();
        short[] all = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, all, body.length, tail.length);
        return all;
    }

    /**
     * The packets of a query.
     *
     * @param segmentSeconds length of the segments that it comes in; infinity for all at once
     */
    List<Packet> packets(Wav wav, double segmentSeconds) {
        List<Packet> packets = new ArrayList<>();
        Fingerprinter ear = new Fingerprinter(profile, packets::add);
        int length = wav.samples().length;
        double frames = Math.min(length, Math.rint(segmentSeconds * wav.rateHz()));
        int step = Math.max(1, (int) frames) * wav.channels();
        for (int at = 0; at < length; at += step) {
            short[] piece = Arrays.copyOfRange(wav.samples(), at, Math.min(length, at + step));
            ear.hear(piece, wav.rateHz(), wav.channels());
        }
        ear.finish();
        return packets;
    }
}
