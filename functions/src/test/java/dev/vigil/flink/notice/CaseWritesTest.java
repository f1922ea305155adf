package dev.vigil.flink.notice;

import static dev.vigil.notice.TestingNotices.HOUR_MS;
import static dev.vigil.notice.TestingNotices.MINUTE_MS;
import static dev.vigil.notice.TestingNotices.T0_MS;
import static dev.vigil.notice.TestingNotices.complete;
import static dev.vigil.notice.TestingNotices.completeContent;
import static dev.vigil.notice.TestingNotices.joining;
import static dev.vigil.notice.TestingNotices.triage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.notice.ClockRules;
import dev.vigil.notice.Facts;
import dev.vigil.notice.NoticeMachine;
import dev.vigil.notice.Step;
import dev.vigil.schema.address.StateName;
import dev.vigil.schema.notice.Adopted;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.CounterNotice;
import dev.vigil.schema.notice.ForwardDelivered;
import dev.vigil.schema.notice.ItemNews;
import dev.vigil.schema.notice.ItemOrigin;
import dev.vigil.schema.notice.NoticeCase;
import dev.vigil.schema.notice.NoticeHeld;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.notice.TriageOutcome;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step on a notice of ten thousand items writes what it changes, not the notice. */
class CaseWritesTest {
    private static final int ITEMS = 10_000;

    /** A head, and a few rows of 64 items or of a run. */
    private static final int MOST_BYTES = 25_000;

    private static final Facts FACTS = Facts.none("first");

    /** Bytes by state and key, as RocksDB has them. */
    private final Map<String, Map<Object, byte[]>> stored = new HashMap<>();

    private final NoticeMachine machine =
            new NoticeMachine(ClockRules.DEFAULTS.allowing(false, true));
    private final ClockCases cases = new ClockCases(runtime());
    private NoticeCase known;
    private int written;

    @Test
    void whatARecordOrALevelChangesIsWritten() throws Exception {
        received(ITEMS);
        due(T0_MS);
        assertThat(size(known)).as("what was written before, each time").isGreaterThan(800_000);
        long atMs = T0_MS + MINUTE_MS;
        assertSmall(NoticeInput.triaged(triage("n-1", TriageOutcome.ACCEPTED, atMs)));
        assertSmall(acknowledged("n-1/1/E0", atMs));
        assertSmall(NoticeInput.held(new NoticeHeld("n-1", atMs, false, "doc-1", null)));
        assertSmall(NoticeInput.held(new NoticeHeld("n-1", atMs + 1, true, "doc-1", null)));
        assertSmall(NoticeInput.supplemented(joining("n-1", atMs, "more")));
        assertSmall(adopted(1, "E3", atMs));
        assertSmall(adopted(700, "E0", atMs));
        assertSmall(news(ItemNews.Kind.DONE, id(7_777), atMs));
        assertSmall(news(ItemNews.Kind.CLAIMED_AGAIN, id(8_888), atMs));
        assertSmall(news(ItemNews.Kind.BACK, id(7_777), atMs + MINUTE_MS));
        due(T0_MS + HOUR_MS);
        assertThat(known.runs()).hasSize(3);
        assertThat(written).isLessThan(MOST_BYTES);
        countered(atMs);
        assertSmall(
                NoticeInput.forwarded(
                        new ForwardDelivered("n-1", true, null, null, atMs + 2, null)));
        due(T0_MS + 12 * HOUR_MS);
        assertThat(written).isLessThan(MOST_BYTES);
    }

    @Test
    void anOutcomeThatIsPublishedWritesItsItem() throws Exception {
        received(ITEMS);
        due(T0_MS);
        on(
                NoticeInput.news(
                        "n-1",
                        new ItemNews(
                                ItemNews.Kind.DONE,
                                id(7_777),
                                T0_MS,
                                null,
                                new ItemOrigin(id(1), T0_MS, "video")),
                        T0_MS));
        assertThat(written).isPositive().isLessThan(MOST_BYTES);
        Step step = machine.publishOutcomes(known);
        assertThat(step.itemOutcomes()).hasSize(1);
        move(step.next());
        assertThat(written).isPositive().isLessThan(MOST_BYTES);
        move(machine.publishOutcomes(known).next());
        assertThat(written).isZero();
    }

    /** Of one of them; the others are not written. */
    @Test
    void whatChangesOneOfThousandsOfRunsIsWritten() throws Exception {
        received(ITEMS);
        List<NoticeInput> back = new ArrayList<>();
        for (int item = 0; item < 3_000; item++) {
            back.add(news(ItemNews.Kind.DONE, id(item), T0_MS + item));
            back.add(news(ItemNews.Kind.BACK, id(item), T0_MS + item + 1));
        }
        move(machine.on(known, back, FACTS).next());
        due(T0_MS + MINUTE_MS);
        assertThat(known.runs()).hasSize(3_001);
        assertSmall(adopted(2_000, "E3", T0_MS + MINUTE_MS));
        assertSmall(acknowledged("n-1/2000/E0", T0_MS + MINUTE_MS));
        assertSmall(news(ItemNews.Kind.DONE, id(1_000), T0_MS + MINUTE_MS));
    }

    @Test
    void oneOfAFewItemsIsOneValue() throws Exception {
        received(1);
        due(T0_MS);
        assertThat(stored.get(StateName.NOTICE_CASE)).hasSize(1);
        assertThat(stored.get(StateName.CASE_ROWS)).isEmpty();
    }

