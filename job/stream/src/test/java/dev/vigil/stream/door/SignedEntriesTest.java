package dev.vigil.stream.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.GroundFact;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.list.ListEntry;
import dev.vigil.schema.list.ListEntryBuilder;
import dev.vigil.schema.list.ListInput;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.ListKeys;
import dev.vigil.schema.wire.ListSignature;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where authorities have keys, the list takes nobody's word but theirs. */
class SignedEntriesTest {
    private static final long NOW_MS = 1_790_000_000_000L;
    private static final KeyPair NCAC = ListKeys.create();
    private static final KeyPair NEXT = ListKeys.create();
    private static final KeyPair COURT = ListKeys.create();
    private static final KeyPair OWN = ListKeys.create();
    private static final Authorities AUTHORITIES =
            new Authorities(
                    Map.of(
                            "ncac",
                            List.of(NCAC.getPublic(), NEXT.getPublic()),
                            "court",
                            List.of(COURT.getPublic()),
                            "vigil",
                            List.of(OWN.getPublic())));

    private final Counter refused = new SimpleCounter();
    private final Counter tombstones = new SimpleCounter();
    private ListDoor door;

    @BeforeEach
    void open() {
        door = new ListDoor(() -> NOW_MS, AUTHORITIES);
        door.open(
                new DeserializationSchema.InitializationContext() {
                    @Override
                    public MetricGroup getMetricGroup() {
                        return new UnregisteredMetricsGroup() {
                            @Override
                            public Counter counter(String name) {
                                return switch (name) {
                                    case "refusedListEntries" -> refused;
                                    case "listTombstones" -> tombstones;
                                    default -> throw new AssertionError(name);
                                };
                            }
                        };
                    }

                    @Override
                    public UserCodeClassLoader getUserCodeClassLoader() {
                        return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
                    }
                });
    }

    private static ListEntry entry(String authority) {
        return entry(authority, "ncac.1");
    }

    private static ListEntry entry(String authority, String entryId) {
        return ListEntryBuilder.builder()
                .entryId(entryId)
                .version(4)
                .listClass(ListClass.ORDER)
                .authority(authority)
                .workId("w-1")
                .issuedAt(NOW_MS)
                .build();
    }

    private static ListEntry signed(ListEntry entry, PrivateKey key) {
        return entry.withSignature(ListSignature.sign(Json.bytes(entry), key));
    }

    @Test
    void whatAnAuthoritySignsIsTakenByEachOfItsKeys() {
        for (KeyPair pair : List.of(NCAC, NEXT)) {
            ListEntry entry = signed(entry("ncac"), pair.getPrivate());
            ListInput input = enter(door, Json.bytes(entry));
            assertThat(input.entry()).isEqualTo(entry);
            assertThat(input.publishedAt()).isEqualTo(NOW_MS - 5);
        }
        assertThat(refused.getCount()).isZero();
    }

    @Test
    void whatIsUnsignedForgedOrOfAStrangerIsADeadLetterAndCounted() {
        ListEntry good = signed(entry("ncac"), NCAC.getPrivate());
        assertThat(reason(entry("ncac"))).isEqualTo("UNSIGNED_ENTRY");
        assertThat(reason(signed(entry("ncac"), COURT.getPrivate())))
                .as("another authority's key")
                .isEqualTo("FORGED_ENTRY");
        assertThat(reason(entry("court").withSignature(good.signature())))
                .as("an authority put in afterwards")
                .isEqualTo("FORGED_ENTRY");
        assertThat(reason(good.issued(5, NOW_MS).withSignature(good.signature())))
                .as("a version counted up by somebody else")
                .isEqualTo("FORGED_ENTRY");
        assertThat(reason(signed(entry(null), NCAC.getPrivate()))).isEqualTo("UNKNOWN_AUTHORITY");
        assertThat(reason(signed(entry("ncac "), NCAC.getPrivate())))
                .isEqualTo("UNKNOWN_AUTHORITY");
        assertThat(refused.getCount()).isEqualTo(6);
    }

