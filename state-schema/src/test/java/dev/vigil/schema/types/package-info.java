/** How enums become bytes. */
package dev.vigil.schema.types;
