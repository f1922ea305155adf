package dev.vigil.client.list;

import dev.vigil.schema.list.ListEntry;

/**
 * An entry as a file has it.
 *
 * @param line where it begins, from 1
 * @param versioned true where the file has its version; else it is the next one
 * @param issued true where the file has its time of issue; else it is now
 */
public record Draft(int line, ListEntry entry, boolean versioned, boolean issued) {}
