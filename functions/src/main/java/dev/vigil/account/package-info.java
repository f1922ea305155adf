/**
 * Accounts, pure: what their offences, warnings, disputes and decisions come to at a moment
 * (job/docs/domain.md, Accounts). Nothing is added up: a standing is derived from all that is known
 * and compared with what was published, and the difference is what goes out. So a reversal leaves
 * the account as if the offence had never been, whatever the order in which the facts arrived.
 */
package dev.vigil.account;
