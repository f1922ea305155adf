package dev.vigil.flink.audit;

import dev.vigil.audit.AuditLog;
import dev.vigil.audit.NoteKey;
import dev.vigil.audit.RecordPlace;
import dev.vigil.flink.LoadedGate;
import dev.vigil.schema.account.LedgerAlert;
import dev.vigil.schema.account.LedgerAlertBuilder;
import dev.vigil.schema.account.LedgerAlertKind;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.audit.AuditLogState;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.schema.audit.AuditPartitionState;
import dev.vigil.schema.audit.AuditSeal;
import dev.vigil.schema.wire.Topic;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Key: one for all, so that one task orders the log. State: the {@link AuditLog}, in memory,
 * written with each checkpoint: the right edge of the tree, and records whose page was not read
 * back. Timer: twice a second in processing time; pages, seals and the hour are the only things in
 * the ledger that go by it. Emits pages; seals and alerts beside. Must not emit before all that the
 * log has published is read back, nor sign what was not.
 */
public final class AuditLogFunction extends KeyedProcessFunction<String, AuditInput, AuditPage>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    public static final String KEY = "log";

    public static final OutputTag<AuditSeal> SEALS =
            new OutputTag<>("audit-seals", TypeInformation.of(AuditSeal.class));
    public static final OutputTag<LedgerAlert> ALERTS =
            new OutputTag<>("audit-alerts", TypeInformation.of(LedgerAlert.class));

    /** Small beside the two seconds of a page. */
    static final long LOOK_MS = 500;

    private static final long DAY_MS = 86_400_000;

    private final String key;
    private final LogKey privateKey;
    private final List<String> madeAnew;
    private transient AuditLog log;
    private transient ListState<AuditLogState> kept;
    private transient ListState<AuditPartitionState> partitions;
    private transient LoadedGate gate;
    private transient boolean isLoaded;
    private transient long nextLookMs;
    private transient long alertedMs;

    /** Why it has no seal, as it was alerted; null for no alert. */
    private transient String refusal;

    private transient long alertedUnread;
    private transient long alertedReused;

    /** At the last look: metrics are read on another thread. */
    private transient volatile long oldestUnsealedMs;

    /**
     * @param key of the seals, as it is published; its name is that of the log
     * @param privateKey of the same pair
     * @param madeAnew topics that were made anew since the log before
     */
    public AuditLogFunction(String key, LogKey privateKey, List<String> madeAnew) {
        this.key = key;
        this.privateKey = privateKey;
        this.madeAnew = List.copyOf(madeAnew);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        log = AuditLog.signedBy(NoteKey.parse(key), privateKey::privateKey);
        log.setMadeAnew(madeAnew);
        gate = new LoadedGate(List.of(Topic.AUDIT.topicName(), Topic.SEALS.topicName()));
        kept =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        StateName.AUDIT_LOG, AuditLogState.class));
        partitions =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        StateName.AUDIT_PARTITIONS, AuditPartitionState.class));
        for (AuditLogState state : kept.get()) {
            log.restore(state, partitions.get());
        }
        var metrics = getRuntimeContext().getMetricGroup();
        metrics.gauge("auditHeldRecords", () -> log.held());
        metrics.gauge("auditUnsealedPages", () -> log.unsealed());
        metrics.gauge("auditOldestUnsealedMs", () -> oldestUnsealedMs);
        metrics.gauge("auditRepeatedPages", () -> log.repeats());
        metrics.gauge("auditUnreadable", () -> log.unreadable());
        metrics.gauge("auditNewerPages", () -> log.newer());
        metrics.gauge("auditForgottenRecords", () -> log.forgotten());
        metrics.gauge("auditUnreadPages", () -> log.unread());
        metrics.gauge("auditReusedOffsets", () -> log.reused());
        metrics.gauge("auditRefused", () -> log.refusal() == null ? 0 : 1);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        kept.update(List.of(log.state()));
        partitions.update(log.partitionStates());
    }

    @Override
    public void processElement(AuditInput input, Context context, Collector<AuditPage> out) {
        long nowMs = context.timerService().currentProcessingTime();
        switch (input.kind()) {
            case DIGEST ->
                    log.digest(
                            new RecordPlace(input.topic(), input.partition(), input.offset()),
                            input.digest(),
                            nowMs);
            case UNREAD -> log.unread(input.topic(), input.partition(), input.offset(), nowMs);
            case PAGE -> log.page(input.page(), input.offset(), nowMs);
            case SEAL -> log.seal(input.seal());
            case UNREADABLE -> log.unreadableRead();
            case LOADED -> gate.mark(input.loaded());
        }
        if (!isLoaded && gate.isOpen()) {
            isLoaded = true;
            log.loaded(nowMs);
        }
        lookLater(context);
    }

    /** Where the clock was set back, too: the timer of before may be hours away. */
    private void lookLater(Context context) {
        long nowMs = context.timerService().currentProcessingTime();
        if (nowMs >= nextLookMs || nextLookMs - nowMs > LOOK_MS) {
            nextLookMs = nowMs + LOOK_MS;
            context.timerService().registerProcessingTimeTimer(nextLookMs);
        }
    }

    /** One of before a restart may be among them: a look more is harmless. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AuditPage> out) {
        long nowMs = context.timerService().currentProcessingTime();
        log.pagesDue(nowMs).forEach(out::collect);
        log.sealDue(nowMs).ifPresent(seal -> context.output(SEALS, seal));
        oldestUnsealedMs = log.oldestUnsealedMs(nowMs);
        alertUnsealed(context, nowMs);
        if (log.unread() > alertedUnread) {
            alertedUnread = log.unread();
            context.output(
                    ALERTS, alert(LedgerAlertKind.UNREAD, log.unreadPlace(), alertedUnread, nowMs));
        }
        if (log.reused() > alertedReused) {
            alertedReused = log.reused();
            LedgerAlert alert =
                    alert(LedgerAlertKind.UNREAD, log.reusedPlace(), alertedReused, nowMs);
            context.output(ALERTS, alert.withAlertKey(alert.alertKey() + "/REUSED"));
        }
        lookLater(context);
    }

    /** Once a day, and once that it is over. */
    private void alertUnsealed(Context context, long nowMs) {
        if (log.refusal() != null && nowMs - DAY_MS >= alertedMs) {
            alertedMs = nowMs;
            refusal = log.refusal();
            context.output(ALERTS, alert(LedgerAlertKind.UNSEALED, refusal, log.unsealed(), nowMs));
        } else if (log.refusal() == null && refusal != null) {
            alertedMs = 0;
            context.output(
                    ALERTS,
                    alert(LedgerAlertKind.UNSEALED, refusal, 0, nowMs).withResolvedAt(nowMs));
            refusal = null;
        }
    }

    private LedgerAlert alert(LedgerAlertKind kind, String subject, long count, long nowMs) {
        String origin = NoteKey.parse(key).name();
        return LedgerAlertBuilder.builder()
                .alertKey(origin + "/" + kind)
                .kind(kind)
                .subject(subject)
                .since(nowMs)
                .at(nowMs)
                .count(count)
                .build();
    }
}
