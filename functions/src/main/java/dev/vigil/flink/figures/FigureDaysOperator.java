package dev.vigil.flink.figures;

import dev.vigil.figures.FigureDays;
import dev.vigil.figures.FigureRules;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.figures.FigureKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One task for all. State: the end of the last day that has a record, up to when all was read, and
 * the zone of the days, those of rows of usage too: with another one it doesn't start. No timer: a
 * watermark ends days. Emits a record for each day that is over, once all that was there at the
 * start is read. Must not say that a figure was seen whose topics were gone before they were read,
 * nor depend on whether anything happened.
 */
public final class FigureDaysOperator extends AbstractStreamOperator<FigureDay>
        implements OneInputStreamOperator<FigureFact, FigureDay> {
    private static final long serialVersionUID = 1L;

    /** While no day has a record. */
    private static final long NONE = Long.MIN_VALUE;

    private final FigureRules rules;
    private final EnumMap<FigureKind, Long> keptMs;
    private transient ListState<Long> kept;
    private transient StoppedAt stopped;
    private transient Long lastTo;
    private transient FigureDays days;

    /**
     * @param keptMs how far back all can be read that a figure follows from
     */
    public FigureDaysOperator(FigureRules rules, Map<FigureKind, Long> keptMs) {
        this.rules = rules;
        this.keptMs = new EnumMap<>(keptMs);
    }

    /** Refused again here, where it was not found before the start (RestoreChecks). */
    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        stopped = new StoppedAt(context.getOperatorStateStore());
        kept =
                context.getOperatorStateStore()
                        .getUnionListState(
                                new ListStateDescriptor<>(StateName.FIGURE_DAYS, Long.class));
        requireZone(context.getOperatorStateStore());
        for (Long one : kept.get()) {
            if (one != NONE) {
                publishedTo(one);
            }
        }
    }

    private void requireZone(OperatorStateStore store) throws Exception {
        ListState<String> zone =
                store.getUnionListState(
                        new ListStateDescriptor<>(StateName.DAY_ZONE, Types.STRING));
        for (String before : zone.get()) {
            rules.refusal(before)
                    .ifPresent(
                            refusal -> {
                                throw new IllegalStateException(refusal);
                            });
        }
        zone.update(List.of(rules.zone().getId()));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        stopped.snapshot();
        kept.update(List.of(lastTo == null ? NONE : lastTo));
    }

    private void publishedTo(long to) {
        lastTo = lastTo == null ? to : Math.max(lastTo, to);
    }

    /** A day that was published is over, and was read. */
    @Override
    public void processElement(StreamRecord<FigureFact> record) {
        FigureDay day = record.getValue().dayPublished();
        if (day != null && days == null) {
            publishedTo(day.dayTo());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long nowMs = mark.getTimestamp();
        if (nowMs < Long.MAX_VALUE) {
            if (days == null) {
                days = new FigureDays(rules, keptMs, seenTo(), nowMs);
            }
            stopped.now(nowMs);
            for (FigureDay day : days.over(lastTo, nowMs)) {
                output.collect(new StreamRecord<>(day));
                publishedTo(day.dayTo());
            }
        }
        super.processWatermark(mark);
    }

    /** Null where the job was never started before. */
    private Long seenTo() {
        return stopped.isUnknown() ? lastTo : Long.valueOf(stopped.now(Long.MIN_VALUE));
    }
}
