/**
 * Scores recognition against a set of queries with known answers, through the same classes as the
 * jobs: what is measured here is what runs. A session of it serves other measurements and pictures
 * too.
 */
package dev.vigil.cli.evaluate;
