package dev.vigil.schema.staydown;

import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.types.InFlight;

/**
 * A record for the {@code references} or the {@code list} topic: one of both is set.
 *
 * @param at of the request that it answers (UTC epoch ms), so that a repeat is equal
 */
@InFlight
public record StayDownOutput(long at, ReferencePart part, ListEntry entry) {
    public static StayDownOutput part(long at, ReferencePart part) {
        return new StayDownOutput(at, part, null);
    }

    public static StayDownOutput entry(long at, ListEntry entry) {
        return new StayDownOutput(at, null, entry);
    }
}
