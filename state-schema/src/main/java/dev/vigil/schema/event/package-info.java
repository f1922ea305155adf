/**
 * Every JSON event on a topic, as a record. Names are DOMAIN's; times are UTC epoch milliseconds
 * ({@code ...At}); constructors check what a stranger can set and say what was expected. Additive
 * changes only: a field may be added, never renamed, retyped or removed.
 */
package dev.vigil.schema.event;
