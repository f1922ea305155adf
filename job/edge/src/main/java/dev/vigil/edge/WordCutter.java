package dev.vigil.edge;

import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.Packet;
import dev.vigil.schema.media.WordSegment;
import dev.vigil.schema.wire.PictureWordsCodec;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureBench;
import dev.vigil.video.PictureProfile;
import dev.vigil.video.PictureStream;
import dev.vigil.video.WordSlices;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Makes the words where the pictures are and sends them only: nothing that could be looked at, and
 * the jobs answer as if they had got the pictures, but can draw no evidence.
 */
final class WordCutter implements Cutter {
    private final PictureProfile profile = PictureProfile.CURRENT;
    private final PictureSource source;
    private final String sessionId;
    private final long startMs;
    private final boolean atOnce;
    private final Queue<Packet> packets = new ArrayDeque<>();
    private final PictureStream stream =
            new PictureStream(profile, new PictureBench(profile), packets::add);
    private boolean over;
    private long frames;
    private long seq;

    /**
     * @param startMs when the first picture was captured (UTC epoch ms)
     * @param atOnce an upload happens at one moment, however long it plays
     * @param isReference whether the session is a reference itself, as a feed is
     */
    WordCutter(
            PictureSource source,
            String sessionId,
            long startMs,
            boolean atOnce,
            boolean isReference) {
        this.source = source;
        this.sessionId = sessionId;
        this.startMs = startMs;
        this.atOnce = atOnce;
        stream.asReference(isReference);
    }

    @Override
    public Optional<Cut> next() throws IOException {
        while (packets.isEmpty() && !over) {
            Optional<Picture> picture = source.next();
            if (picture.isPresent()) {
                stream.accept(picture.get());
                frames = picture.get().frame() + profile.streamStep();
                stream.settled(frames);
            } else {
                over = true;
                stream.finish();
                packets.removeIf(last -> last.toFrame() == last.fromFrame());
            }
        }
        return packets.isEmpty() ? Optional.empty() : Optional.of(cut(packets.remove()));
    }

    private Cut cut(Packet packet) {
        long inMs = atOnce ? 0 : Math.round(profile.millis(packet.fromFrame()));
        WordSegment slice = WordSlices.of(profile, packet, sessionId, seq++, startMs + inMs);
        return new Cut(
                PictureWordsCodec.envelope(slice, Push.SOURCE), PictureWordsCodec.payload(slice));
    }

    @Override
    public long positionTime() {
        return startMs + Math.round(profile.millis(frames));
    }

    @Override
    public long captureTime() {
        return atOnce ? startMs : positionTime();
    }

    @Override
    public long count() {
        return seq;
    }
}
