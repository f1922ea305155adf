package dev.vigil.schema.signal;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.rights.WorkKind;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;

/** What a signal says of its work: enough for a platform to find its own. */
@OnTopic
@InState
@InFlight
public record SignalWork(
        @Described(
                        "Identifiers of the work. By them a platform finds the work in its own register.")
                @MayBeMissing
                WorkIds ids,
        @Described("Titles of the work, for people, 1 to 10.") List<WorkTitle> titles,
        @Described("What the work is. Missing where not known.") @MayBeMissing WorkKind kind) {
    public SignalWork {
        titles = Check.list("titles", titles, 1, 10);
    }
}
