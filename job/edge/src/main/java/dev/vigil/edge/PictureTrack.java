package dev.vigil.edge;

import dev.vigil.video.Picture;
import dev.vigil.video.PictureProfile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The pictures of an open source, as thumbnails at even moments. Only frames that are shown at a
 * moment are scaled; which these are is known when the next one is there.
 */
final class PictureTrack implements Track, PictureSource {
    /** Containers round times to as much; a frame that begins this late still counts. */
    private static final long TOLERANCE_US = 1_000;

    /** A last picture may be shown for this long. */
    private static final long LONGEST_US = 600_000_000;

    private final Tracks tracks;
    private final TrackDecoder decoder;
    private final Thumbnailer thumbnailer;
    private final int perSecond;
    private final long stepUs;
    private final long usualUs;
    private final Deque<Run> waiting = new ArrayDeque<>();

    /** The frame that is shown now: its end is not known yet. */
    private final AVFrame shown = avutil.av_frame_alloc();

    private boolean isShowing;
    private long shownAtUs;
    private long shownForUs;
    private Thumbnail thumbnail;

    private long decoded;
    private long read;
    private boolean ended;

    /**
     * The same picture at moments in a row.
     *
     * @param to the moment after the last of it
     */
    private record Run(Thumbnail thumbnail, long to) {}

    /**
     * @param perSecond moments in a second
     * @param usualUs how long a picture is shown where the source does not say it
     */
    PictureTrack(
            Tracks tracks,
            TrackDecoder decoder,
            Thumbnailer thumbnailer,
            int perSecond,
            long usualUs) {
        this.tracks = tracks;
        this.decoder = decoder;
        this.thumbnailer = thumbnailer;
        this.perSecond = perSecond;
        this.stepUs = 1_000_000 / perSecond;
        this.usualUs = usualUs;
    }

    @Override
    public void take(AVPacket packet) throws MediaException {
        decoder.decode(packet, this::show);
    }

    private void show(AVFrame frame) throws MediaException {
        long atUs = time(frame);
        if (isShowing) {
            showUntil(atUs);
            avutil.av_frame_unref(shown);
        }
        // The first is shown from the beginning: its sound may begin before it.
        isShowing = true;
        shownAtUs = atUs;
        shownForUs = frame.duration() > 0 ? Math.min(frame.duration(), LONGEST_US) : usualUs;
        thumbnail = null;
        avutil.av_frame_move_ref(shown, frame);
    }

    private long time(AVFrame frame) {
        long atUs = tracks.time(frame);
        if (atUs == SourceClock.NONE) {
            return isShowing ? shownAtUs + shownForUs : 0;
        }
        return isShowing ? Math.max(shownAtUs, atUs) : atUs;
    }

    /** What is shown now, at all moments before a time. */
    private void showUntil(long us) throws MediaException {
        long to = Math.floorDiv(us - TOLERANCE_US - 1, stepUs) + 1;
        if (to > decoded) {
            if (thumbnail == null) {
                thumbnail = thumbnailer.of(shown);
            }
            wait(thumbnail, to);
        }
    }

    private void wait(Thumbnail picture, long to) {
        waiting.add(new Run(picture, to));
        decoded = to;
    }

    @Override
    public void end() throws MediaException {
        if (!ended) {
            ended = true;
            decoder.decode(null, this::show);
            if (isShowing) {
                showUntil(shownAtUs + Math.max(shownForUs, 2 * TOLERANCE_US));
                avutil.av_frame_unref(shown);
            }
        }
    }

    @Override
    public void fill() throws MediaException {
        if (isShowing) {
            showUntil((decoded + perSecond) * stepUs + TOLERANCE_US);
        } else {
            wait(thumbnailer.black(), decoded + perSecond);
        }
    }

    @Override
    public Optional<Picture> next() throws MediaException {
        while (waiting.isEmpty()) {
            if (ended) {
                tracks.checkWhole();
                return Optional.empty();
            }
            tracks.readFor(this);
        }
        Run first = waiting.getFirst();
        Picture picture =
                new Picture(
                        read * PictureProfile.CURRENT.framesPerSecond() / perSecond,
                        first.thumbnail().width(),
                        first.thumbnail().height(),
                        first.thumbnail().luma());
        if (++read == first.to()) {
            waiting.removeFirst();
        }
        return Optional.of(picture);
    }

    @Override
    public long positionMs() {
        return read * 1_000 / perSecond;
    }

    @Override
    public long decodedMs() {
        return decoded * 1_000 / perSecond;
    }

    @Override
    public boolean isOver() {
        return ended && waiting.isEmpty();
    }

    @Override
    public TrackDecoder decoder() {
        return decoder;
    }

    @Override
    public void close() {
        avutil.av_frame_free(shown);
        thumbnailer.close();
        decoder.close();
    }
}
