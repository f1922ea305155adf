/**
 * Accounts of users: what they have done, what counts, what was said to them and done about it. An
 * account is a pointer into the platform's own register; nothing here holds personal data.
 */
package dev.vigil.schema.account;
