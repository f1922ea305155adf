package dev.vigil.desk.evidence;

import dev.vigil.client.text.Times;
import dev.vigil.schema.match.EvidencePicture;
import dev.vigil.schema.match.PictureMatch;
import java.util.Locale;
import java.util.Optional;

/**
 * A picture of the session, and where in it the work is seen.
 *
 * @param session its place in the session, as {@code 0:31.0}
 * @param recording the place in the recording
 * @param source the picture as a {@code data:} address
 * @param rectangle where the work is; null where that is not known
 * @param percent of the picture that it covers; null where that is not known
 */
public record EvidenceThumbnail(
        String session,
        String recording,
        String source,
        int width,
        int height,
        Rectangle rectangle,
        Integer percent,
        boolean mirrored,
        boolean still) {
    private static final double SIDE = 1_024;
    private static final int ALL = 100;

    /** In pixels of the picture, as text. */
    public record Rectangle(String x, String y, String width, String height) {
        static Rectangle of(PictureMatch match, int width, int height) {
            return new Rectangle(
                    part(match.left(), width),
                    part(match.top(), height),
                    part(match.width(), width),
                    part(match.height(), height));
        }

        private static String part(int parts, int side) {
            return String.format(Locale.ROOT, "%.2f", parts * side / SIDE);
        }
    }

    /** As {@code 25 %}; a dash where it is not known. */
    public String covers() {
        return percent == null ? "–" : percent + " %";
    }

    /** Empty where its bytes are no picture. */
    static Optional<EvidenceThumbnail> of(EvidencePicture picture) {
        PictureMatch match = picture.match();
        boolean isDrawn =
                match != null
                        && picture.luma() != null
                        && picture.luma().length <= EvidencePicture.MOST_PIXELS;
        if (!isDrawn) {
            return Optional.empty();
        }
        try {
            boolean isKnown = match.width() > 0 && match.height() > 0;
            double share = match.width() / SIDE * match.height() / SIDE;
            return Optional.of(
                    new EvidenceThumbnail(
                            Times.position(picture.sessionMs()),
                            Times.position(picture.refMs()),
                            ThumbnailPng.dataUri(picture.width(), picture.height(), picture.luma()),
                            picture.width(),
                            picture.height(),
                            isKnown ? Rectangle.of(match, picture.width(), picture.height()) : null,
                            isKnown ? Integer.valueOf((int) Math.round(ALL * share)) : null,
                            match.mirrored(),
                            match.still()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
