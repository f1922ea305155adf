/**
 * Shows people the fingerprint of a recording and why two recordings are called the same: in words,
 * in JSON and in pictures. Nothing here decides; it asks the same classes as the jobs.
 */
package dev.vigil.cli.picture;
