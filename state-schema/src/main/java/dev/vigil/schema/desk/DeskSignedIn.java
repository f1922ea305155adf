package dev.vigil.schema.desk;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** A person has signed in at the desk: desk.signedin. The record's key is ce_actor. */
@OnTopic
public record DeskSignedIn(
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at,
        @Described("What the person may do there, by role, 10 at most. Missing: nothing.")
                @MayBeMissing
                List<String> roles) {
    public DeskSignedIn {
        Check.timeMs("at", at);
        roles = Check.texts("roles", roles, 10, 50);
    }
}
