/**
 * What there is to be looked at of a match, drawn: where it lies, the peaks of both sides, the
 * thumbnails. Pure: figures for templates, no text of its own, no store.
 */
package dev.vigil.desk.evidence;