    /** As large as it may become and as small: what is read is what was written. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsReadIsWhatWasWritten(long seed) throws Exception {
        Random random = new Random(seed);
        received(60 + random.nextInt(100));
        int joined = 0;
        long nowMs = T0_MS;
        for (int step = 0; step < 300; step++) {
            nowMs += random.nextInt((int) HOUR_MS / 4);
            String item = id(random.nextInt(150));
            switch (random.nextInt(8)) {
                case 0 -> due(nowMs);
                case 1, 2 -> on(news(ItemNews.Kind.DONE, item, nowMs));
                case 3 -> on(news(ItemNews.Kind.BACK, item, nowMs));
                case 4 -> on(news(ItemNews.Kind.CLAIMED_AGAIN, item, nowMs));
                case 5 -> on(adopted(1 + random.nextInt(300), "E0", nowMs));
                case 6 -> on(NoticeInput.supplemented(joining("n-1", nowMs, "more-" + joined++)));
                default -> {
                    if (random.nextInt(10) == 0) {
                        countered(nowMs);
                    }
                }
            }
        }
        assertThat(stored.get(StateName.CASE_ROWS)).isNotEmpty();
        move(null);
        assertThat(stored.values()).allMatch(Map::isEmpty);
    }

    private void received(int items) throws Exception {
        String[] ids =
                IntStream.range(0, items).mapToObj(CaseWritesTest::id).toArray(String[]::new);
        NoticeInput received = NoticeInput.received(complete("n-1", T0_MS, ids));
        move(machine.opened(received, FACTS).next());
    }

    private static String id(int item) {
        return String.format("0198f2c4-7b1e-7d40-9a65-3f1f0b7%05d", item);
    }

    private static NoticeInput news(ItemNews.Kind kind, String itemId, long atMs) {
        return NoticeInput.news("n-1", new ItemNews(kind, itemId, atMs, "n-2"), atMs);
    }

    private static NoticeInput adopted(int generation, String what, long atMs) {
        return NoticeInput.adopted("n-1", new Adopted(generation, what, atMs));
    }

    private static NoticeInput acknowledged(String key, long atMs) {
        return NoticeInput.acknowledged(new AlertAcknowledged("n-1", key, "chen", atMs, null));
    }

    private void countered(long atMs) throws Exception {
        on(
                NoticeInput.countered(
                        new CounterNotice("n-1", atMs, List.of(), null, completeContent())));
    }

    /** Something is written, and little. */
    private void assertSmall(NoticeInput input) throws Exception {
        on(input);
        assertThat(written).as(input.toString()).isPositive().isLessThan(MOST_BYTES);
    }

    private void on(NoticeInput input) throws Exception {
        move(machine.on(known, input, FACTS).next());
    }

    private void due(long nowMs) throws Exception {
        move(machine.due(known, nowMs, FACTS).next());
    }

    private void move(NoticeCase next) throws Exception {
        written = 0;
        cases.move(known, next);
        known = cases.value();
        assertThat(known).isEqualTo(next);
    }

    private static int size(NoticeCase whole) throws IOException {
        TypeSerializer<NoticeCase> serializer =
                TypeInformation.of(NoticeCase.class).createSerializer(new SerializerConfigImpl());
        return bytes(serializer, whole).length;
    }

    // States that keep bytes and count those that are written -------------------------------

    private RuntimeContext runtime() {
        return proxy(
                RuntimeContext.class,
                (name, args) ->
                        args[0] instanceof MapStateDescriptor<?, ?> rows
                                ? map(rows)
                                : value((ValueStateDescriptor<?>) args[0]));
    }

    @SuppressWarnings("unchecked")
    private MapState<Object, Object> map(MapStateDescriptor<?, ?> descriptor) {
        Map<Object, byte[]> kept =
                stored.computeIfAbsent(descriptor.getName(), name -> new HashMap<>());
        descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
        TypeSerializer<Object> serializer =
                (TypeSerializer<Object>) descriptor.getValueSerializer();
        return proxy(
                MapState.class,
                (name, args) ->
                        switch (name) {
                            case "put" -> put(kept, serializer, args[0], args[1]);
                            case "remove" -> kept.remove(args[0]) == null ? null : null;
                            case "entries" -> read(kept, serializer).entrySet();
                            default -> throw new IllegalStateException(name);
                        });
    }

    @SuppressWarnings("unchecked")
    private ValueState<Object> value(ValueStateDescriptor<?> descriptor) {
        Map<Object, byte[]> kept =
                stored.computeIfAbsent(descriptor.getName(), name -> new HashMap<>());
        descriptor.initializeSerializerUnlessSet(new ExecutionConfig());
        TypeSerializer<Object> serializer = (TypeSerializer<Object>) descriptor.getSerializer();
        return proxy(
                ValueState.class,
                (name, args) ->
                        switch (name) {
                            case "update" -> put(kept, serializer, "value", args[0]);
                            case "clear" -> kept.remove("value") == null ? null : null;
                            case "value" -> read(kept, serializer).get("value");
                            default -> throw new IllegalStateException(name);
                        });
    }

    private Object put(
            Map<Object, byte[]> kept, TypeSerializer<Object> serializer, Object key, Object value)
            throws IOException {
        byte[] bytes = bytes(serializer, value);
        written += bytes.length;
        kept.put(key, bytes);
        return null;
    }

    private static Map<Object, Object> read(
            Map<Object, byte[]> kept, TypeSerializer<Object> serializer) throws IOException {
        Map<Object, Object> values = new HashMap<>();
        for (Map.Entry<Object, byte[]> entry : kept.entrySet()) {
            values.put(
                    entry.getKey(),
                    serializer.deserialize(new DataInputDeserializer(entry.getValue())));
        }
        return values;
    }

    private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1_024);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    @FunctionalInterface
    private interface Answer {
        Object to(String name, Object[] args) throws Exception;
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<?> type, Answer answer) {
        return (T)
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, args) -> answer.to(method.getName(), args));
    }
}
