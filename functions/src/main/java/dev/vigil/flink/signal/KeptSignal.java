package dev.vigil.flink.signal;

import dev.vigil.flink.MapStates;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.signal.KeptOpinion;
import dev.vigil.schema.signal.NamedWorks;
import dev.vigil.schema.signal.SignalBook;
import dev.vigil.signal.SignalFacts;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** A signal in state. */
final class KeptSignal {
    private final ValueState<SignalBook> book;
    private final MapState<String, KeptOpinion> opinions;
    private final MapState<String, NamedWorks> works;
    private final MapState<String, Long> sessions;

    /** By number; read one by one, as they are megabytes together. */
    final MapState<Integer, long[]> chunks;

    KeptSignal(RuntimeContext runtime) {
        book =
                runtime.getState(
                        new ValueStateDescriptor<>(StateName.SIGNAL_BOOK, SignalBook.class));
        opinions = MapStates.of(runtime, StateName.SIGNAL_OPINIONS, KeptOpinion.class);
        works = MapStates.of(runtime, StateName.SIGNAL_WORKS, NamedWorks.class);
        sessions = MapStates.of(runtime, StateName.SIGNAL_SESSIONS, Long.class);
        chunks =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                StateName.SIGNAL_CHUNKS,
                                Types.INT,
                                PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    SignalBook book() throws Exception {
        SignalBook known = book.value();
        return known == null ? SignalBook.NEW : known;
    }

    void book(SignalBook now) throws Exception {
        book.update(now);
    }

    SignalFacts facts(SignalBook now) throws Exception {
        return new SignalFacts(now, MapStates.all(opinions), MapStates.all(works));
    }

    KeptOpinion opinion(String peer) throws Exception {
        return opinions.get(peer);
    }

    void opinion(KeptOpinion kept) throws Exception {
        opinions.put(kept.opinion().origin(), kept);
    }

    void works(String identifier, NamedWorks named) throws Exception {
        works.put(identifier, named);
    }

    /** False where it is known. */
    boolean found(String sessionId, long at) throws Exception {
        if (sessions.contains(sessionId)) {
            return false;
        }
        sessions.put(sessionId, at);
        return true;
    }

    void clear() throws Exception {
        book.clear();
        opinions.clear();
        works.clear();
        sessions.clear();
        chunks.clear();
    }
}
