package dev.vigil.notice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Ids as a record lists them: the first ones, and how many there are beside. So no record grows
 * with its notice.
 */
record ListedIds(List<String> ids, int more) {
    static final int MOST = 100;

    /** A hundred ids of 200 letters are longer in some scripts. */
    private static final int MOST_BYTES = 40_000;

    private static final int QUOTES_AND_COMMA = 3;

    static ListedIds of(List<String> all) {
        int count = 0;
        int bytes = 0;
        while (count < Math.min(MOST, all.size())) {
            bytes += all.get(count).getBytes(StandardCharsets.UTF_8).length + QUOTES_AND_COMMA;
            if (bytes > MOST_BYTES) {
                break;
            }
            count++;
        }
        return new ListedIds(List.copyOf(all.subList(0, count)), all.size() - count);
    }

    /** The last ones, in their order. */
    static ListedIds last(List<String> all) {
        List<String> backwards = new ArrayList<>(all);
        Collections.reverse(backwards);
        ListedIds last = of(backwards);
        return new ListedIds(all.subList(last.more(), all.size()), last.more());
    }
}
