package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A timed slice of a session's moving picture, as grey thumbnails.
 *
 * @param seq counts from 0 without gaps, beside that of the sound; seen before means dropped
 * @param captureTime when its first picture was captured, by the producer's clock (UTC epoch ms)
 * @param receivedAt when the broker appended it (UTC epoch ms); the capture time where it has not
 *     been there
 * @param width pixels of a row
 * @param height rows of a picture
 * @param rate pictures a second
 * @param luma a byte a pixel, row by row from the top, picture by picture; 0 black to 255 white
 */
@InFlight
@RecordBuilder
public record PictureSegment(
        String sessionId,
        long seq,
        long captureTime,
        long receivedAt,
        int width,
        int height,
        int rate,
        byte[] luma)
        implements PictureSegmentBuilder.With {

    /** How many pictures it has. */
    public int pictures() {
        return luma.length / (width * height);
    }

    /** Length in milliseconds, not rounded. */
    public double lengthMs() {
        return 1000.0 * pictures() / rate;
    }

    /** Length in milliseconds, rounded to the nearest. */
    public long durationMs() {
        return Math.round(lengthMs());
    }
}
