package dev.vigil.flink.media;

import dev.vigil.schema.media.Modality;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.media.TrackState;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureStream;
import java.util.Arrays;

/** A segment of pictures. */
final class IncomingPictures extends IncomingMedia {
    private final PictureSegment segment;

    IncomingPictures(PictureSegment segment) {
        super(
                Modality.VIDEO,
                segment.sessionId(),
                segment.seq(),
                segment.captureTime(),
                segment.receivedAt(),
                segment.lengthMs());
        this.segment = segment;
    }

    @Override
    void hear(RunningTrack track, TrackState known, double fromMs, Fingerprinters fingerprinters) {
        PictureStream eye = ((RunningTrack.Pictures) track).eye();
        int bytes = segment.width() * segment.height();
        for (int i = 0; i < segment.pictures(); i++) {
            eye.accept(
                    new Picture(
                            PictureFingerprinters.frame(fromMs + 1_000.0 * i / segment.rate()),
                            segment.width(),
                            segment.height(),
                            Arrays.copyOfRange(segment.luma(), i * bytes, (i + 1) * bytes)));
        }
        eye.settled(PictureFingerprinters.frame(fromMs + lengthMs));
    }

    @Override
    void count(SegmentCounters counters) {
        counters.seen(segment.luma(), segment.width() * segment.height());
    }

    @Override
    boolean isAnotherFormat(RunningTrack track) {
        return !((RunningTrack.Pictures) track).eye().isSameForm(segment.width(), segment.height());
    }
}
