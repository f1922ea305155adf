/**
 * {@code vigil bench unrelated}: how near sound that is in no work comes to a match, and how many
 * false matches that means. It must not leave out a stream, however short or damaged: all count.
 */
package dev.vigil.bench.live.unrelated;
