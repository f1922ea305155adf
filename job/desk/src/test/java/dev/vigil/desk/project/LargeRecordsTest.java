package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.bus.BusException;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import dev.vigil.schema.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No record is too large for the store: one that is stops all that follow. */
class LargeRecordsTest {
    /** From here on, so many: none of them shortens another one. */
    private static final int FIRST_HAN = 0x4E00;

    private static final int HANS = 20_000;

    @TempDir private Path folder;

    private final Random random = new Random(11);

    /** Three bytes each, and nothing that a database could compress. */
    private String text(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append((char) (FIRST_HAN + random.nextInt(HANS)));
        }
        return text.toString();
    }

    private static long read(Store store, TestingTopicLog log) throws BusException {
        // One at a time, or the last record of a key would be all that is written of it.
        TestingTopicLog reader = log.reader().polling(1);
        try (Projector projector =
                new Projector(store, reader, Projections.topics(), Projections.all())) {
            projector.resume();
            while (!reader.isRead()) {
                projector.poll();
            }
        }
        try (Handle handle = store.handle()) {
            return handle.createQuery("select count(*) from event").mapTo(Long.class).one();
        }
    }

    private static long expected(TestingTopicLog log) {
        return log.all().stream()
                .filter(it -> Projections.topics().contains(Topic.named(it.topic())))
                .filter(it -> !isHeartbeat(it.headers().lastHeader("ce_type").value()))
                .count();
    }

    private static boolean isHeartbeat(byte[] type) {
        return new String(type, StandardCharsets.UTF_8).contains("heartbeat");
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aLongTextAnywhereStopsNothing(TestingStores kind) throws BusException {
        TestingTopicLog log = new TestingTopicLog();
        for (int characters : new int[] {200, 400, 2_000}) {
            for (int n = 0; n < GoldenEvents.count(); n++) {
                GoldenEvents.send(n, log, () -> text(characters));
            }
        }

        assertThat(read(kind.open(folder), log)).isEqualTo(expected(log)).isGreaterThan(500);
    }

    @ParameterizedTest
    @EnumSource(TestingStores.class)
    void aMegabyteThatCantBeReadIsKept(TestingStores kind) throws BusException {
        TestingTopicLog log = new TestingTopicLog();
        byte[] large = new byte[Topic.LARGEST_RECORD - 1_000];
        random.nextBytes(large);
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_type", large);
        log.send(Topic.NOTICES, large, 1, large, new RecordHeaders());
        log.send(Topic.NOTICES, new byte[] {0}, 1, new byte[] {0}, headers);
        Store store = kind.open(folder);

        assertThat(read(store, log)).isEqualTo(2);
        try (Handle handle = store.handle()) {
            assertThat(
                            handle.createQuery("select count(*) from event where problem is null")
                                    .mapTo(Long.class)
                                    .one())
                    .isZero();
        }
    }
}
