package dev.vigil.edge;

import dev.vigil.client.bus.Push;
import dev.vigil.schema.media.PictureSegment;
import dev.vigil.schema.wire.PictureSegmentCodec;
import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a session's pictures into segments of 2.0 s, numbered from 0 beside those of its sound; the
 * last is shorter, and one after which pictures have another size.
 */
final class PictureCutter implements Cutter {
    /** 2 s, as long as what a packet of words waits for. */
    static final int PICTURES = 2 * PictureSource.STREAM_RATE;

    private static final int STEP =
            PictureProfile.CURRENT.framesPerSecond() / PictureSource.STREAM_RATE;

    private final PictureSource source;
    private final String sessionId;
    private final long startMs;
    private final boolean atOnce;
    private Picture ahead;
    private MediaException failure;
    private long frames;
    private long seq;

    /**
     * @param source of {@link PictureSource#STREAM_RATE}
     * @param startMs when the first picture was captured (UTC epoch ms)
     * @param atOnce an upload happens at one moment, however long it plays
     */
    PictureCutter(PictureSource source, String sessionId, long startMs, boolean atOnce) {
        this.source = source;
        this.sessionId = sessionId;
        this.startMs = startMs;
        this.atOnce = atOnce;
    }

    @Override
    public Optional<Cut> next() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Picture picture = take(pictures);
        while (picture != null && pictures.size() < PICTURES && isOfSizeOf(pictures, picture)) {
            pictures.add(picture);
            picture = pictures.size() < PICTURES ? take(pictures) : null;
        }
        ahead = picture;
        return pictures.isEmpty() ? Optional.empty() : Optional.of(cut(pictures));
    }

    /** Null at the end, and where what was read before goes out ahead of a failure. */
    private Picture take(List<Picture> before) throws IOException {
        if (ahead != null) {
            Picture picture = ahead;
            ahead = null;
            return picture;
        }
        if (failure != null) {
            throw failure;
        }
        try {
            return source.next().orElse(null);
        } catch (MediaException e) {
            if (before.isEmpty()) {
                throw e;
            }
            failure = e;
            return null;
        }
    }

    private static boolean isOfSizeOf(List<Picture> pictures, Picture picture) {
        return pictures.isEmpty()
                || pictures.get(0).width() == picture.width()
                        && pictures.get(0).height() == picture.height();
    }

    private Cut cut(List<Picture> pictures) {
        Picture first = pictures.get(0);
        int bytes = first.luma().length;
        byte[] luma = new byte[bytes * pictures.size()];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).luma(), 0, luma, i * bytes, bytes);
        }
        long captureTime = captureTime();
        frames += (long) STEP * pictures.size();
        PictureSegment segment =
                new PictureSegment(
                        sessionId,
                        seq++,
                        captureTime,
                        captureTime,
                        first.width(),
                        first.height(),
                        PictureSource.STREAM_RATE,
                        luma);
        return new Cut(
                PictureSegmentCodec.envelope(segment, Push.SOURCE),
                PictureSegmentCodec.payload(segment));
    }

    @Override
    public long positionTime() {
        return startMs + Math.round(PictureProfile.CURRENT.millis(frames));
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
