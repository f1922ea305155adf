package dev.vigil.schema.desk;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;

/** A person has put changes of the list up for another person's approval: desk.drafted. */
@OnTopic
public record DeskDrafted(
        @Described("The draft, unique among all drafts. It is the record's key.") String draftId,
        @Described(value = "Digest of the draft's bytes.", unit = Unit.SHA_256) String sha256,
        @Described(value = "Entries of the list that it changes.", unit = Unit.COUNT) int entries,
        @Described(value = "When.", unit = Unit.EPOCH_MS) long at) {
    public DeskDrafted {
        Check.id("draftId", draftId);
        Check.sha256("sha256", sha256);
        Check.range("entries", entries, 0, Integer.MAX_VALUE);
        Check.timeMs("at", at);
    }
}
