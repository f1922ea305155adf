/** What is kept of sessions, grounds and accounts, and what of it is published. */
package dev.vigil.flink.account;
