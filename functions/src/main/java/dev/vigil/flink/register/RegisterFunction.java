package dev.vigil.flink.register;

import dev.vigil.flink.CaughtUpTime;
import dev.vigil.flink.OneTimer;
import dev.vigil.flink.PureFailure;
import dev.vigil.register.IdentifiedWorks;
import dev.vigil.register.RefusedEntry;
import dev.vigil.register.RegisterIntake;
import dev.vigil.register.RegisterIntake.Admission;
import dev.vigil.register.RegisterOutput;
import dev.vigil.register.RegisterRules;
import dev.vigil.register.WorkFacts;
import dev.vigil.register.WorkRegister;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.input.RecordPosition;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.register.KeptClaim;
import dev.vigil.schema.register.OwnershipConflict;
import dev.vigil.schema.register.RegisterBook;
import dev.vigil.schema.register.RegisterFact;
import dev.vigil.schema.register.RegistrationReceipt;
import dev.vigil.schema.register.RegistrationState;
import dev.vigil.schema.register.SaidIds;
import dev.vigil.schema.rights.RegisteredWork;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by work. Keeps what parties, the desk and people say of it, and with the next watermark
 * derives who owns it and where claims contradict each other, and emits what is not published yet:
 * nothing before all topics are caught up. What it has published comes back as facts; before the
 * first watermark of a start that fills in what an older savepoint, or none, does not know.
 *
 * <p>One event-time timer, the next look: at once, or when the time of a conflict is over. Receipts
 * are its main output. Must not decide on an event, prefer who was first, or read a clock.
 */
