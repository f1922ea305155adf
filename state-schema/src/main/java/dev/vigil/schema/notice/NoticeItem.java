package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** One thing that a notice points at. */
@OnTopic
@InState
@InFlight
public record NoticeItem(
        @Described(
                        "The platform's id of the content, unique among all content: confirmations"
                                + " and commands name it. Of an upload it is its sessionId, so that"
                                + " its recording can be kept down.")
                String itemId,
        @Described("Network address of the content. The law asks for it.") @MayBeMissing
                String locator) {
    /** What is open is in one record, and a broker takes a megabyte by default. */
    private static final int MOST_ID_BYTES = 600_000;

    private static final int QUOTES_AND_COMMA = 3;

    public NoticeItem {
        Check.id("items.itemId", itemId);
        Check.optionalText("items.locator", locator, 2_000);
    }

    /**
     * At least {@code min} items that a notifier names, each once; throws IllegalArgumentException
     * otherwise. A deliverable is an item of its directive alone: its answer would stop the clock
     * of another notice, too.
     */
    static List<NoticeItem> each(List<NoticeItem> items, int min) {
        List<NoticeItem> given = Check.list("items", items, min, 10_000);
        if (given.stream().map(NoticeItem::itemId).distinct().count() < given.size()) {
            throw new IllegalArgumentException(
                    "items: expected each itemId once, got a repeated one; list every item once");
        }
        List<String> ids = given.stream().map(NoticeItem::itemId).toList();
        if (ids.stream().anyMatch(Directive::isDeliverable)) {
            throw new IllegalArgumentException(
                    "items: expected ids of content, got one that begins with 'directive:', which"
                            + " names a deliverable; rename it");
        }
        if (!fitsOneNotice(ids)) {
            throw new IllegalArgumentException(
                    "items: expected ids that one record can hold, got "
                            + given.size()
                            + " of more than "
                            + MOST_ID_BYTES
                            + " bytes; file another notice with the rest");
        }
        return given;
    }

    /** True where all these items may be open in one notice. */
    public static boolean fitsOneNotice(Collection<String> itemIds) {
        long bytes = 0;
        for (String id : itemIds) {
            bytes += id.getBytes(StandardCharsets.UTF_8).length + QUOTES_AND_COMMA;
        }
        return bytes <= MOST_ID_BYTES;
    }
}