    /** Else one authority's version 3 would replace, or withdraw, what another has listed. */
    @ParameterizedTest
    @CsvSource({
        "court,ncac.1",
        "ncac,court.1",
        "ncac,ncac",
        "ncac,ncac-1",
        "ncac,NCAC.1",
        "ncac,1.ncac.",
        "vigil,ncac.1",
        "vigil,vigil.1"
    })
    void anEntryUnderAnIdOfAnothersIsADeadLetterAndCounted(String authority, String entryId) {
        ListEntry entry = entry(authority, entryId);
        for (ListEntry version : List.of(entry, entry.withdrawn(NOW_MS))) {
            ListInput input = enter(door, signed(version, key(authority)));
            assertThat(input.dead().reason()).isEqualTo("ENTRY_ID_MISMATCH");
            assertThat(input.dead().message())
                    .startsWith("entryId: expected one that begins with ")
                    .contains(authority.equals("vigil") ? "staydown. or signal." : authority + ".")
                    .contains("got '" + entryId + "'; ");
        }
        assertThat(refused.getCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"court,court.1", "ncac,ncac.2026.1", "vigil,staydown.a", "vigil,signal.west:a"})
    void anAuthorityChangesAndWithdrawsItsOwn(String authority, String entryId) {
        ListEntry entry = entry(authority, entryId);
        for (ListEntry version : List.of(entry, entry.withdrawn(NOW_MS))) {
            ListEntry signed = signed(version, key(authority));
            assertThat(enter(door, signed).entry()).isEqualTo(signed);
        }
    }

    /** What rests on the list, too: a stranger's withdrawal would take offences back. */
    @Test
    void nothingRestsOnAnEntryUnderAnIdOfAnothers() {
        GroundDoor grounds = new GroundDoor(() -> NOW_MS, AUTHORITIES);
        ListEntry entry = signed(entry("court").withdrawn(NOW_MS), COURT.getPrivate());
        List<GroundFact> entered = new ArrayList<>();
        grounds.deserialize(
                record(entry.entryId(), EventType.LIST_WITHDRAWN, Json.bytes(entry)),
                new ListCollector<>(entered));
        assertThat(entered.get(0).dead().reason()).isEqualTo("ENTRY_ID_MISMATCH");
    }

    private static PrivateKey key(String authority) {
        return switch (authority) {
            case "ncac" -> NCAC.getPrivate();
            case "court" -> COURT.getPrivate();
            default -> OWN.getPrivate();
        };
    }

    @Test
    void aFieldThatThisReleaseDoesNotKnowIsSignedTooOrElseForged() {
        String signed = Json.text(signed(entry("ncac"), NCAC.getPrivate()));
        String added = signed.replace("{\"entryId\"", "{\"later\":1,\"entryId\"");
        assertThat(enter(door, bytes(added)).dead().reason()).isEqualTo("FORGED_ENTRY");

        String unsigned =
                Json.text(entry("ncac")).replace("{\"entryId\"", "{\"later\":1,\"entryId\"");
        String signature = ListSignature.sign(bytes(unsigned), NCAC.getPrivate());
        String ofLater =
                unsigned.replace("{\"later\"", "{\"signature\":\"" + signature + "\",\"later\"");
        assertThat(enter(door, bytes(ofLater)).kind()).isEqualTo(ListInput.Kind.ENTRY);
    }

    @Test
    void withoutKeysEverybodysWordIsTaken() {
        ListDoor open = new ListDoor(() -> NOW_MS);
        assertThat(enter(open, Json.bytes(entry("anybody"))).kind())
                .isEqualTo(ListInput.Kind.ENTRY);
    }

    @Test
    void aTombstoneOfAnEntryIsADeadLetterAndCounted() {
        ListInput input = enter(door, (byte[]) null);
        assertThat(input.dead().reason()).isEqualTo("NO_VALUE");
        assertThat(input.dead().key()).isEqualTo("ncac.1");
        assertThat(tombstones.getCount()).isOne();
    }

    private String reason(ListEntry entry) {
        ListInput input = enter(door, Json.bytes(entry));
        assertThat(input.kind()).isEqualTo(ListInput.Kind.DEAD);
        assertThat(input.dead().message()).contains("expected", "got", ";");
        assertThat(input.dead().key()).isEqualTo("ncac.1");
        return input.dead().reason();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ListInput enter(ListDoor door, byte[] data) {
        return enter(door, record("ncac.1", EventType.LIST_UPSERTED, data));
    }

    private static ListInput enter(ListDoor door, ListEntry entry) {
        EventType type =
                entry.withdrawnAt() == null ? EventType.LIST_UPSERTED : EventType.LIST_WITHDRAWN;
        return enter(door, record(entry.entryId(), type, Json.bytes(entry)));
    }

    private static ListInput enter(ListDoor door, ConsumerRecord<byte[], byte[]> record) {
        List<ListInput> entered = new ArrayList<>();
        door.deserialize(record, new ListCollector<>(entered));
        return entered.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, EventType type, byte[] data) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        "list",
                        0,
                        7,
                        NOW_MS - 5,
                        TimestampType.CREATE_TIME,
                        3,
                        data == null ? 0 : data.length,
                        bytes(key),
                        data,
                        new org.apache.kafka.common.header.internals.RecordHeaders(),
                        java.util.Optional.empty());
        Envelope.json(type, "/test", "id", key, NOW_MS).headers().forEach(record.headers()::add);
        return record;
    }
}
