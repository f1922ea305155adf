package dev.vigil.schema.notice;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;

/**
 * Whose an item is, as the platform has confirmed it last; any field may be null.
 *
 * @param publishedAt when it was published (UTC epoch ms)
 * @param itemKind in the platform's words
 */
@InState
@InFlight
public record ItemOrigin(String accountId, Long publishedAt, String itemKind) {
    public static final ItemOrigin UNKNOWN = new ItemOrigin(null, null, null);

    /** What the confirmation does not name remains. */
    public ItemOrigin with(ActionConfirmed confirmed) {
        return new ItemOrigin(
                confirmed.accountId() == null ? accountId : confirmed.accountId(),
                confirmed.publishedAt() == null ? publishedAt : confirmed.publishedAt(),
                confirmed.itemKind() == null ? itemKind : confirmed.itemKind());
    }
}
