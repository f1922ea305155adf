package dev.vigil.flink.rights;

import static dev.vigil.policy.TestingRights.NOON_MS;
import static dev.vigil.policy.TestingRights.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.flink.list.ListProjection;
import dev.vigil.policy.SessionJudge;
import dev.vigil.policy.StayDownWork;
import dev.vigil.policy.TestingRights;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListReader;
import dev.vigil.schema.rights.RecentChange;
import dev.vigil.schema.staydown.StayDown;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.TimerService;
import org.junit.jupiter.api.Test;

/** 100,000 entries on one work: each costs a few looks into state, and so does a match. */
class ManyEntriesTest {
    private static final int MANY = 100_000;

    /** Of any state. */
    private int calls;

    @Test
    void theProjectionTakesEachWithTwoCalls() throws Exception {
        ListProjection list = new ListProjection(ListReader.JUDGE, SessionJudge::usesList);
        BroadcastState<String, ListEntry> state = broadcast();
        list.in(state);
        for (int i = 0; i < MANY; i++) {
            assertThat(list.take(onReference(i), NOON_MS, state)).isTrue();
        }
        assertThat(calls).isLessThanOrEqualTo(2 * MANY);
        calls = 0;
        assertThat(list.in(state).get("entry-77777").referenceIds()).containsExactly("r-77777");
        assertThat(calls).as("read from the heap").isZero();
    }

    @Test
    void rightsTakeEachWithAFewCallsAndReadForAMatchItsOwnAlone() throws Exception {
        Listed listed = new Listed(runtime());
        TimerService timers = timers();
        for (int i = 0; i < MANY; i++) {
            StayDown request = new StayDown("item-" + i, "n", true, NOON_MS, WORK);
            assertThat(listed.take(StayDownWork.entry(request, WORK), WORK, timers)).isPresent();
        }
        assertThat(calls).isLessThanOrEqualTo(6 * MANY);
        calls = 0;
        assertThat(listed.stayDown("staydown.item-77777")).isNotNull();
        assertThat(listed.of("staydown.item-77777").of(WORK)).hasSize(1);
        assertThat(calls).isLessThanOrEqualTo(5);
    }

    /** One that has ended at its age keeps down what was there before; a restored one nothing. */
    @Test
    void aStayDownThatHasEndedIsCarriedAndOneThatWasAMistakeIsNot() throws Exception {
        Listed listed = new Listed(runtime());
        ListEntry down = StayDownWork.entry(new StayDown("item-1", "n", true, NOON_MS, WORK), WORK);
        listed.take(down, WORK, timers());
        listed.take(down.ended(NOON_MS + 1), WORK, timers());
        assertThat(listed.stayDown(down.entryId()).isOpen(NOON_MS, NOON_MS)).isTrue();
        listed.take(down.ended(NOON_MS + 1).withdrawn(NOON_MS + 2), WORK, timers());
        assertThat(listed.stayDown(down.entryId())).isNull();
    }

    @Test
    void aChangeOfManyCarriesThoseAloneThatHaveLeftAReference() {
        RecentChange change = RecentChange.NONE;
        ListEntry everywhere = TestingRights.entry(ListClass.ORDER);
        ListEntry before = onReference(-1);
        ListEntry moved = TestingRights.of(before, before.entryId(), "work-2").issued(2, NOON_MS);
        int most = 0;
        for (int i = 0; i < 2_000; i++) {
            StayDown request = new StayDown("item-" + i, "n", true, NOON_MS, WORK);
            change = change.and(RecentChange.of(StayDownWork.entry(request, WORK)));
            change = change.and(RecentChange.of(onReference(i)));
            change = i == 20 ? change.and(RecentChange.of(moved, before)) : change;
            change = i == 1_000 ? change.and(RecentChange.of(everywhere)) : change;
            most = Math.max(most, change.entries().entries().size());
        }
        assertThat(most).isLessThanOrEqualTo(101);
        assertThat(change.all()).isTrue();
        assertThat(change.many()).isTrue();
        assertThat(change.entries().entries()).containsExactly(moved);
    }

    private static ListEntry onReference(int i) {
        return ListEntryBuilder.builder()
                .entryId("entry-" + i)
                .version(1)
                .listClass(ListClass.ORDER)
                .workId(WORK)
                .issuedAt(NOON_MS)
                .referenceIds(List.of("r-" + i))
                .build();
    }

    @SuppressWarnings("unchecked")
    private BroadcastState<String, ListEntry> broadcast() {
        return (BroadcastState<String, ListEntry>) map(BroadcastState.class);
    }

    /** A state on the heap that counts its calls. */
    private Object map(Class<?> type) {
        Map<Object, Object> values = new HashMap<>();
        return proxy(
                type,
                (name, args) -> {
                    calls++;
                    return switch (name) {
                        case "get" -> values.get(args[0]);
                        case "put" -> values.put(args[0], args[1]) == null ? null : null;
                        case "remove" -> values.remove(args[0]) == null ? null : null;
                        case "immutableEntries", "entries" -> values.entrySet();
                        default -> throw new IllegalStateException(name);
                    };
                });
    }

    private Object value() {
        Object[] value = new Object[1];
        return proxy(
                ValueState.class,
                (name, args) -> {
                    calls++;
                    if (name.equals("update")) {
                        value[0] = args[0];
                        return null;
                    }
                    return value[0];
                });
    }

    private RuntimeContext runtime() {
        return (RuntimeContext)
                proxy(
                        RuntimeContext.class,
                        (name, args) ->
                                switch (name) {
                                    case "getMapState" -> map(MapState.class);
                                    case "getState" -> value();
                                    case "getMetricGroup" ->
                                            UnregisteredMetricsGroup.createOperatorMetricGroup();
                                    default -> throw new IllegalStateException(name);
                                });
    }

    private static TimerService timers() {
        Set<Object> timers = new HashSet<>();
        return (TimerService)
                proxy(
                        TimerService.class,
                        (name, args) -> {
                            if (name.equals("currentProcessingTime")) {
                                return NOON_MS;
                            }
                            timers.add(args[0]);
                            return null;
                        });
    }

    @FunctionalInterface
    private interface Answer {
        Object to(String name, Object[] args);
    }

    private static Object proxy(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> answer.to(method.getName(), args));
    }
}
