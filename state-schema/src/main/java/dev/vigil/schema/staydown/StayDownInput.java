package dev.vigil.schema.staydown;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the recordings of uploads, keyed by item: the session's id is the item's.
 *
 * @param chunks of a reference
 * @param workId of a reference; null where its work is one of its own
 */
@InFlight
public record StayDownInput(
        Kind kind,
        String itemId,
        StreamPacket packet,
        StayDown request,
        int chunks,
        String workId,
        DeadLetter dead) {
    /** Which fields are set. */
    @TypeInfo(ByNameTypeInfoFactory.class)
    public enum Kind {
        /** {@code packet} of an upload */
        PACKET,
        /** {@code request} */
        REQUEST,
        /** {@code request}, as in its entry on the list */
        LISTED,
        /** {@code chunks} of its reference on the topic and its {@code workId} */
        REFERENCED,
        /** {@code dead} */
        DEAD
    }

    public static StayDownInput packet(StreamPacket packet) {
        return new StayDownInput(Kind.PACKET, packet.sessionId(), packet, null, 0, null, null);
    }

    public static StayDownInput request(StayDown request) {
        return new StayDownInput(Kind.REQUEST, request.itemId(), null, request, 0, null, null);
    }

    public static StayDownInput listed(StayDown request) {
        return new StayDownInput(Kind.LISTED, request.itemId(), null, request, 0, null, null);
    }

    public static StayDownInput referenced(String itemId, int chunks, String workId) {
        return new StayDownInput(Kind.REFERENCED, itemId, null, null, chunks, workId, null);
    }

    public static StayDownInput dead(DeadLetter dead) {
        return new StayDownInput(Kind.DEAD, null, null, null, 0, null, dead);
    }
}
