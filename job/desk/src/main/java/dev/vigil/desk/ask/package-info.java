/**
 * What the pages of the desk show, read from its store. A row names the place of the record that
 * made it; what the row does not hold is in that record.
 */
package dev.vigil.desk.ask;
