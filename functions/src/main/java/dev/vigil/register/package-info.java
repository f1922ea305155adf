/**
 * Registers of works, pure: identifiers and their check characters, claims of parties, who owns
 * what where their claims meet, and where they contradict each other (job/docs/domain.md,
 * Registers). No party is right because it was first: a contradiction remains open until a party
 * amends its claim, a person decides, or its time is over.
 */
package dev.vigil.register;
