/**
 * What is known of those who send notices, pure: a record and an event give the next record and,
 * where it changes, the standing (job/docs/domain.md, Notifiers). No standing ever stops the clock
 * of a notice.
 *
 * <p>Shares are of the notices that were judged (upheld, unfounded, forged, overturned): notices
 * that still wait, or whose end is no judgement, can neither dilute a bad record nor spoil a good
 * one.
 */
package dev.vigil.notifier;
