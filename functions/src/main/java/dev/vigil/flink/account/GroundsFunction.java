package dev.vigil.flink.account;

import dev.vigil.account.Grounds;
import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.flink.Steps;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.GroundState;
import dev.vigil.schema.account.KeptGround;
import dev.vigil.schema.account.RestingOffence;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.input.RecordPosition;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: a list entry or a reference ({@link GroundFact#ground}). State: whether it stands, the
 * offences that rest on it in pages, and sessions in which a person has overturned it. Timers: in
 * event time one, when some of that may be over; in processing time one, the next step of informing
 * accounts. Emits a {@link GroundState} to the account of each offence when the ground falls or
 * stands again, in steps, so that others come between them; and at once to an offence that comes to
 * rest on what has fallen, or that was published as if it had. Must not scan all offences in one
 * call.
 *
 * <p>Erasing an account leaves its pointers here until they are over: its grounds are not known
 * where it is erased, and what is emitted to it then is ignored there.
 */
public final class GroundsFunction extends KeyedProcessFunction<String, GroundFact, AccountFact> {
    private static final long serialVersionUID = 1L;

    /** Offences whose accounts are informed in one step, and that are looked at in one sweep. */
    static final int STEP = 1_000;

    /** Offences that are over leave within this time. */
    static final long SWEEP_MS = 30L * 24 * 3_600_000;

    /** Sessions of one reference that people have overturned: more, and it is to be retired. */
    static final int MOST_OVERTURNED = 10_000;

    private static final String STAGE = "grounds";

    private final long memoryMs;
    private transient ValueState<KeptGround> known;
    private transient RestingOffences offences;
    private transient MapState<String, Long> overturned;
    private transient Steps steps;

    /**
     * @param memoryMs as long as offences are kept
     */
    public GroundsFunction(long memoryMs) {
        this.memoryMs = memoryMs;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        known = runtime.getState(new ValueStateDescriptor<>(StateName.GROUND, KeptGround.class));
        offences = new RestingOffences(runtime);
        overturned =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.OVERTURNED_OFFENCES, Types.STRING, Types.LONG));
        steps = new Steps(runtime.getMetricGroup());
    }

    @Override
    public void processElement(GroundFact fact, Context context, Collector<AccountFact> out)
            throws Exception {
        KeptGround before = known.value();
        if (fact.kind() == GroundFact.Kind.RESTS_ON) {
            rests(before, fact, context.timerService(), out);
            return;
        }
        String offenceId = Grounds.overturned(fact);
        if (offenceId != null) {
            overturn(before, offenceId, fact, context, out);
            return;
        }
        Optional<KeptGround> next =
                PureFailure.guarded(
                        STAGE,
                        fact.ground(),
                        fact.time(),
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> Grounds.on(before, fact));
        if (next.isPresent() && !next.get().equals(before)) {
            boolean stood = before == null || before.stands();
            boolean isNews = next.get().stands() != stood || isReadBack(before);
            KeptGround now = touched(next.get(), fact.time());
            keep(before, now, context.timerService());
            if (isNews && now.offences() > 0) {
                emitStep(now.withCursor(0), context.getCurrentKey(), context.timerService(), out);
            }
        }
    }

    /** An offence was published as if it had fallen: its own word is still to come. */
    private static boolean isReadBack(KeptGround known) {
        return known != null && known.version() == 0 && !known.stands();
    }

    private static KeptGround touched(KeptGround ground, long time) {
        return ground.withTouchedAt(Math.max(ground.touchedAt(), time));
    }

    private void keep(KeptGround before, KeptGround now, TimerService timers) throws Exception {
        known.update(now);
        if (before == null) {
            timers.registerEventTimeTimer(now.touchedAt() + memoryMs);
        }
    }

    /** Each publication of an offence repeats it: it rests on its ground once. */
    private void rests(
            KeptGround before, GroundFact fact, TimerService timers, Collector<AccountFact> out)
            throws Exception {
        KeptGround known = touched(before == null ? KeptGround.NEW : before, fact.time());
        boolean isReadBack = fact.fell() && known.version() == 0;
        KeptGround ground = isReadBack ? known.withStands(false) : known;
        RestingOffence offence =
                new RestingOffence(fact.accountId(), fact.offenceId(), fact.time());
        KeptGround now = offences.add(offence, ground);
        if (now.offences() > ground.offences() || isReadBack) {
            keep(before, now, timers);
        }
        boolean isNews = ground.version() > 0 && (fact.fell() || !ground.stands());
        emit(offence, ground, isNews, fact.ground(), out);
    }

    private void overturn(
            KeptGround before,
            String offenceId,
            GroundFact fact,
            Context context,
            Collector<AccountFact> out)
            throws Exception {
        KeptGround ground = touched(before == null ? KeptGround.NEW : before, fact.time());
        if (overturned.contains(offenceId)) {
            return;
        }
        if (ground.overturned() == MOST_OVERTURNED) {
            context.output(PureFailure.DEAD, full(fact));
            return;
        }
        overturned.put(offenceId, fact.review().at());
        KeptGround now = ground.withOverturned(ground.overturned() + 1);
        keep(before, now, context.timerService());
        for (RestingOffence offence : offences.named(offenceId, now)) {
            emit(offence, now, false, context.getCurrentKey(), out);
        }
    }

    private static DeadLetter full(GroundFact fact) {
        RecordPosition at = fact.position();
        return DeadLetterBuilder.builder()
                .deadLetterId(at.topic() + "/" + at.partition() + "/" + at.offset())
                .topic(at.topic())
                .partition(at.partition())
                .offset(at.offset())
                .stage(STAGE)
                .reason("GROUND_FULL")
                .message(
                        "sessionId: expected no more than "
                                + MOST_OVERTURNED
                                + " sessions in which one reference was wrong, got another; "
                                + "quarantine the reference")
                .key(fact.ground())
                .bytes(new byte[0])
                .build();
    }

    /** The first step at once: where few offences rest on a ground there is no other. */
    private void emitStep(
            KeptGround ground, String key, TimerService timers, Collector<AccountFact> out)
            throws Exception {
        long began = timers.currentProcessingTime();
        long overMs = Math.max(0, timers.currentWatermark()) - memoryMs;
        int number = ground.cursor();
        int emitted = 0;
        int looks = 0;
        while (number < ground.pages() && looks++ < STEP) {
            List<RestingOffence> page = offences.page(number);
            if (emitted > 0 && emitted + page.size() > STEP) {
                break;
            }
            for (RestingOffence offence : page) {
                if (offence.at() > overMs) {
                    emit(offence, ground, true, key, out);
                }
            }
            emitted += page.size();
            number++;
        }
        long tookMs = timers.currentProcessingTime() - began;
        steps.took(tookMs);
        if (number < ground.pages()) {
            long stepAt = steps.next(tookMs, timers);
            known.update(ground.with().cursor(number).stepAt(stepAt).build());
            timers.registerProcessingTimeTimer(stepAt);
        } else {
            known.update(ground.emitted());
        }
    }

    private void emit(
            RestingOffence offence,
            KeptGround ground,
            boolean ofTheGround,
            String key,
            Collector<AccountFact> out)
            throws Exception {
        if (ofTheGround) {
            out.collect(fact(offence, Grounds.state(key, ground), ground));
        }
        Long overturnedAt = ground.overturned() == 0 ? null : overturned.get(offence.offenceId());
        if (overturnedAt != null) {
            out.collect(
                    fact(
                            offence,
                            Grounds.overturned(key, offence.offenceId(), overturnedAt),
                            ground));
        }
    }

    private static AccountFact fact(RestingOffence offence, GroundState state, KeptGround ground) {
        return AccountFact.of(
                AccountFact.Kind.GROUND, offence.accountId(), ground.touchedAt(), state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AccountFact> out)
            throws Exception {
        KeptGround ground = known.value();
        if (ground == null) {
            return;
        }
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            age(ground, CaughtUpTime.ofTimer(timestamp, context.timerService()), context);
        } else if (ground.cursor() != null && ground.stepAt() <= timestamp) {
            emitStep(ground, context.getCurrentKey(), context.timerService(), out);
        }
    }

    /** All at once where nothing of it is younger, else page by page. One timer, set again. */
    private void age(KeptGround ground, long nowMs, OnTimerContext context) throws Exception {
        long overMs = nowMs - memoryMs;
        if (ground.touchedAt() <= overMs) {
            known.clear();
            offences.clear();
            overturned.clear();
            return;
        }
        KeptGround now = ground;
        int number = ground.swept();
        int looks = 0;
        for (int seen = 0; number < ground.pages() && seen < STEP && looks < STEP; looks++) {
            seen += offences.page(number).size();
            now = offences.forget(number++, overMs, now);
        }
        boolean isDone = number == ground.pages();
        known.update(now.withSwept(isDone ? 0 : number));
        long nextAt =
                isDone ? Math.min(ground.touchedAt() + memoryMs, nowMs + SWEEP_MS) : nowMs + 1;
        context.timerService().registerEventTimeTimer(nextAt);
    }
}
