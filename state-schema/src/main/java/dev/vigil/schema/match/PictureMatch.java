package dev.vigil.schema.match;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** Of a match of pictures: where in the session's pictures it is, and how much of it moves. */
@OnTopic
@InState
@InFlight
public record PictureMatch(
        @Described(
                        value =
                                "Most that the changes of the pictures alone have added to the"
                                        + " score within 8 s: a part of it, in its unit.",
                        unit = Unit.NATS)
                double change,
        @Described(
                        "True where only a still picture is in common, such as a slide or a title"
                                + " card: it never blocks without a person.")
                boolean still,
        @Described(
                        value =
                                "Left edge of the rectangle of the session's picture that shows the"
                                        + " work, from the left of the picture.",
                        unit = Unit.PER_1024)
                int left,
        @Described(value = "Upper edge likewise, from the top.", unit = Unit.PER_1024) int top,
        @Described(
                        value =
                                "Width of the rectangle. 0 where the rectangle is not known, as"
                                        + " only words were sent.",
                        unit = Unit.PER_1024)
                int width,
        @Described(value = "Height of the rectangle, likewise.", unit = Unit.PER_1024) int height,
        @Described("True where left and right are swapped.") boolean mirrored) {

    /** The same place, with what was seen of it before. */
    public PictureMatch after(PictureMatch before) {
        return before == null
                ? this
                : new PictureMatch(
                        Math.max(change, before.change),
                        still && before.still,
                        left,
                        top,
                        width,
                        height,
                        mirrored);
    }
}
