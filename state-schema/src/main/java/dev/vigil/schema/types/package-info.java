/** How enums become bytes: by name, so that reordering or adding constants is harmless. */
package dev.vigil.schema.types;
