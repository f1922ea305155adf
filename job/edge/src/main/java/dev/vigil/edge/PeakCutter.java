package dev.vigil.edge;

import dev.vigil.audio.Fingerprinter;
import dev.vigil.audio.PeakSlices;
import dev.vigil.audio.Profile;
import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.PeakSegment;
import dev.vigil.schema.media.Segment;
import dev.vigil.schema.wire.PeakSegmentCodec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Fingerprints where the sound is and sends peaks only: a thirtieth of the bytes, nothing that
 * could be played, and the jobs answer as if they had got the sound.
 */
final class PeakCutter implements Cutter {
    private final Profile profile = Profile.CURRENT;
    private final Segmenter segmenter;
    private final String sessionId;
    private final long startMs;
    private final boolean atOnce;
    private final Queue<Packet> packets = new ArrayDeque<>();
    private final Fingerprinter ear = new Fingerprinter(profile, packets::add);
    private boolean over;
    private long seq;

    /**
     * @param startMs when the first sample was captured (UTC epoch ms)
     * @param atOnce an upload happens at one moment, however long it plays
     */
    PeakCutter(Segmenter segmenter, String sessionId, long startMs, boolean atOnce) {
        this.segmenter = segmenter;
        this.sessionId = sessionId;
        this.startMs = startMs;
        this.atOnce = atOnce;
    }

    @Override
    public Optional<Cut> next() throws IOException {
        while (packets.isEmpty() && !over) {
            Optional<Segment> segment = segmenter.next();
            if (segment.isPresent()) {
                ear.hear(segment.get().pcm(), segment.get().rateHz(), segment.get().channels());
            } else {
                over = true;
                ear.finish();
            }
        }
        return packets.isEmpty() ? Optional.empty() : Optional.of(cut(packets.remove()));
    }

    private Cut cut(Packet packet) {
        long inMs = atOnce ? 0 : Math.round(profile.millis(packet.fromFrame()));
        PeakSegment slice = PeakSlices.of(profile, packet, sessionId, seq++, startMs + inMs);
        return new Cut(
                PeakSegmentCodec.envelope(slice, Push.SOURCE), PeakSegmentCodec.payload(slice));
    }

    @Override
    public long positionTime() {
        return segmenter.positionTime();
    }

    @Override
    public long captureTime() {
        return segmenter.captureTime();
    }

    @Override
    public long count() {
        return seq;
    }
}
