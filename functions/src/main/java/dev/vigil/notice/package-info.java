/**
 * The notice clock, pure: state and an event give the next state, what to publish and when to look
 * again. Knows no wall clock; now is the event's own time, or the time that the timer service has
 * reached (DOMAIN 2.6, HOUSE 4).
 */
package dev.vigil.notice;
