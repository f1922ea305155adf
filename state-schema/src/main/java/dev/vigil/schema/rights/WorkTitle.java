package dev.vigil.schema.rights;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;

/** A title of a work. */
@OnTopic
@InState
@InFlight
public record WorkTitle(
        @Described("Language of the title, a BCP 47 tag such as zh-Hans. Missing where not known.")
                @MayBeMissing
                String lang,
        @Described("The title.") String text) {
    public WorkTitle {
        Check.optionalText("lang", lang, 35);
        Check.text("text", text, 500);
    }
}
