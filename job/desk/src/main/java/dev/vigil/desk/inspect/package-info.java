/** Inspections from the journal: made in the background, kept in a folder, taken away as ZIP. */
package dev.vigil.desk.inspect;
