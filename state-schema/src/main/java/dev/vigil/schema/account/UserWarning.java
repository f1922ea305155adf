package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A warning to the user of an account: user.warning. The platform delivers it and answers with
 * warning.receipt.
 */
@OnTopic
@InFlight
@RecordBuilder
public record UserWarning(
        @Described(
                        "account/kind and what it is about. A later revision has the same id, also"
                                + " one that applies again after a withdrawal.")
                String warningId,
        @Described("The account. It is the record's key.") String accountId,
        @Described("What it is for.") WarningKind kind,
        @Described(
                        value =
                                "Counts up where offences are added, and where it applies again"
                                        + " after a withdrawal; of kind LIVE 1 without a time until"
                                        + " which to stop, 2 with one. The highest counts.",
                        unit = Unit.FROM_1)
                int revision,
        @Described(value = "How often this revision was sent.", unit = Unit.FROM_1) int attempt,
        @Described(
                        "Offences that it is about, at most 100; of kind LIVE the stream, offence or"
                                + " not.")
                List<String> offences,
        @Described("The stream that it is to be shown in, of kind LIVE.") @MayBeMissing
                String sessionId,
        @Described(
                        value =
                                "When the stream is cut if the work goes on, of kind LIVE. Missing"
                                        + " where its owner gave no time.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long stopBy,
        @Described(
                        "public: it is to be announced in public, as all attempts to reach the user"
                                + " have failed, or, of kind LIFTED, as what it takes back was."
                                + " Missing: as the platform reaches its users.")
                @MayBeMissing
                String channel,
        @Described("Works that it is about, at most 16.") List<String> works,
        @Described("Where they are in the user's own recording, at most 10.")
                List<TimeCode> timeCodes,
        @Described("Their owners as far as they are known, at most 16.") List<String> owners,
        @Described("The text in Chinese.") WarningText zh,
        @Described("The text in English.") WarningText en,
        @Described("Version of the templates.") String templateVersion,
        @Described(
                        value =
                                "Until when the user may dispute. Missing where there is "
                                        + "nothing to dispute.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long disputeUntil,
        @Described("Step of the ladder at this moment.") LadderStep step,
        @Described(
                        value = "When the strike expires. Missing where there is none.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long expiresAt,
        @Described("What the user is to read.") @MayBeMissing String educationRef,
        @Described(
                        "The warning that is void by this one, of kind LIFTED, until a higher"
                                + " revision of it comes.")
                @MayBeMissing
                String voids,
        @Described(
                        value = "When it was issued, in event time; the same in a repeat.",
                        unit = Unit.EPOCH_MS)
                long issuedAt)
        implements UserWarningBuilder.With {
    public UserWarning {
        Check.text("warningId", warningId, 700);
        Check.id("accountId", accountId);
        Check.present("kind", kind);
        offences = Check.texts("offences", offences, 100, 210);
        Check.optionalId("sessionId", sessionId);
        Check.optionalTimeMs("stopBy", stopBy);
        Check.optionalText("channel", channel, 100);
        works = Check.texts("works", works, 16, 200);
        timeCodes = Check.list("timeCodes", timeCodes, 0, 10);
        owners = Check.texts("owners", owners, 16, 200);
        Check.present("zh", zh);
        Check.present("en", en);
        Check.text("templateVersion", templateVersion, 100);
        Check.present("step", step);
        Check.optionalText("educationRef", educationRef, 500);
        Check.optionalText("voids", voids, 700);
        Check.timeMs("issuedAt", issuedAt);
    }
}
