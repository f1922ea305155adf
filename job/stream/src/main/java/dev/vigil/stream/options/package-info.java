/** The typed options of the jobs: one list, one parser that reports every error at once. */
package dev.vigil.stream.options;
