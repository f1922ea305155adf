package dev.vigil.local.demo;

import dev.vigil.client.page.Html;
import dev.vigil.client.text.Times;
import dev.vigil.schema.match.PictureMatch;
import dev.vigil.video.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Thumbnails that were sent above those of the work, and the rectangle in which it was seen. */
final class FilmStrip {
    private static final int SHOWN = 6;
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final int GAP = 8;
    private static final int LABEL = 18;
    private static final int ROW = LABEL + HEIGHT + GAP;
    private static final double RECTANGLE_PARTS = 1_024;

    private final List<Picture> sent;
    private final List<Picture> work;
    private final double frameMs;
    private final Span of;
    private final Span beside;
    private final PictureMatch place;

    /** What is shown of a session or of a work, in ms. */
    record Span(long fromMs, long toMs) {
        static Span at(double seconds) {
            long ms = Math.round(1_000 * seconds);
            return new Span(ms, ms);
        }

        private double at(int shown) {
            return fromMs + (toMs - fromMs) * (shown + 0.5) / SHOWN;
        }
    }

    /**
     * @param sent all of a session, without gaps
     * @param work all of the work, likewise
     * @param frameMs from each to the next
     * @param of the session
     * @param beside it, of the work
     * @param place where in the session's pictures the work was seen; null for nowhere
     */
    FilmStrip(
            List<Picture> sent,
            List<Picture> work,
            double frameMs,
            Span of,
            Span beside,
            PictureMatch place) {
        this.sent = sent;
        this.work = work;
        this.frameMs = frameMs;
        this.of = of;
        this.beside = beside;
        this.place = place;
    }

    /** Draws it as an SVG element. */
    void draw(Html html, String about) throws IOException {
        html.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + SHOWN * (WIDTH + GAP) + " " + 2 * ROW,
                "role",
                "img",
                "aria-label",
                about);
        for (int i = 0; i < SHOWN; i++) {
            int x = i * (WIDTH + GAP);
            thumbnail(html, x, 0, "sent", of.at(i), sent);
            thumbnail(html, x, ROW, "work", beside.at(i), work);
            if (place != null) {
                rectangle(html, x, place);
            }
        }
        html.close("svg");
    }

    private void thumbnail(Html html, int x, int y, String of, double atMs, List<Picture> pictures)
            throws IOException {
        int nearest = (int) Math.round(atMs / frameMs);
        Picture picture = pictures.get(Math.max(0, Math.min(pictures.size() - 1, nearest)));
        String words = of + ", " + Times.position(Math.round(atMs));
        html.element("text", words, "x", x, "y", y + LABEL - 5);
        html.empty(
                "image",
                "x",
                x,
                "y",
                y + LABEL,
                "width",
                WIDTH,
                "height",
                HEIGHT,
                "preserveAspectRatio",
                "none",
                "href",
                "data:image/png;base64," + png(picture));
    }

    private static void rectangle(Html html, int x, PictureMatch place) {
        html.empty(
                "rect",
                "class",
                "seen",
                "x",
                x + Math.round(WIDTH * place.left() / RECTANGLE_PARTS),
                "y",
                LABEL + Math.round(HEIGHT * place.top() / RECTANGLE_PARTS),
                "width",
                Math.round(WIDTH * place.width() / RECTANGLE_PARTS),
                "height",
                Math.round(HEIGHT * place.height() / RECTANGLE_PARTS));
    }

    private static String png(Picture picture) throws IOException {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.luma());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
