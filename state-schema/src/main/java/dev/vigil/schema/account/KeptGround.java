package dev.vigil.schema.account;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A list entry or a reference that offences rest on. The offences are beside it, in pages.
 *
 * @param stands false once it was a mistake; of version 0, once an offence was published so
 * @param version of the entry, or time of the review, that says so; 0 for none
 * @param at when it changed (UTC epoch ms)
 * @param overturned sessions that it has blocked by mistake
 * @param offences that rest on it
 * @param pages that they are in
 * @param cursor the next page to be informed; null where none is
 * @param stepAt when it is (processing time, UTC epoch ms)
 * @param swept the next page to be looked at for offences that are over
 * @param touchedAt event time of its last change
 */
@InState
@RecordBuilder
public record KeptGround(
        boolean stands,
        long version,
        long at,
        int overturned,
        long offences,
        int pages,
        Integer cursor,
        long stepAt,
        int swept,
        long touchedAt)
        implements KeptGroundBuilder.With {
    /** One that nothing is known of: it stands. */
    public static final KeptGround NEW = KeptGroundBuilder.builder().stands(true).pages(1).build();

    public KeptGround emitted() {
        return with().cursor(null).stepAt(0).build();
    }
}
