/**
 * Matches to verdicts: the precedence of job/docs/domain.md, Precedence and the life of a session's
 * verdict. Pure: the caller brings the list, the authorizations and the time.
 */
package dev.vigil.policy;
