/**
 * Takedown notices: what rights holders, platforms and compliance send, the case and its runs as
 * the clock keeps them, and the escalations, breaches and statuses that follow.
 */
package dev.vigil.schema.notice;
