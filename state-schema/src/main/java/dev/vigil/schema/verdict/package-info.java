/**
 * What is decided of a session: verdicts, rulings per work, statements of reasons, and whether an
 * upload was screened.
 */
package dev.vigil.schema.verdict;
