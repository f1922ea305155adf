package dev.vigil.schema.usage;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What an account has shown of a work lately, and what it was offered.
 *
 * @param days earliest first, at most 8
 * @param offers the last of each owner, at most 16
 * @param waiting offers that are made once everything is read, at most 16
 * @param timerAt null for none
 */
@InState
@RecordBuilder
public record KeptOffers(
        List<UsedDay> days, List<KeptOffer> offers, List<KeptOffer> waiting, Long timerAt)
        implements KeptOffersBuilder.With {
    public static final KeptOffers NEW = new KeptOffers(List.of(), List.of(), List.of(), null);
}
