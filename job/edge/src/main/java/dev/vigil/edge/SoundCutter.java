package dev.vigil.edge;

import dev.vigil.client.bus.Push;
import dev.vigil.schema.wire.SegmentCodec;
import java.io.IOException;
import java.util.Optional;

/** Sends the sound itself: the jobs fingerprint it. */
record SoundCutter(Segmenter segmenter) implements Cutter {
    @Override
    public Optional<Cut> next() throws IOException {
        return segmenter
                .next()
                .map(
                        segment ->
                                new Cut(
                                        SegmentCodec.envelope(segment, Push.SOURCE),
                                        SegmentCodec.payload(segment)));
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
        return segmenter.count();
    }
}
