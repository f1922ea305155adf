/** What the rights of a work say of a match, and which matches a change concerns. */
package dev.vigil.flink.rights;
