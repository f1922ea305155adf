package dev.vigil.schema.usage;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * An owner's offer to an account that shows its work: {@code license.offered}. To take it is no
 * authorization: that is {@code authorization.granted}, by the owner. An account has at most one of
 * an owner and a work in 30 days.
 */
@OnTopic
@InFlight
@RecordBuilder
public record LicenseOffered(
        @Described("accountId/workId/ownerId/policyVersion/offeredAt.") String offerId,
        @Described("To whom: a pointer of the platform. It is the record's key.") String accountId,
        @Described("The work that it shows.") String workId,
        @Described("Whose offer it is.") String ownerId,
        @Described(value = "Version of the owner's policy that offers.", unit = Unit.FROM_1)
                long policyVersion,
        @Described("Where the offer is, in the words of the policy's rule.") String offerRef,
        @Described(
                        value = "How much of the work the account has shown in seven days.",
                        unit = Unit.MS)
                long weekUsedMs,
        @Described(value = "When it was made, in event time.", unit = Unit.EPOCH_MS) long offeredAt,
        @Described(value = "When it ends.", unit = Unit.EPOCH_MS) long expiresAt) {}
