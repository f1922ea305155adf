/**
 * Peaks to matches. Pure: an index of reference peaks, a searcher that asks it, an aligner that
 * gathers the answers of a session. No Flink, no clock, no I/O, no mutable static.
 *
 * <p>{@link dev.vigil.match.Triples} makes hashes of peaks, {@link dev.vigil.match.IndexSegment}
 * and {@link dev.vigil.match.Delta} hold their postings, {@link dev.vigil.match.Compaction} merges
 * them, {@link dev.vigil.match.Searcher} finds cells where hits agree, {@link
 * dev.vigil.match.Verifier} judges a line by laying two constellations over each other and by
 * {@link dev.vigil.match.LoudPicture}, {@link dev.vigil.match.Align} decides.
 */
package dev.vigil.match;
