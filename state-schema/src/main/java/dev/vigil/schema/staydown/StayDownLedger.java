package dev.vigil.schema.staydown;

import dev.vigil.schema.types.InState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One item that notices hold down, or held: topics have no common order, so that an end is
 * remembered for a while. That it was withdrawn is remembered longer: a job without state asks
 * again for what it has asked for before.
 *
 * @param holds requests in force, one a notice, the latest last; of more than 1,000 the latest
 * @param restored the last restoration of each notice, the latest last; of more than 1,000 the
 *     latest
 * @param listedAt the decision that its entry on the list is of (UTC epoch ms); 0 where none is
 *     known
 * @param withdrawnAt when its entry was withdrawn (UTC epoch ms): nothing that was asked for until
 *     then holds; 0 where that is not known
 * @param chunks of its reference on the topic; 0 where none is known
 * @param askedAt processing time since when it waits for something (UTC epoch ms)
 * @param workId that the first notice named, or null: the reference stays under it
 */
@InState
@RecordBuilder
public record StayDownLedger(
        List<StayDown> holds,
        List<StayDown> restored,
        long listedAt,
        long withdrawnAt,
        int chunks,
        long askedAt,
        String workId)
        implements StayDownLedgerBuilder.With {
    public static final int MOST_HOLDS = 1_000;

    /** Of an item without a known holder, under the work that a notice names. */
    public static StayDownLedger of(String workId, long nowMs) {
        return StayDownLedgerBuilder.builder()
                .holds(List.of())
                .restored(List.of())
                .askedAt(nowMs)
                .workId(workId)
                .build();
    }

    /** As if nothing were known of it but that it was withdrawn. */
    public StayDownLedger anew(String work, long nowMs) {
        return StayDownLedgerBuilder.builder()
                .holds(List.of())
                .restored(List.of())
                .withdrawnAt(withdrawnAt)
                .askedAt(nowMs)
                .workId(work)
                .build();
    }

    /**
     * With a request in force, in place of an earlier one of the same notice. This one where the
     * notice has decided otherwise since, or a person.
     */
    public StayDownLedger with(StayDown request, long nowMs) {
        boolean isOver = request.at() <= withdrawnAt || isKnown(restored, request);
        if (isOver || isKnown(holds, request)) {
            return this;
        }
        return with().holds(latest(holds, request))
                .restored(without(restored, request))
                .askedAt(holds.isEmpty() ? nowMs : askedAt)
                .workId(workId == null && !isOut() ? request.workId() : workId)
                .build();
    }

    /** Without what the notice asked for until then. */
    public StayDownLedger restored(StayDown restoration, long nowMs) {
        List<StayDown> left = without(holds, restoration);
        return with().holds(left)
                .restored(isKnown(restored, restoration) ? restored : latest(restored, restoration))
                .askedAt(left.isEmpty() ? nowMs : askedAt)
                .build();
    }

    /** Without all that was asked for until then, as the entry is withdrawn. */
    public StayDownLedger withdrawn(long at, long nowMs) {
        List<StayDown> left = after(holds, at);
        return with().holds(left)
                .restored(after(restored, at))
                .withdrawnAt(Math.max(withdrawnAt, at))
                .askedAt(left.isEmpty() ? nowMs : askedAt)
                .build();
    }

    /** With its reference gone from the topic; another may be under another work. */
    public StayDownLedger retired() {
        return with().chunks(0).workId(null).build();
    }

    /**
     * With that entry on the list.
     *
     * @param work that the entry names, or null: it is the reference's too
     */
    public StayDownLedger listed(long at, String work) {
        return with().listedAt(Math.max(listedAt, at)).workId(chunks == 0 ? work : workId).build();
    }

    /**
     * With the reference on the topic; a shorter one leaves the chunks of a longer one there.
     *
     * @param work that it is under; null for one of its own
     */
    public StayDownLedger referenced(int nowChunks, String work) {
        return with().chunks(Math.max(chunks, nowChunks))
                .workId(chunks == 0 ? work : workId)
                .build();
    }

    /** True where nothing is known of it but that it was withdrawn. */
    public boolean isEnded() {
        return holds.isEmpty() && restored.isEmpty() && listedAt == 0 && chunks == 0;
    }

    /** True where its entry is known to be in force. */
    public boolean isListed() {
        return listedAt > withdrawnAt;
    }

    /** True where requests wait for the upload, as no reference is out yet. */
    public boolean waits() {
        return !holds.isEmpty() && !isOut();
    }

    private boolean isOut() {
        return chunks > 0 || isListed();
    }

    public StayDown latest() {
        return holds.get(holds.size() - 1);
    }

    private static boolean isKnown(List<StayDown> decisions, StayDown decision) {
        return decisions.stream()
                .anyMatch(known -> same(known, decision) && known.at() >= decision.at());
    }

    private static boolean same(StayDown one, StayDown other) {
        return one.noticeId().equals(other.noticeId());
    }

    private static List<StayDown> latest(List<StayDown> decisions, StayDown decision) {
        List<StayDown> all = new ArrayList<>(without(decisions, decision));
        all.add(decision);
        all.sort(Comparator.comparingLong(StayDown::at));
        if (all.size() > MOST_HOLDS) {
            all.remove(0);
        }
        return List.copyOf(all);
    }

    private static List<StayDown> without(List<StayDown> decisions, StayDown later) {
        return decisions.stream()
                .filter(known -> !same(known, later) || known.at() > later.at())
                .toList();
    }

    private static List<StayDown> after(List<StayDown> decisions, long at) {
        return decisions.stream().filter(known -> known.at() > at).toList();
    }
}
