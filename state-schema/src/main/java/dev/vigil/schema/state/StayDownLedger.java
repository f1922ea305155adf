package dev.vigil.schema.state;

import dev.vigil.schema.event.StayDown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One item that notices hold down.
 *
 * @param holds requests in force, one a notice, the latest last; of more than 1,000 the latest
 * @param chunks of its reference on the topic; 0 while the requests wait for the upload, -1 where
 *     there are some and their number is not known
 * @param askedAt processing time since when they wait (UTC epoch ms)
 * @param workId that the first notice named, or null: the reference stays under it
 */
public record StayDownLedger(List<StayDown> holds, int chunks, long askedAt, String workId) {
    public static final int MOST_HOLDS = 1_000;

    private static final int UNKNOWN = -1;

    /** Of an item that nobody is known to hold down, under the work that a notice names. */
    public static StayDownLedger of(String workId) {
        return new StayDownLedger(List.of(), 0, 0, workId);
    }

    /** With a request in force, in place of an earlier one of the same notice. */
    public StayDownLedger with(StayDown request, long nowMs) {
        if (holds.stream().anyMatch(hold -> same(hold, request) && hold.at() >= request.at())) {
            return this;
        }
        List<StayDown> all = new ArrayList<>(without(request).holds);
        all.add(request);
        all.sort(Comparator.comparingLong(StayDown::at));
        if (all.size() > MOST_HOLDS) {
            all.remove(0);
        }
        return new StayDownLedger(
                List.copyOf(all), chunks, holds.isEmpty() ? nowMs : askedAt, workId);
    }

    /** Without what the notice asked for until then. */
    public StayDownLedger without(StayDown restoration) {
        List<StayDown> left =
                holds.stream()
                        .filter(hold -> !same(hold, restoration) || hold.at() > restoration.at())
                        .toList();
        return new StayDownLedger(left, chunks, askedAt, workId);
    }

    /** Without all that was asked for until then, when a person has withdrawn the entry. */
    public StayDownLedger withoutAllUntil(long at) {
        return new StayDownLedger(
                holds.stream().filter(hold -> hold.at() > at).toList(),
                chunks == UNKNOWN ? 0 : chunks,
                askedAt,
                workId);
    }

    /** With the entry and so with its reference on the topics, however they came there. */
    public StayDownLedger listed() {
        return waits() ? new StayDownLedger(holds, UNKNOWN, askedAt, workId) : this;
    }

    /** Chunks that are known to be on the topic. */
    public int knownChunks() {
        return Math.max(0, chunks);
    }

    private static boolean same(StayDown one, StayDown other) {
        return one.noticeId().equals(other.noticeId());
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
