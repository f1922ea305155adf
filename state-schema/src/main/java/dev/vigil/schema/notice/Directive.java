package dev.vigil.schema.notice;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An authority's order (Declaration, article IX; Regulation on information networks, articles 13
 * and 25). It is a notice on a track of its own, and each thing that is to be handed over is one of
 * its items: the clock ends when the last is answered.
 */
@OnTopic
@InState
@InFlight
public record Directive(
        @Described("What is ordered.") DirectiveKind kind,
        @Described("The authority: a pointer into the platform's register.") String authority,
        @Described("Number of the authority's document. An order without one is refused.")
                @MayBeMissing
                String documentRef,
        @Described("What it is about, in the authority's words.") @MayBeMissing String scope,
        @Described(
                        "What is to be handed over, at most 100. The n-th becomes the item"
                                + " directive:NOTICE:n, which is confirmed with measure ANSWERED.")
                @MayBeMissing
                List<String> deliverables) {
    /** An item of this prefix is no content. */
    private static final String PREFIX = "directive:";

    public static final int MOST_DELIVERABLES = 100;

    public Directive {
        Check.present("directive.kind", kind);
        Check.id("directive.authority", authority);
        Check.optionalText("directive.documentRef", documentRef, 200);
        Check.optionalText("directive.scope", scope, 2_000);
        deliverables = Check.texts("directive.deliverables", deliverables, MOST_DELIVERABLES, 500);
    }

    /** Whether an item is something to be handed over. */
    public static boolean isDeliverable(String itemId) {
        return itemId.startsWith(PREFIX);
    }

    /**
     * True of a measure that fits: an answer is for what is to be handed over, others for content.
     */
    public static boolean takes(String itemId, Measure measure) {
        boolean isAnswer = measure == Measure.ANSWERED;
        return isDeliverable(itemId)
                ? isAnswer || measure == Measure.NOT_FOUND || measure == Measure.LIFT
                : !isAnswer;
    }

    /** Whether an item is something to be handed over by this notice. */
    public static boolean isDeliverableOf(String noticeId, String itemId) {
        String before = PREFIX + noticeId + ":";
        return itemId.startsWith(before) && itemId.substring(before.length()).matches("[0-9]+");
    }

    /** The item that a deliverable is, numbered from 1. */
    public static String item(String noticeId, int n) {
        return PREFIX + noticeId + ":" + n;
    }

    /** Its deliverables as items of a notice, numbered from 1. */
    List<NoticeItem> items(String noticeId) {
        return IntStream.rangeClosed(1, deliverables.size())
                .mapToObj(n -> new NoticeItem(item(noticeId, n), null))
                .toList();
    }
}
