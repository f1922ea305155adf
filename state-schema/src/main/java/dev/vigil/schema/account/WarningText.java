package dev.vigil.schema.account;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.OnTopic;

/** A warning in one language, as it is to be shown. */
@OnTopic
@InFlight
public record WarningText(
        @Described("Title, one line.") String title, @Described("Text, in lines.") String body) {
    public WarningText {
        Check.text("title", title, 200);
        Check.text("body", body, 8_000);
    }
}
