/**
 * What platforms share of works and of forged evidence: signals, the opinions of others on them,
 * and what becomes of them here. Never an account, a session or an address.
 */
package dev.vigil.schema.signal;
