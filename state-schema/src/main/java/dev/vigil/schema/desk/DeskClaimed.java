package dev.vigil.schema.desk;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;

/** A person looks after something from now on, or no longer does: desk.claimed. The last counts. */
@OnTopic
public record DeskClaimed(
        @Described("What it is: its kind and its id, such as notice/ID. It is the record's key.")
                String subject,
        @Described("True where the person no longer looks after it. Missing is false.")
                @MayBeMissing
                Boolean released,
        @Described(
                        "Who looks after it from now on, as a pointer, where another person has"
                                + " handed it over. Missing: ce_actor.")
                @MayBeMissing
                String assignee,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    /** Longest subject: a kind and the longest key of an alert. */
    public static final int LONGEST_SUBJECT = 850;

    public DeskClaimed {
        Check.text("subject", subject, LONGEST_SUBJECT);
        Check.optionalText("assignee", assignee, 200);
        Check.timeMs("at", at);
    }
}
