/**
 * The list as any client uses it: entries from files, changes, previews, publication in batches.
 */
package dev.vigil.client.list;
