package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rights holder's notice at an official channel. Its clock starts at {@code receivedAt}, the
 * stamp of the intake edge (job/docs/domain.md, The clock of a notice), not when a machine got to
 * see it.
 */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record NoticeReceived(
        @Described(
                        "Given by the platform's intake, unique among all notices. It is the"
                                + " record's key.")
                String noticeId,
        @Described("Where it arrived, in the platform's words.") @MayBeMissing String channel,
        @Described(
                        value =
                                "Time stamp of the platform's intake: T0, from which the clock"
                                        + " counts.",
                        unit = Unit.EPOCH_MS)
                long receivedAt,
        @Described("Who has sent it: a pointer into the platform's register, never personal data.")
                String notifier,
        @Described("What is infringed. The law asks for a work's name.") @MayBeMissing
                List<NoticeWork> works,
        @Described(
                        "What is to be removed, 1 to 10,000 items, each with its own confirmation."
                                + " The list may be empty where a directive has deliverables.")
                List<NoticeItem> items,
        @Described("The notifier's own words.") @MayBeMissing String statement,
        @Described(
                        "What the law asks for. What is missing is reported; the clock runs all the"
                                + " same.")
                @MayBeMissing
                NoticeContent content,
        @Described("What the notifier asks for, in its words; not read by the jobs.") @MayBeMissing
                String requestedMeasure,
        @Described(
                        "True where an item is a running live session: the notice is on the LIVE"
                                + " track. Missing is false.")
                @MayBeMissing
                Boolean live,
        @Described(
                        value =
                                "The authority's own due time, where the notice is its directive."
                                        + " Missing there: 24 h.",
                        unit = Unit.EPOCH_MS)
                @MayBeMissing
                Long dueAt,
        @Described(
                        "Which rules a counter-notice follows. Missing: by the right type of the"
                                + " first work that names one.")
                @MayBeMissing
                Regime regime,
        @Described("The authority's order, where the notice is one.") @MayBeMissing
                Directive directive)
        implements NoticeReceivedBuilder.With {
    public NoticeReceived {
        Check.id("noticeId", noticeId);
        Check.optionalText("channel", channel, 100);
        Check.timeMs("receivedAt", receivedAt);
        Check.id("notifier", notifier);
        works = Check.list("works", works, 0, 1_000);
        boolean hasDeliverables = directive != null && !directive.deliverables().isEmpty();
        Check.present("items", items);
        items = NoticeItem.each(items, hasDeliverables ? 0 : 1);
        Check.optionalText("statement", statement, 5_000);
        Check.optionalText("requestedMeasure", requestedMeasure, 200);
        Check.optionalTimeMs("dueAt", dueAt);
        if (dueAt != null && dueAt <= receivedAt) {
            throw new IllegalArgumentException(
                    "dueAt: expected a time after receivedAt ("
                            + Instant.ofEpochMilli(receivedAt)
                            + "), got '"
                            + Instant.ofEpochMilli(dueAt)
                            + "'; correct one of them");
        }
        if (hasDeliverables) {
            // Their ids have the notice's id in them: an id that is too long is found here.
            directive.items(noticeId);
        }
    }

    /** Its items, and of a directive also what is to be handed over. */
    public List<NoticeItem> allItems() {
        if (directive == null) {
            return items;
        }
        return Stream.concat(items.stream(), directive.items(noticeId).stream()).toList();
    }
}