public final class RegisterFunction
        extends KeyedProcessFunction<String, RegisterFact, RegistrationReceipt> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<OwnershipConflict> CONFLICTS = tag(OwnershipConflict.class);
    public static final OutputTag<RegisteredWork> EFFECTIVE = tag(RegisteredWork.class);
    public static final OutputTag<LedgerAlert> ALERTS = tag(LedgerAlert.class);
    public static final OutputTag<IdentifierFact> IDENTIFIERS = tag(IdentifierFact.class);

    /** Those and, at a start, those that were published before: the last of a key counts. */
    public static final OutputTag<OwnershipConflict> CONFLICTS_KNOWN =
            new OutputTag<>("conflicts-known", TypeInformation.of(OwnershipConflict.class));

    /** What is not taken, with the position where it was read. */
    public static final OutputTag<DeadLetter> REFUSED =
            new OutputTag<>("refused-entries", TypeInformation.of(DeadLetter.class));

    /** A look that failed is tried again after this long. */
    private static final long RETRY_MS = 60_000;

    private static final String STAGE = "register";

    private final RegisterRules rules;
    private transient WorkRegister register;
    private transient KeptWork kept;

    public RegisterFunction(RegisterRules rules) {
        this.rules = rules;
    }

    private static <T> OutputTag<T> tag(Class<T> type) {
        return new OutputTag<>(type.getSimpleName(), TypeInformation.of(type));
    }

    @Override
    public void open(OpenContext context) {
        register = new WorkRegister(rules);
        kept = new KeptWork(getRuntimeContext());
    }

    @Override
    public void processElement(
            RegisterFact fact, Context context, Collector<RegistrationReceipt> out)
            throws Exception {
        boolean isLoading = context.timerService().currentWatermark() == Long.MIN_VALUE;
        boolean isNews =
                switch (fact.kind()) {
                    case CLAIM, WORK, DECISION -> takes(fact, context);
                    case EFFECTIVE_PUBLISHED -> isLoading && adopts(fact.work());
                    case RECEIPT_PUBLISHED -> {
                        if (isLoading && fact.receipt().state() != RegistrationState.REFUSED) {
                            kept.accepted(fact.receipt());
                        }
                        yield isLoading;
                    }
                    case CONFLICT_PUBLISHED -> {
                        if (isLoading) {
                            kept.conflict(fact.conflict());
                            context.output(CONFLICTS_KNOWN, fact.conflict());
                        }
                        yield isLoading;
                    }
                    case IDENTIFIER_PUBLISHED -> {
                        context.output(IDENTIFIERS, IdentifierFact.published(fact.identifier()));
                        yield false;
                    }
                    case DEAD, STOPPED ->
                            throw new IllegalStateException(
                                    "register: expected a fact of a work, got " + fact.kind());
                };
        if (isNews) {
            TimerService timers = context.timerService();
            RegisterBook book = kept.book();
            kept.book(book.withTimerAt(OneTimer.soon(book.timerAt(), timers)));
        }
    }

    private boolean takes(RegisterFact fact, Context context) throws Exception {
        WorkFacts facts = kept.facts(context.getCurrentKey());
        Optional<Admission> admission =
                PureFailure.guarded(
                        STAGE, fact.receivedAt(), context, () -> admission(facts, fact));
        if (admission.isEmpty()) {
            return false;
        }
        if (admission.get().refused() != null) {
            context.output(REFUSED, letter(fact, admission.get().refused()));
            return false;
        }
        if (admission.get().news()) {
            keep(fact);
        }
        return admission.get().news();
    }

    private static Admission admission(WorkFacts facts, RegisterFact fact) {
        return switch (fact.kind()) {
            case CLAIM -> RegisterIntake.claim(facts, fact.claim());
            case WORK -> RegisterIntake.work(facts, fact.work());
            default -> RegisterIntake.decision(facts, fact.decision());
        };
    }

    private void keep(RegisterFact fact) throws Exception {
        switch (fact.kind()) {
            case CLAIM -> kept.claim(new KeptClaim(fact.claim(), fact.receivedAt()));
            case WORK ->
                    kept.book(
                            kept.book().with().desk(fact.work()).deskAt(fact.receivedAt()).build());
            default -> kept.decision(fact.decision());
        }
    }

    /** Its own word comes back: one that a savepoint does not know counts on from there. */
    private boolean adopts(RegisteredWork published) throws Exception {
        RegisteredWork known = kept.book().effective();
        if (known != null && published.claimsRevision() <= known.claimsRevision()) {
            return false;
        }
        kept.book(kept.book().withEffective(published));
        return true;
    }

    private static DeadLetter letter(RegisterFact fact, RefusedEntry refused) {
        RecordPosition at = fact.position();
        String key = fact.kind() == RegisterFact.Kind.CLAIM ? fact.claim().key() : fact.workId();
        return DeadLetterBuilder.builder()
                .deadLetterId(at.topic() + "/" + at.partition() + "/" + at.offset())
                .topic(at.topic())
                .partition(at.partition())
                .offset(at.offset())
                .stage(STAGE)
                .reason(refused.code().name())
                .message(PureFailure.cut(refused.getMessage()))
                .key(key)
                .bytes(new byte[0])
                .build();
    }

    private static RegisterBook timer(RegisterBook book, Long atMs, TimerService timers) {
        return book.withTimerAt(OneTimer.at(book.timerAt(), atMs, timers));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RegistrationReceipt> out)
            throws Exception {
        TimerService timers = context.timerService();
        long nowMs = CaughtUpTime.ofTimer(timestamp, timers);
        RegisterBook before = kept.book();
        if (before.timerAt() == null || before.timerAt() != timestamp) {
            return;
        }
        WorkFacts facts = kept.facts(context.getCurrentKey());
        var published = kept.published();
        Optional<RegisterOutput> output =
                PureFailure.guarded(
                        STAGE, nowMs, context, () -> register.at(facts, published, nowMs));
        if (output.isEmpty()) {
            kept.book(timer(before, nowMs + RETRY_MS, timers));
            return;
        }
        emit(output.get(), context, out);
        RegisteredWork effective = output.get().effective();
        RegisterBook now =
                before.with()
                        .effective(effective == null ? before.effective() : effective)
                        .askedAt(output.get().alerts().isEmpty() ? before.askedAt() : nowMs)
                        .build();
        kept.book(timer(say(now, context), output.get().nextAt(), timers));
    }

    private void emit(
            RegisterOutput output, OnTimerContext context, Collector<RegistrationReceipt> out)
            throws Exception {
        if (output.effective() != null) {
            context.output(EFFECTIVE, output.effective());
        }
        for (OwnershipConflict conflict : output.conflicts()) {
            kept.conflict(conflict);
            context.output(CONFLICTS, conflict);
            context.output(CONFLICTS_KNOWN, conflict);
        }
        for (String conflictId : output.forgotten()) {
            kept.forget(conflictId);
        }
        for (RegistrationReceipt receipt : output.receipts()) {
            kept.receipt(receipt);
            out.collect(receipt);
        }
        output.alerts().forEach(alert -> context.output(ALERTS, alert));
    }

    /**
     * A work that the desk has not registered has no identifiers. Whose it is says the desk too: a
     * party can't make two works those of one owner by a claim.
     */
    private RegisterBook say(RegisterBook book, OnTimerContext context) {
        if (book.desk() == null) {
            return book;
        }
        Optional<SaidIds> said =
                PureFailure.guarded(
                        STAGE,
                        book.deskAt(),
                        context,
                        () -> IdentifiedWorks.said(book.desk(), rules.identifiers()));
        if (said.isEmpty()) {
            return book;
        }
        SaidIds before = book.said() == null ? SaidIds.NONE : book.said();
        IdentifiedWorks.changes(context.getCurrentKey(), before, said.get(), book.deskAt())
                .forEach(change -> context.output(IDENTIFIERS, change));
        return book.withSaid(said.get());
    }
}
