/**
 * What is shown of works: how much of each session, by day, territory, right and basis; who saw it;
 * when such a row is final and how it changes then; what owners offer to those who show their
 * works; and statements of a month for an owner. Pure.
 */
package dev.vigil.usage;
