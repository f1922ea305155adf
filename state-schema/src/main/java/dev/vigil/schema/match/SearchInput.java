package dev.vigil.schema.match;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What reaches the index: packets to be searched, feeds and references to be learned. */
@InFlight
public record SearchInput(
        Kind kind,
        int slot,
        StreamPacket packet,
        ReferencePart part,
        Loaded loaded,
        DeadLetter dead) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code packet}, to be searched */
        PACKET,
        /** {@code packet}, to be learned */
        FEED,
        /** {@code part} */
        REFERENCE,
        /** {@code loaded} */
        LOADED,
        /** {@code dead} */
        DEAD
    }

    /** The same input for another slot of the index. */
    public SearchInput at(int otherSlot) {
        return new SearchInput(kind, otherSlot, packet, part, loaded, dead);
    }

    public static SearchInput packet(StreamPacket packet, int slot) {
        return new SearchInput(Kind.PACKET, slot, packet, null, null, null);
    }

    public static SearchInput feed(StreamPacket packet, int slot) {
        return new SearchInput(Kind.FEED, slot, packet, null, null, null);
    }

    public static SearchInput reference(ReferencePart part, int slot) {
        return new SearchInput(Kind.REFERENCE, slot, null, part, null, null);
    }

    public static SearchInput loaded(Loaded loaded, int slot) {
        return new SearchInput(Kind.LOADED, slot, null, null, loaded, null);
    }

    public static SearchInput dead(DeadLetter dead) {
        return new SearchInput(Kind.DEAD, 0, null, null, null, dead);
    }
}
