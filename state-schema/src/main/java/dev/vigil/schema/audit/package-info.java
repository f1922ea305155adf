/**
 * The audit log: pages of digests of what was on the topics, seals over them, and what the log
 * keeps until its pages are read back.
 */
package dev.vigil.schema.audit;
