package dev.vigil.schema.media;

import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * A grey picture of a stream, kept beside its words so that evidence can be drawn; about 2.3 kB.
 *
 * @param frame its time, in frames of the profile from the beginning of the stream
 * @param width pixels of a row
 * @param height rows
 * @param luma a byte a pixel, row by row from the top, 0 black to 255 white
 */
@InState
@InFlight
public record KeptPicture(long frame, int width, int height, byte[] luma) {}
