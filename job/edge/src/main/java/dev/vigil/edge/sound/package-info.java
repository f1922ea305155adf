/**
 * Sound that Vigil makes itself, for the demo, the benchmarks and the tests: pieces of music from a
 * seed, files of common formats, and what people do to a recording before they stream it. Nobody's
 * recording is needed, so none is shipped.
 */
package dev.vigil.edge.sound;
