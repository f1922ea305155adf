/**
 * Inspections: what an authority asked for, as a page with figures and a bundle of the records that
 * all of it was counted from, which anybody can check against the audit log.
 */
package dev.vigil.client.inspect;
