/**
 * {@code vigil bench judge}: rights and verdicts on real processes, for matches that a script makes
 * up, against a naive model. The model must not share code with the jobs, and no sound is
 * fingerprinted here.
 */
package dev.vigil.bench.judge;
