package dev.vigil.schema.desk;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;

/** A person has noted something for the others at the desk: desk.noted. */
@OnTopic
public record DeskNoted(
        @Described(
                        "What the note is about: its kind and its id, such as notice/ID. It is the"
                                + " record's key.")
                String subject,
        @Described("The note, unique among all notes.") String noteId,
        @Described("The note's words, 2,000 characters at most; no personal data.") String text,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public DeskNoted {
        Check.text("subject", subject, DeskClaimed.LONGEST_SUBJECT);
        Check.id("noteId", noteId);
        Check.text("text", text, 2_000);
        Check.timeMs("at", at);
    }
}
