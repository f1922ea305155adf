package dev.vigil.flink.notice;

import dev.vigil.notice.NoticeMachine;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.notice.ClockQueue;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeInput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;

/**
 * What waits beside the case of a notice: what arrived before its notice or its item, what was read
 * ahead of the first watermark since the start, and the news of the items of a large notice with
 * what is read back of its runs. Those are taken together: a case is read whole, and ten thousand
 * confirmations must not do so ten thousand times.
 */
final class ClockInbox {
    /** Records without their notice wait this long: two topics have no common order. */
    static final long EARLY_MS = 24L * 3_600_000;

    /**
     * Of a record whose time is further behind, the day begins when it is read: proof of a notice
     * that was filed late has the time of that notice.
     */
    private static final long LATE_MS = 3_600_000;

    /** More than the items of any notice, so that none of its proofs is refused. */
    private static final int MOST_EARLY = 100_000;

    /** As many are taken at a stretch, though time may not move meanwhile. */
    static final int MOST_GATHERED = 1_000;

    /** At the next watermark: any time that is past. */
    private static final long AT_ONCE = 0;

    /**
     * Which notices gather news, and how long these may wait.
     *
     * @param largeItems a notice of more items does
     * @param itemMs for each item of the notice: so no notice takes more of its task than another
     */
    record Gathering(int largeItems, long itemMs) implements Serializable {
        /** A pass over all items takes a few microseconds for each. */
        static final Gathering DEFAULT = new Gathering(100, 10);
    }

    private final Gathering gathering;
    private final ValueState<ClockQueue> queue;
    private final ListState<NoticeInput> early;
    private final ListState<NoticeInput> gathered;

    ClockInbox(RuntimeContext context, Gathering gathering) {
        this.gathering = gathering;
        queue =
                context.getState(
                        new ValueStateDescriptor<>(StateName.CLOCK_QUEUE, ClockQueue.class));
        early = list(context, StateName.EARLY_INPUTS);
        gathered = list(context, StateName.GATHERED_NEWS);
    }

    private static ListState<NoticeInput> list(RuntimeContext context, String name) {
        return context.getListState(new ListStateDescriptor<>(name, NoticeInput.class));
    }

    private ClockQueue queue() throws Exception {
        ClockQueue known = queue.value();
        return known == null ? ClockQueue.NONE : known;
    }

    private void queue(ClockQueue before, ClockQueue next) throws Exception {
        if (next.equals(ClockQueue.NONE)) {
            queue.clear();
        } else if (!next.equals(before)) {
            queue.update(next);
        }
    }

    // What is early ------------------------------------------------------------------------

    /** False where no more can be kept. */
    boolean keep(NoticeInput input, TimerService timers) throws Exception {
        ClockQueue now = queue();
        if (now.early() >= MOST_EARLY) {
            return false;
        }
        early.add(input);
        queue(now, waiting(now, now.early() + 1, firstAt(now.earlyAt(), input, timers), timers));
        return true;
    }

    /** When the first is dropped. What else waits does so with a late one, up to a day longer. */
    private static long firstAt(Long earlyAt, NoticeInput input, TimerService timers) {
        long readMs = timers.currentWatermark();
        if (input.time() + LATE_MS >= readMs) {
            return earlier(earlyAt, until(input));
        }
        return later(earlyAt, readMs + EARLY_MS);
    }

    private static long until(NoticeInput input) {
        return input.time() + EARLY_MS;
    }

    private static Long earlier(Long one, long other) {
        return one == null ? other : Math.min(one, other);
    }

    private static Long later(Long one, long other) {
        return one == null ? other : Math.max(one, other);
    }

    /** An earlier timer stays and finds nothing. */
    private static ClockQueue waiting(
            ClockQueue now, int count, Long firstAt, TimerService timers) {
        if (firstAt != null && !firstAt.equals(now.earlyAt())) {
            timers.registerEventTimeTimer(firstAt);
        }
        return now.with().early(count).earlyAt(firstAt).build();
    }

    boolean isAnyEarly() throws Exception {
        return queue().early() > 0;
    }

    boolean isEarlyDue(long timestamp) throws Exception {
        return isReached(queue().earlyAt(), timestamp);
    }

    private static boolean isReached(Long atMs, long timestamp) {
        return atMs != null && atMs <= timestamp;
    }

    List<NoticeInput> early() throws Exception {
        return list(early);
    }

    void early(List<NoticeInput> left, TimerService timers) throws Exception {
        early.update(left);
        ClockQueue now = queue();
        Long firstAt = null;
        for (NoticeInput input : left) {
            firstAt = earlier(firstAt, until(input));
        }
        boolean isAhead = now.earlyAt() != null && now.earlyAt() > timers.currentWatermark();
        if (firstAt != null && isAhead) {
            firstAt = later(firstAt, now.earlyAt());
        }
        queue(now, waiting(now, left.size(), firstAt, timers));
    }

