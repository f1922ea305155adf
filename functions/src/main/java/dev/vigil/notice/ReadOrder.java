package dev.vigil.notice;

import dev.vigil.schema.notice.NoticeInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records of one notice by their own time, whatever order their topics were read in. Each topic
 * keeps its order, and so does what an item reports: that it was done, then that it is back, with
 * the time of either, which may be the other way round.
 */
public final class ReadOrder {
    /** Of records of the same time, those of the first topic come first. */
    private enum Topic {
        PUBLISHED,
        ITEMS,
        COUNTER_NOTICES,
        NOTICES,
        PROCEEDINGS,
        LINKS,
        CLAIMS,
        ACKS
    }

    /** What keeps its own order. */
    private record Source(Topic topic, String itemId) {}

    private record Turn(long atMs, Source source, NoticeInput input) {}

    private ReadOrder() {}

    public static List<NoticeInput> of(Iterable<NoticeInput> read) {
        Map<Source, Long> latestMs = new HashMap<>();
        List<Turn> turns = new ArrayList<>();
        for (NoticeInput input : read) {
            Source source = source(input);
            turns.add(new Turn(latestMs.merge(source, atMs(input), Math::max), source, input));
        }
        turns.sort(
                Comparator.comparingLong(Turn::atMs).thenComparing(turn -> turn.source().topic()));
        return turns.stream().map(Turn::input).toList();
    }

    private static Source source(NoticeInput input) {
        Topic topic = topic(input);
        return new Source(topic, topic == Topic.ITEMS ? input.news().itemId() : null);
    }

    private static Topic topic(NoticeInput input) {
        return switch (input.kind()) {
            case ADOPTED -> Topic.PUBLISHED;
            case LINKED -> Topic.LINKS;
            case ACKNOWLEDGED -> Topic.ACKS;
            case COUNTERED -> Topic.COUNTER_NOTICES;
            case PROCEEDING_FILED, PROCEEDING_DECIDED -> Topic.PROCEEDINGS;
            case ITEM_NEWS ->
                    switch (input.news().kind()) {
                        case CLAIMED_AGAIN, BARRED -> Topic.CLAIMS;
                        case DONE, NOT_FOUND, LIFTED, BACK -> Topic.ITEMS;
                    };
            default -> Topic.NOTICES;
        };
    }

    /** When it happened (UTC epoch ms); what was published is known ahead of all else. */
    static long atMs(NoticeInput input) {
        return switch (input.kind()) {
            case ADOPTED -> 0;
            case ITEM_NEWS -> input.news().at();
            default -> input.time();
        };
    }
}
