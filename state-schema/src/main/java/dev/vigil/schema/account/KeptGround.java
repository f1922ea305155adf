package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A list entry or a reference that offences rest on. The offences are beside it, by number.
 *
 * @param stands false once it was a mistake
 * @param version of the entry, or time of the review, that says so; 0 for none
 * @param at when it changed (UTC epoch ms)
 * @param overturned sessions that it has blocked by mistake
 * @param first number of the oldest offence
 * @param next number of the next one
 * @param cursor the next one to be told; null where none is
 * @param end behind the last one to be told
 * @param stepAt when the next of them are told (processing time, UTC epoch ms)
 * @param touchedAt event time of its last change
 */
@InState
@RecordBuilder
public record KeptGround(
        boolean stands,
        long version,
        long at,
        int overturned,
        long first,
        long next,
        Long cursor,
        long end,
        long stepAt,
        long touchedAt)
        implements KeptGroundBuilder.With {
    /** One that nothing is known of: it stands. */
    public static final KeptGround NEW = KeptGroundBuilder.builder().stands(true).build();

    public boolean hasOffences() {
        return first < next;
    }

    /** Tells its offences from the first one on, those that were told by halves too. */
    public KeptGround telling() {
        return with().cursor(first).end(next).build();
    }

    public KeptGround told() {
        return with().cursor(null).end(0).stepAt(0).build();
    }
}
