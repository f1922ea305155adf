/**
 * Matches to verdicts: the precedence of DOMAIN 2.5 and the life of a session's verdict. Pure: the
 * caller brings the list, the authorizations and the time.
 */
package dev.vigil.policy;
