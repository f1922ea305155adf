package dev.vigil.flink.rights;

import dev.vigil.schema.address.StateName;
import dev.vigil.schema.match.OpenMatch;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Open matches of a work by number, from the first one below zero up to -1; each new one gets the
 * number before the first. The place of one that is over is taken by the first. So none is missing,
 * and a {@link RecheckWalk}, which goes up, misses none: what moves was behind it, or comes before
 * it again.
 */
final class OpenMatches implements RecheckWalk.Store {
    private final MapState<Long, OpenMatch> matches;
    private final MapState<String, Long> numbers;
    private final ValueState<Long> first;

    OpenMatches(RuntimeContext runtime) {
        matches =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.OPEN_MATCHES,
                                Types.LONG,
                                TypeInformation.of(OpenMatch.class)));
        numbers =
                runtime.getMapState(
                        new MapStateDescriptor<>(StateName.OPEN_NUMBERS, Types.STRING, Types.LONG));
        first = runtime.getState(new ValueStateDescriptor<>(StateName.OPEN_FIRST, Types.LONG));
    }

    @Override
    public long first() throws Exception {
        Long known = first.value();
        return known == null ? 0 : known;
    }

    @Override
    public long next() {
        return 0;
    }

    @Override
    public OpenMatch get(long number) throws Exception {
        return matches.get(number);
    }

    /** A match as it was reported last. */
    void put(OpenMatch match) throws Exception {
        String id = match.evidence().matchId();
        Long number = numbers.get(id);
        if (number == null) {
            number = first() - 1;
            numbers.put(id, number);
            first.update(number);
        }
        matches.put(number, match);
    }

    void remove(String matchId) throws Exception {
        Long number = numbers.get(matchId);
        if (number == null) {
            return;
        }
        numbers.remove(matchId);
        long lowest = first();
        if (number != lowest) {
            OpenMatch moved = matches.get(lowest);
            matches.put(number, moved);
            numbers.put(moved.evidence().matchId(), number);
        }
        matches.remove(lowest);
        if (lowest == -1) {
            first.clear();
        } else {
            first.update(lowest + 1);
        }
    }
}
