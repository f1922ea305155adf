/**
 * Pictures to words. Pure: grey thumbnails in, packed longs out; no clock, no I/O.
 *
 * <p>A word is 64 signs of a two-dimensional cosine transform of 16 by 16 cells of a window of a
 * picture; a second word has those of its change over half a second. The same pictures give the
 * same words however a stream is cut. What changes a word stands in {@link
 * dev.vigil.video.PictureProfile} and nowhere else.
 */
package dev.vigil.video;
