package dev.vigil.flink.signal;

import dev.vigil.schema.address.StateName;
import dev.vigil.schema.signal.IdentifiedSignal;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.SignalFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Key: an identifier, SCHEME:value. State: works of this site that have it, with since when, and
 * signals that do, with their ends. No timer. Tells each of these signals the works, whenever they
 * change. Must not choose between works: of more than two a signal learns two, which is as
 * ambiguous.
 */
public final class SignalWorksFunction
        extends KeyedProcessFunction<String, IdentifiedSignal, SignalFact> {
    private static final long serialVersionUID = 1L;

    /** Works, and signals, of one identifier: what has more is no identifier. */
    static final int MOST = 100;

    private static final int MOST_TOLD = 2;

    private transient MapState<String, Long> works;
    private transient MapState<String, Long> signals;

    @Override
    public void open(OpenContext context) {
        works = map(StateName.SIGNALLED_WORKS);
        signals = map(StateName.ASKING_SIGNALS);
    }

    private MapState<String, Long> map(String name) {
        return getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(name, Types.STRING, Types.LONG));
    }

    @Override
    public void processElement(IdentifiedSignal change, Context context, Collector<SignalFact> out)
            throws Exception {
        if (change.signalId() != null) {
            asks(change);
            out.collect(SignalFact.works(change.signalId(), change.key(), named()));
            return;
        }
        boolean had = works.contains(change.workId());
        if (change.has() && (had || count(works) < MOST)) {
            works.put(change.workId(), had ? works.get(change.workId()) : (Long) change.at());
        } else if (!change.has()) {
            works.remove(change.workId());
        }
        if (had == change.has()) {
            return;
        }
        NamedWorks now = new NamedWorks(named().works(), change.at());
        for (String signalId : signals.keys()) {
            out.collect(SignalFact.works(signalId, change.key(), now));
        }
    }

    /** Of more than are kept the one that ends first is not reported any more. */
    private void asks(IdentifiedSignal change) throws Exception {
        if (!signals.contains(change.signalId()) && count(signals) >= MOST) {
            String first = null;
            long endsAt = Long.MAX_VALUE;
            for (Map.Entry<String, Long> one : signals.entries()) {
                if (one.getValue() < endsAt) {
                    first = one.getKey();
                    endsAt = one.getValue();
                }
            }
            signals.remove(first);
        }
        signals.put(change.signalId(), change.at());
    }

    private static int count(MapState<String, Long> state) throws Exception {
        int count = 0;
        for (String ignored : state.keys()) {
            count++;
        }
        return count;
    }

    /** In order of their ids, and since when the youngest of them has it. */
    private NamedWorks named() throws Exception {
        TreeSet<String> all = new TreeSet<>();
        long at = 0;
        for (Map.Entry<String, Long> one : works.entries()) {
            all.add(one.getKey());
            at = Math.max(at, one.getValue());
        }
        List<String> told = new ArrayList<>();
        all.stream().limit(MOST_TOLD).forEach(told::add);
        return new NamedWorks(told, at);
    }
}
