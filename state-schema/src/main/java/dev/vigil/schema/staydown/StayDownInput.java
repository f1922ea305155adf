package dev.vigil.schema.staydown;

import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.media.StreamPacket;
import dev.vigil.schema.types.ByNameTypeInfoFactory;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What reaches the recordings of uploads, keyed by item: the session's id is the item's.
 *
 * @param chunks of a reference
 * @param workId of a reference; null where its work is one of its own
 */
@InFlight
@RecordBuilder
public record StayDownInput(
        Kind kind,
        String itemId,
        StreamPacket packet,
        StayDown request,
        int chunks,
        String workId,
        DeadLetter dead)
        implements StayDownInputBuilder.With {
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
        /** its entry is no longer on the list */
        GONE,
        /** {@code dead} */
        DEAD
    }

    public static StayDownInput packet(StreamPacket packet) {
        return StayDownInputBuilder.builder()
                .kind(Kind.PACKET)
                .itemId(packet.sessionId())
                .packet(packet)
                .build();
    }

    public static StayDownInput request(StayDown request) {
        return StayDownInputBuilder.builder()
                .kind(Kind.REQUEST)
                .itemId(request.itemId())
                .request(request)
                .build();
    }

    public static StayDownInput listed(StayDown request) {
        return StayDownInputBuilder.builder()
                .kind(Kind.LISTED)
                .itemId(request.itemId())
                .request(request)
                .build();
    }

    public static StayDownInput referenced(String itemId, int chunks, String workId) {
        return StayDownInputBuilder.builder()
                .kind(Kind.REFERENCED)
                .itemId(itemId)
                .chunks(chunks)
                .workId(workId)
                .build();
    }

    public static StayDownInput gone(String itemId) {
        return StayDownInputBuilder.builder().kind(Kind.GONE).itemId(itemId).build();
    }

    public static StayDownInput dead(DeadLetter dead) {
        return StayDownInputBuilder.builder().kind(Kind.DEAD).dead(dead).build();
    }
}
