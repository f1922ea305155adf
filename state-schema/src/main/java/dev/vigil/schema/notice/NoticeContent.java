package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The statutory content of a notice or a counter-notice. Identity, contact and address are pointers
 * into the platform's own register, never personal data.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record NoticeContent(
        @Described("In what role the sender acts: principal, agent or attorney.") @MayBeMissing
                String role,
        @Described("Pointer to the sender's real identity in the platform's register.")
                @MayBeMissing
                String identity,
        @Described("Pointer to the sender's mail address or telephone number there.") @MayBeMissing
                String contact,
        @Described("Pointer to the sender's postal address there.") @MayBeMissing String address,
        @Described("References to preliminary proof in the platform's files, at most 100.")
                @MayBeMissing
                List<String> evidence,
        @Described("True where the sender answers for the truth of the notice. Missing is false.")
                @MayBeMissing
                Boolean truthDeclaration,
        @Described("True where the sender declares to act in good faith. Missing is false.")
                @MayBeMissing
                Boolean goodFaith)
        implements NoticeContentBuilder.With {
    public NoticeContent {
        Check.optionalText("content.role", role, 100);
        Check.optionalText("content.identity", identity, 500);
        Check.optionalText("content.contact", contact, 500);
        Check.optionalText("content.address", address, 500);
        evidence = Check.texts("content.evidence", evidence, 100, 2_000);
    }
}
