package dev.vigil.schema.desk;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;

/** A person has looked at what not all may see, or has taken it away: desk.looked. */
@OnTopic
public record DeskLooked(
        @Described(
                        "What the person looked at: its kind and its id, such as account/ID. It is"
                                + " the record's key.")
                String subject,
        @Described("How: page, export, inspection, download, compare.") String what,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public DeskLooked {
        Check.text("subject", subject, DeskClaimed.LONGEST_SUBJECT);
        Check.text("what", what, 200);
        Check.timeMs("at", at);
    }
}
