/**
 * The notice clock, pure: state and an event give the next state, what to publish and when to look
 * again. Knows no wall clock; now is the event's own time, or the time that the timer service has
 * reached (job/docs/domain.md, The clock of a notice).
 */
package dev.vigil.notice;
