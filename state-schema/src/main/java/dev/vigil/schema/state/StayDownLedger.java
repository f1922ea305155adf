package dev.vigil.schema.state;

import dev.vigil.schema.event.StayDown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One item that notices hold down.
 *
 * @param holds requests in force, one a notice, the latest last
 * @param chunks of its reference on the topic; 0 while the requests wait for the upload
 * @param askedAt processing time since when they wait (UTC epoch ms)
 * @param workId that the first notice named, or null: the reference stays under it
 */
public record StayDownLedger(List<StayDown> holds, int chunks, long askedAt, String workId) {
    /** Nobody holds the item down. */
    public static final StayDownLedger EMPTY = new StayDownLedger(List.of(), 0, 0, null);

    /** With a request in force, in place of one of the same notice. */
    public StayDownLedger with(StayDown request, long nowMs) {
        List<StayDown> all = new ArrayList<>(without(request.noticeId()).holds);
        all.add(request);
        all.sort(Comparator.comparingLong(StayDown::at));
        boolean first = holds.isEmpty();
        return new StayDownLedger(
                List.copyOf(all),
                chunks,
                first ? nowMs : askedAt,
                first ? request.workId() : workId);
    }

    /** Without what a notice asked for. */
    public StayDownLedger without(String noticeId) {
        return new StayDownLedger(
                holds.stream().filter(hold -> !hold.noticeId().equals(noticeId)).toList(),
                chunks,
                askedAt,
                workId);
    }

    /** With the reference on the topic; a shorter one leaves the chunks of a longer one there. */
    public StayDownLedger published(int nowChunks) {
        return new StayDownLedger(holds, Math.max(chunks, nowChunks), askedAt, workId);
    }

    /** True where no reference is out yet. */
    public boolean waits() {
        return chunks == 0;
    }

    public StayDown latest() {
        return holds.get(holds.size() - 1);
    }
}
