/**
 * Scores the ear against a set of queries with known answers, through the same classes as the jobs:
 * what is measured here is what runs.
 */
package dev.vigil.local.evaluate;
