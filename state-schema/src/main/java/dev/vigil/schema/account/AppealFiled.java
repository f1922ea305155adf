package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;

/** The user of an account disputes an offence or a measure: appeal.filed. */
@OnTopic
@InFlight
@RecordBuilder
public record AppealFiled(
        @Described("Given by the platform, unique in the account.") String appealId,
        @Described("The account. It is the record's key.") String accountId,
        @Described("The offence. Either it or measureId is needed.") @MayBeMissing String offenceId,
        @Described("The command of the measure.") @MayBeMissing String measureId,
        @Described(value = "When it was filed.", unit = Unit.EPOCH_MS) long at,
        @Described("Why, as a stable code.") String reasonCode,
        @Described("Where the platform keeps the user's text. The text itself never travels.")
                @MayBeMissing
                String textRef,
        @Described(value = "Digest of that text. Needed with textRef.", unit = Unit.SHA_256)
                @MayBeMissing
                String textDigest)
        implements AppealFiledBuilder.With {
    public AppealFiled {
        Check.id("appealId", appealId);
        Check.id("accountId", accountId);
        Check.optionalText("offenceId", offenceId, 210);
        Check.optionalText("measureId", measureId, 720);
        Check.timeMs("at", at);
        Check.text("reasonCode", reasonCode, 50);
        Check.optionalText("textRef", textRef, 500);
    }
}
