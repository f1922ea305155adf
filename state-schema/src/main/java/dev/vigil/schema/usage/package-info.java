/**
 * What sessions have shown of works: rows of a day for those who own them, who saw it, and what
 * owners offer. Nothing here names a person; an account is a pointer of the platform.
 */
package dev.vigil.schema.usage;
