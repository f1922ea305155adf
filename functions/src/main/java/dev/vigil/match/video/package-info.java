/**
 * Words of pictures to lines. Pure: an index of reference words, a searcher that asks it. No Flink,
 * no clock, no I/O, no mutable static.
 *
 * <p>{@link dev.vigil.match.video.PictureReference} has the words of one film, {@link
 * dev.vigil.match.video.RunShelf} finds runs of pictures by a third of their word, {@link
 * dev.vigil.match.video.RunHits} tells which of them several works share, {@link
 * dev.vigil.match.video.PictureVotes} adds up where they agree on a place, {@link
 * dev.vigil.match.video.PictureVerifier} judges a line by all words along it, without what {@link
 * dev.vigil.match.video.SharedPictures} finds in several works.
 */
package dev.vigil.match.video;
