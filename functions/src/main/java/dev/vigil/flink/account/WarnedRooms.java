package dev.vigil.flink.account;

import dev.vigil.account.LiveWarnings;
import dev.vigil.schema.account.LiveWarning;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Works in running streams that were sent on lately, so that not each revision of a verdict costs
 * its account two reads. On the heap, at most {@link #MOST}, some 10 MB: after a start, or where it
 * has left, one is sent once more, which its account knows.
 */
final class WarnedRooms {
    static final int MOST = 50_000;

    private final Map<String, Sent> sent =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
                    return size() > MOST;
                }
            };

    /**
     * @param at of the news that was sent (UTC epoch ms)
     * @param hasTime whether it had a time until which to stop
     */
    private record Sent(long at, boolean hasTime) {}

    /** What was sent may have come too late for its room: it is sent again once it would be. */
    boolean isNews(LiveWarning one) {
        String room = one.offenceId() + "/" + one.workId();
        Sent before = sent.get(room);
        boolean hasTime = one.stopBy() != null;
        boolean isNews =
                before == null
                        || hasTime && !before.hasTime
                        || one.at() >= before.at + LiveWarnings.LATE_MS;
        if (isNews) {
            sent.put(room, new Sent(one.at(), hasTime));
        }
        return isNews;
    }

    int size() {
        return sent.size();
    }
}
