package dev.vigil.flink.register;

import dev.vigil.flink.PureFailure;
import dev.vigil.register.IdentifiedWorks;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.input.DeadLetterBuilder;
import dev.vigil.schema.register.IdentifiedWork;
import dev.vigil.schema.register.IdentifierConflict;
import dev.vigil.schema.register.IdentifierFact;
import dev.vigil.schema.rights.IdScheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: an identifier, SCHEME:value. State: works that have it, and what was published of each.
 * Timer: one in event time, the next watermark. Emits an {@link IdentifierConflict} to each work
 * that shares it with another, and when it no longer does. Must not refuse a work, nor emit before
 * all topics are caught up.
 */
public final class IdentifiersFunction
        extends KeyedProcessFunction<String, IdentifierFact, IdentifierConflict> {
    private static final long serialVersionUID = 1L;

    private static final String STAGE = "identifiers";

    private transient MapState<String, IdentifiedWork> works;

    @Override
    public void open(OpenContext context) {
        works =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        StateName.IDENTIFIED_WORKS,
                                        Types.STRING,
                                        TypeInformation.of(IdentifiedWork.class)));
    }

    @Override
    public void processElement(
            IdentifierFact fact, Context context, Collector<IdentifierConflict> out)
            throws Exception {
        IdentifiedWork known = works.get(fact.workId());
        boolean isLoading = context.timerService().currentWatermark() == Long.MIN_VALUE;
        if (fact.published() != null) {
            if (!isLoading) {
                return;
            }
            works.put(fact.workId(), published(known, fact.published()));
        } else if (fact.has()) {
            if (known == null && count() >= IdentifiedWorks.MOST) {
                context.output(PureFailure.DEAD, full(fact));
                return;
            }
            IdentifierConflict last = known == null ? null : known.published();
            works.put(fact.workId(), new IdentifiedWork(true, fact.owners(), fact.at(), last));
        } else if (known != null) {
            works.put(fact.workId(), known.withHas(false));
        }
        context.timerService()
                .registerEventTimeTimer(context.timerService().currentWatermark() + 1);
    }

    private static IdentifiedWork published(IdentifiedWork known, IdentifierConflict last) {
        return known == null
                ? new IdentifiedWork(false, List.of(), last.at(), last)
                : known.withPublished(last);
    }

    private int count() throws Exception {
        int count = 0;
        for (String ignored : works.keys()) {
            count++;
        }
        return count;
    }

    private static DeadLetter full(IdentifierFact fact) {
        return DeadLetterBuilder.builder()
                .deadLetterId(STAGE + "/" + fact.key() + "/" + fact.workId())
                .topic("")
                .partition(-1)
                .offset(fact.at())
                .stage(STAGE)
                .reason("IDENTIFIER_FULL")
                .message(
                        "ids: expected no more than "
                                + IdentifiedWorks.MOST
                                + " works with "
                                + fact.key()
                                + ", got another, "
                                + fact.workId()
                                + "; correct the identifiers of these works")
                .key(fact.key())
                .bytes(new byte[0])
                .build();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IdentifierConflict> out)
            throws Exception {
        Map<String, IdentifiedWork> all = new TreeMap<>();
        for (Map.Entry<String, IdentifiedWork> one : works.entries()) {
            all.put(one.getKey(), one.getValue());
        }
        String key = context.getCurrentKey();
        int colon = key.indexOf(':');
        Optional<List<IdentifierConflict>> news =
                PureFailure.guarded(
                        STAGE,
                        timestamp,
                        context,
                        () ->
                                IdentifiedWorks.news(
                                        IdScheme.valueOf(key.substring(0, colon)),
                                        key.substring(colon + 1),
                                        all));
        for (IdentifierConflict one : news.orElse(List.of())) {
            IdentifiedWork now = all.get(one.workId()).withPublished(one);
            all.put(one.workId(), now);
            works.put(one.workId(), now);
            out.collect(one);
        }
        forget(all);
    }

    /** Works that no longer have it, and for which that was published. */
    private void forget(Map<String, IdentifiedWork> all) throws Exception {
        for (Map.Entry<String, IdentifiedWork> one : all.entrySet()) {
            IdentifierConflict last = one.getValue().published();
            if (!one.getValue().has() && (last == null || !last.open())) {
                works.remove(one.getKey());
            }
        }
    }
}
