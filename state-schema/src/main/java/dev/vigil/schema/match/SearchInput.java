package dev.vigil.schema.match;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.Loaded;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.reference.ReferencePart;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What reaches the index: packets to be searched, feeds and references to be learned. */
@InFlight
@RecordBuilder
public record SearchInput(
        Kind kind,
        int slot,
        StreamPacket packet,
        ReferencePart part,
        Loaded loaded,
        DeadLetter dead)
        implements SearchInputBuilder.With {
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

    public static SearchInput packet(StreamPacket packet, int slot) {
        return SearchInputBuilder.builder().kind(Kind.PACKET).slot(slot).packet(packet).build();
    }

    public static SearchInput feed(StreamPacket packet, int slot) {
        return SearchInputBuilder.builder().kind(Kind.FEED).slot(slot).packet(packet).build();
    }

    public static SearchInput reference(ReferencePart part, int slot) {
        return SearchInputBuilder.builder().kind(Kind.REFERENCE).slot(slot).part(part).build();
    }

    public static SearchInput loaded(Loaded loaded, int slot) {
        return SearchInputBuilder.builder().kind(Kind.LOADED).slot(slot).loaded(loaded).build();
    }

    public static SearchInput dead(DeadLetter dead) {
        return SearchInputBuilder.builder().kind(Kind.DEAD).dead(dead).build();
    }
}