    /** Whether it has waited for its notice or item for too long. */
    static boolean isTooEarly(NoticeInput input, long nowMs) {
        return until(input) <= nowMs;
    }

    // What is gathered ---------------------------------------------------------------------

    /**
     * True where the input waits; the case is not even read.
     *
     * @param waits whatever it is, for the next watermark
     * @param reachedMs the watermark ahead of the input; null for none
     */
    boolean gather(NoticeInput input, boolean waits, Long reachedMs, TimerService timers)
            throws Exception {
        if (!waits && !NoticeMachine.mayWait(input)) {
            return false;
        }
        ClockQueue now = queue();
        if (!waits && !now.gathers()) {
            return false;
        }
        boolean endsARun = now.gathered() + 1 >= now.room();
        boolean atOnce = waits || endsARun || NoticeMachine.isUrgent(input);
        long at = atOnce ? AT_ONCE : input.time() + now.spanMs();
        long lookAt = now.lookAt() == null ? at : Math.min(at, now.lookAt());
        if (!Objects.equals(lookAt, now.lookAt())) {
            timers.registerEventTimeTimer(lookAt);
        }
        gathered.add(input);
        queue(now, now.plus(lookAt, reachedMs));
        return true;
    }

    /** What arrived before its notice is read with the rest of it. */
    void gatherEarly(TimerService timers) throws Exception {
        ClockQueue now = queue();
        if (now.early() == 0) {
            return;
        }
        ClockQueue next = now.with().early(0).earlyAt(null).build();
        List<NoticeInput> all = early();
        for (int i = all.size(); i > 0; i--) {
            next = next.plus(AT_ONCE, null);
        }
        // What waited longer was read first.
        all.addAll(list(gathered));
        gathered.update(all);
        early.clear();
        timers.registerEventTimeTimer(AT_ONCE);
        queue(now, next);
    }

    /** No more may wait: they are taken at once. */
    boolean isFull() throws Exception {
        return queue().gathered() >= MOST_GATHERED;
    }

    boolean isDue(long nowMs) throws Exception {
        return isReached(queue().lookAt(), nowMs);
    }

    /**
     * The latest watermark ahead of which what is gathered arrived: what falls due by it waits for
     * the one behind. Null for none.
     */
    Long reachedMs() throws Exception {
        return queue().reachedMs();
    }

    /** In the order in which they arrived; none waits any more. */
    List<NoticeInput> takeGathered() throws Exception {
        ClockQueue now = queue();
        if (now.gathered() == 0) {
            return List.of();
        }
        List<NoticeInput> news = list(gathered);
        gathered.clear();
        queue(now, now.taken(now.room(), now.spanMs()));
        return news;
    }

    /** The case is another now: as many news may wait as end none of its runs. */
    void follow(NoticeCase next) throws Exception {
        ClockQueue now = queue();
        long items = next.runs().stream().mapToLong(run -> run.items().size()).sum();
        queue(
                now,
                items > gathering.largeItems()
                        ? now.following(NoticeMachine.room(next), items * gathering.itemMs())
                        : now.following(-1, 0));
    }

    // What is asked to stay down -----------------------------------------------------------

    /** More of the items are asked at that time. */
    void keepDownAt(long atMs, TimerService timers) throws Exception {
        ClockQueue now = queue();
        timers.registerEventTimeTimer(atMs);
        queue(now, now.withKeepDownAt(atMs));
    }

    boolean isToKeepDown() throws Exception {
        return queue().keepDownAt() != null;
    }

    /** True once for each time that was set. */
    boolean takeKeepDown(long timestamp) throws Exception {
        ClockQueue now = queue();
        boolean isDue = isReached(now.keepDownAt(), timestamp);
        if (isDue) {
            queue(now, now.withKeepDownAt(null));
        }
        return isDue;
    }

    // What became of its items -------------------------------------------------------------

    /** They are published at that time, or earlier where that was set before. */
    void outcomesAt(long atMs, TimerService timers) throws Exception {
        ClockQueue now = queue();
        if (now.outcomesAt() == null) {
            timers.registerEventTimeTimer(atMs);
            queue(now, now.withOutcomesAt(atMs));
        }
    }

    /** True once for each time that was set. */
    boolean takeOutcomes(long timestamp) throws Exception {
        ClockQueue now = queue();
        boolean isDue = isReached(now.outcomesAt(), timestamp);
        if (isDue) {
            queue(now, now.withOutcomesAt(null));
        }
        return isDue;
    }

    /** Whether a timer at that time is another one's than the clock's. */
    boolean needs(long timer) throws Exception {
        return queue().hasTimer(timer);
    }

    void clear() {
        queue.clear();
        early.clear();
        gathered.clear();
    }

    private static List<NoticeInput> list(ListState<NoticeInput> state) throws Exception {
        List<NoticeInput> all = new ArrayList<>();
        state.get().forEach(all::add);
        return all;
    }
}
