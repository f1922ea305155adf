package dev.vigil.schema.match;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A grey picture of a session in which a work was found, small: to be looked at. */
@OnTopic
@InState
@InFlight
public record EvidencePicture(
        @Described(value = "Its place in the session, from the first picture.", unit = Unit.MS)
                long sessionMs,
        @Described(value = "The place in the recording that it agrees with.", unit = Unit.MS)
                long refMs,
        @Described(value = "Pixels of a row.", unit = Unit.COUNT) int width,
        @Described(value = "Rows. Width times rows are at most 9,216.", unit = Unit.COUNT)
                int height,
        @Described("A byte a pixel, row by row from the top: 0 black to 255 white.") byte[] luma,
        @Described(
                        "Where in it the work is seen, and how much of it moves, as in the verdict's"
                                + " evidence.")
                PictureMatch match) {
    /** Pixels of the largest: four times what is usual. */
    public static final int MOST_PIXELS = 9_216;
}
