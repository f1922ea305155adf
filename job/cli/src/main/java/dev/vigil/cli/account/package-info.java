/** Verbs of accounts, their warnings, appeals, standings and reports: what the ledger job keeps. */
package dev.vigil.cli.account;
