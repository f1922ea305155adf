package dev.vigil.edge;

import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Any decoded frame to a grey thumbnail of about 2,304 pixels: each the mean of the area that it
 * covers, at the aspect and the right way up as a player shows it. Both fields of an interlaced
 * frame are in it; of 10 bits and of HDR it has the luma as it is coded.
 */
final class Thumbnailer implements AutoCloseable {
    /** Fixed point 1.0 of contrast and saturation. */
    private static final int UNITY = 1 << 16;

    /** What vector instructions of the scaler write at once. */
    private static final int STRIDE = 256;

    private static final int MOST_ROWS = 192;

    private final Container container;
    private final AVStream track;
    private final Turn trackTurn;
    private final BytePointer out = new BytePointer((long) STRIDE * MOST_ROWS);
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);
    private SwsContext scaler;
    private Form form;

    /**
     * What a scaler is made for.
     *
     * @param fullRange broadcast video has black at 16 and white at 235, a camera's may not
     */
    private record Form(
            int fromWidth, int fromHeight, int format, boolean fullRange, int width, int height) {}

    Thumbnailer(Container container, AVStream track) {
        this.container = container;
        this.track = track;
        this.trackTurn = Container.turn(track);
        for (int plane = 0; plane < 4; plane++) {
            planes.put(plane, plane == 0 ? out : null);
            strides.put(plane, plane == 0 ? STRIDE : 0);
        }
    }

    /**
     * The thumbnail of a frame.
     *
     * @throws MediaException for pixels that the scaler does not know
     */
    Thumbnail of(AVFrame frame) throws MediaException {
        Turn turn = turn(frame);
        double aspect = container.aspect(track, frame);
        Thumbnail shown = Thumbnail.black(turn.swapped() ? 1 / aspect : aspect);
        int width = turn.swapped() ? shown.height() : shown.width();
        int height = turn.swapped() ? shown.width() : shown.height();
        scale(frame, width, height);
        byte[] luma = new byte[width * height];
        for (int row = 0; row < height; row++) {
            out.position((long) row * STRIDE).get(luma, row * width, width);
        }
        out.position(0);
        return turn.of(new Thumbnail(width, height, luma));
    }

    /** Where there has been no picture yet. */
    Thumbnail black() {
        int width = track.codecpar().width();
        int height = track.codecpar().height();
        double aspect = height > 0 ? (double) width / height : 0;
        return Thumbnail.black(trackTurn.swapped() && aspect > 0 ? 1 / aspect : aspect);
    }

    private Turn turn(AVFrame frame) {
        AVFrameSideData matrix =
                avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        return matrix == null ? trackTurn : Turn.of(matrix.data(), matrix.size());
    }

    private void scale(AVFrame frame, int width, int height) throws MediaException {
        Form needed =
                new Form(
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        frame.color_range() == avutil.AVCOL_RANGE_JPEG,
                        width,
                        height);
        if (!needed.equals(form)) {
            open(frame, needed);
        }
        int rows =
                swscale.sws_scale(
                        scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
        if (rows < height) {
            throw unscalable(frame);
        }
    }

    private void open(AVFrame frame, Form needed) throws MediaException {
        closeScaler();
        if (swscale.sws_isSupportedInput(needed.format()) == 0) {
            throw unscalable(frame);
        }
        scaler =
                swscale.sws_getContext(
                        needed.fromWidth(),
                        needed.fromHeight(),
                        needed.format(),
                        needed.width(),
                        needed.height(),
                        avutil.AV_PIX_FMT_GRAY8,
                        swscale.SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null) {
            throw unscalable(frame);
        }
        if (needed.fullRange()) {
            IntPointer usual = swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT);
            swscale.sws_setColorspaceDetails(scaler, usual, 1, usual, 1, 0, UNITY, UNITY);
        }
        form = needed;
    }

    private void closeScaler() {
        if (scaler != null) {
            swscale.sws_freeContext(scaler);
            scaler = null;
            form = null;
        }
    }

    private MediaException unscalable(AVFrame frame) {
        BytePointer name = avutil.av_get_pix_fmt_name(frame.format());
        return container.refused(
                "pictures that can be scaled",
                frame.width()
                        + " x "
                        + frame.height()
                        + " of "
                        + (name == null ? "unknown pixels" : name.getString()),
                "convert it first, or push its sound alone with --no-video");
    }

    @Override
    public void close() {
        closeScaler();
        strides.close();
        planes.close();
        out.close();
    }
}
