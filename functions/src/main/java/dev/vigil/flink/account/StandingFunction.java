package dev.vigil.flink.account;

import dev.vigil.account.Account;
import dev.vigil.account.FactIntake;
import dev.vigil.account.Fold;
import dev.vigil.account.FoldOutput;
import dev.vigil.account.LedgerRules;
import dev.vigil.account.Named;
import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.PureFailure;
import dev.vigil.schema.account.AccountBook;
import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.Forgotten;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by account. Keeps its facts, and with the next watermark derives its standing from all of
 * them and emits what is not published yet: so it decides once for each step of the watermark, and
 * nothing before all topics are caught up. What it has published comes back as facts; before the
 * first watermark of a start that fills in what an older savepoint, or none, does not know.
 *
 * <p>Two event-time timers: the fold that facts wait for, and the next moment at which something
 * ends or is to be sent again. Never decides on an event, and never reads a clock. Standings are
 * its main output.
 */
public final class StandingFunction
        extends KeyedProcessFunction<String, AccountFact, AccountStanding> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<OffenceChanged> OFFENCES = tag(OffenceChanged.class);
    public static final OutputTag<StrikeChanged> STRIKES = tag(StrikeChanged.class);
    public static final OutputTag<UserWarning> WARNINGS = tag(UserWarning.class);
    public static final OutputTag<AccountCommand> COMMANDS = tag(AccountCommand.class);
    public static final OutputTag<DepartmentReport> REPORTS = tag(DepartmentReport.class);
    public static final OutputTag<LedgerAlert> ALERTS = tag(LedgerAlert.class);

    /** To be tombstones: of an offence, or of the standing. */
    public static final OutputTag<Forgotten> FORGOTTEN = tag(Forgotten.class);

    /** Facts that nothing could be made of, with the position where they were read. */
    public static final OutputTag<DeadLetter> REFUSED =
            new OutputTag<>("refused-facts", TypeInformation.of(DeadLetter.class));

    /** A fold that failed is tried again after this long. */
    private static final long RETRY_MS = 60_000;

    private static final String STAGE = "standing";

    private final LedgerRules rules;
    private transient Fold fold;
    private transient KeptAccount kept;
    private transient long incarnation;

    public StandingFunction(LedgerRules rules) {
        this.rules = rules;
    }

    private static <T> OutputTag<T> tag(Class<T> type) {
        return new OutputTag<>(type.getSimpleName(), TypeInformation.of(type));
    }

    @Override
    public void open(OpenContext context) {
        fold = new Fold(rules);
        kept = new KeptAccount(getRuntimeContext());
        incarnation = UUID.randomUUID().getMostSignificantBits();
    }

    @Override
    public void processElement(AccountFact fact, Context context, Collector<AccountStanding> out)
            throws Exception {
        TimerService timers = context.timerService();
        boolean isLoading = timers.currentWatermark() == Long.MIN_VALUE;
        Account account = kept.named(context.getCurrentKey(), Named.by(fact));
        Optional<Account> taken =
                PureFailure.guarded(
                        STAGE,
                        context.getCurrentKey(),
                        fact.time(),
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> {
                            FactIntake.take(account, fact, isLoading);
                            return account;
                        });
        if (taken.isPresent()) {
            boolean isReturn = !isLoading && fact.kind() == AccountFact.Kind.STRIKE_PUBLISHED;
            if (account.hasChanged()) {
                AccountBook book = account.book();
                account.book(
                        isReturn
                                ? StandingTimers.returned(book, timers)
                                : StandingTimers.soon(book, timers));
            }
            kept.save(account);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AccountStanding> out)
            throws Exception {
        TimerService timers = context.timerService();
        long nowMs = CaughtUpTime.ofTimer(timestamp, timers);
        AccountBook before = kept.book();
        if (before == null || !isOf(before, timestamp)) {
            return;
        }
        Account account = kept.whole(context.getCurrentKey(), before);
        Optional<FoldOutput> published =
                PureFailure.guarded(
                        STAGE,
                        context.getCurrentKey(),
                        nowMs,
                        letter -> context.output(PureFailure.DEAD, letter),
                        () -> fold.at(account, nowMs, incarnation));
        if (published.isEmpty()) {
            kept.book(StandingTimers.failed(before, timestamp, nowMs + RETRY_MS, timers));
            return;
        }
        FoldOutput output = published.get();
        emit(output, context, out);
        account.book(
                StandingTimers.folded(
                        account.book(), timestamp, output.unreadAt(), output.nextAt(), timers));
        if (output.isEmpty()) {
            kept.clear(account);
        } else {
            kept.saveWhole(account);
        }
    }

    private static boolean isOf(AccountBook book, long timestamp) {
        return book.foldAt() != null && book.foldAt() == timestamp
                || book.timerAt() != null && book.timerAt() == timestamp;
    }

    private static void emit(
            FoldOutput published, OnTimerContext context, Collector<AccountStanding> out) {
        published.offences().forEach(one -> context.output(OFFENCES, one));
        published.strikes().forEach(one -> context.output(STRIKES, one));
        published.warnings().forEach(one -> context.output(WARNINGS, one));
        published.commands().forEach(one -> context.output(COMMANDS, one));
        published.reports().forEach(one -> context.output(REPORTS, one));
        published.alerts().forEach(one -> context.output(ALERTS, one));
        published.forgotten().forEach(one -> context.output(FORGOTTEN, one));
        published.standings().forEach(out::collect);
        String account = context.getCurrentKey();
        published.refused().forEach(one -> context.output(REFUSED, letter(account, one)));
    }

    private static DeadLetter letter(String account, FoldOutput.Refused refused) {
        var at = refused.position();
        String about = STAGE + "/" + account + "/" + refused.key();
        return DeadLetterBuilder.builder()
                .deadLetterId(
                        at == null ? about : at.topic() + "/" + at.partition() + "/" + at.offset())
                .topic(at == null ? "" : at.topic())
                .partition(at == null ? -1 : at.partition())
                .offset(at == null ? -1 : at.offset())
                .stage(STAGE)
                .reason(refused.reason())
                .message(PureFailure.cut(refused.message()))
                .key(account)
                .bytes(new byte[0])
                .build();
    }
}
