package dev.vigil.flink.account;

import dev.vigil.account.Cases;
import dev.vigil.account.LiveWarnings;
import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.CaseFact;
import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.account.Offence;
import dev.vigil.schema.account.OffenceCase;
import dev.vigil.schema.account.UnattributedOffence;
import dev.vigil.schema.address.StateName;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Key: a session or an item ({@link CaseFact#caseId}). State: what verdicts, commands,
 * confirmations and outcomes report of it. Timer: one in event time, 100 days after the last fact.
 * Emits the whole offence to its account whenever it is another, and to each ground that an offence
 * rests on it, once; and the works of a running stream that its account is to be warned of, each
 * once in five minutes, which keeps nothing here. Must not decide by the order of what it reads,
 * nor by any clock.
 *
 * <p>An account that is erased is not known here, as its cases are under other keys: they age, and
 * an offence that one of them still emits is ignored where the account is.
 */
public final class CasesFunction extends KeyedProcessFunction<String, CaseFact, AccountFact> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<GroundFact> RESTS_ON =
            new OutputTag<>("rests-on", TypeInformation.of(GroundFact.class));

    /** Those that would be offences but for their account. */
    public static final OutputTag<UnattributedOffence> UNATTRIBUTED_OFFENCES =
            new OutputTag<>("unattributed", TypeInformation.of(UnattributedOffence.class));

    /** Offences that no account is known of, since the task started. */
    public static final String UNATTRIBUTED = "unattributedOffences";

    /** Longer than any record of a session is on its topic: 60 days. */
    static final long KEEP_MS = 100L * 24 * 3_600_000;

    /** Offences whose time is not known, so that they are in no strike, since the task started. */
    public static final String UNTIMED = "untimedOffences";

    private static final String STAGE = "cases";

    private transient ValueState<OffenceCase> known;
    private transient WarnedRooms rooms;
    private transient Counter unattributed;
    private transient Counter untimed;

    @Override
    public void open(OpenContext context) {
        known =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        StateName.OFFENCE_CASE, OffenceCase.class));
        rooms = new WarnedRooms();
        unattributed = getRuntimeContext().getMetricGroup().counter(UNATTRIBUTED);
        untimed = getRuntimeContext().getMetricGroup().counter(UNTIMED);
    }

    @Override
    public void processElement(CaseFact fact, Context context, Collector<AccountFact> out)
            throws Exception {
        // What is read at a start is of before: a stream that goes on has a revision soon.
        boolean isLoading = context.timerService().currentWatermark() == Long.MIN_VALUE;
        if (fact.kind() == CaseFact.Kind.VERDICT && !isLoading) {
            warn(fact, context, out);
        }
        OffenceCase before = known.value();
        Optional<Cases.Step> step =
                PureFailure.guarded(
                        STAGE,
                        fact.caseId(),
                        fact.time(),
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> Cases.on(before, fact));
        if (step.isEmpty() || step.get().next() == before) {
            return;
        }
        emit(step.get(), fact, context, out);
        known.update(step.get().next());
        if (before == null) {
            context.timerService().registerEventTimeTimer(keptUntil(step.get().next()));
        }
    }

    private void warn(CaseFact fact, Context context, Collector<AccountFact> out) {
        PureFailure.guarded(
                        STAGE,
                        fact.caseId(),
                        fact.time(),
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> LiveWarnings.of(fact.verdict()))
                .orElse(List.of())
                .stream()
                .filter(rooms::isNews)
                .forEach(
                        one ->
                                out.collect(
                                        AccountFact.of(
                                                AccountFact.Kind.LIVE,
                                                fact.verdict().accountId(),
                                                one.at(),
                                                one)));
    }

    private void emit(Cases.Step step, CaseFact fact, Context context, Collector<AccountFact> out) {
        for (Offence offence : step.changed()) {
            out.collect(
                    AccountFact.of(
                            AccountFact.Kind.OFFENCE, offence.accountId(), fact.time(), offence));
        }
        if (!step.grounds().isEmpty()) {
            Offence offence = step.changed().get(step.changed().size() - 1);
            for (String ground : step.grounds()) {
                context.output(RESTS_ON, GroundFact.restsOn(ground, offence, fact.time()));
            }
        }
        if (step.untimed()) {
            untimed.inc();
        }
        if (step.unattributed()) {
            unattributed.inc();
            context.output(
                    UNATTRIBUTED_OFFENCES, new UnattributedOffence(fact.caseId(), fact.time()));
        }
    }

    private static long keptUntil(OffenceCase kept) {
        return kept.touchedAt() + KEEP_MS;
    }

    /** Moved on only when it fires: most cases are touched many times. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AccountFact> out)
            throws Exception {
        long until = keptUntil(known.value());
        if (until <= CaughtUpTime.ofTimer(timestamp, context.timerService())) {
            known.clear();
        } else {
            context.timerService().registerEventTimeTimer(until);
        }
    }
}
