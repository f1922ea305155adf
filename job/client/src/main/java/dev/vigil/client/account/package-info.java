/**
 * Accounts as the topics know them: their standing, warnings, reports, and what was said of them.
 */
package dev.vigil.client.account;
