package dev.vigil.desk.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.desk.project.Positions.Position;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.TestingStores;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Positions of many partitions move together, or not at all. */
class PositionsTest {
    private static final int PARTITIONS = 100;

    @TempDir private Path folder;

    /** The same offset in each partition. */
    private static Map<TopicPartition, Long> each(long offset) {
        Map<TopicPartition, Long> each = new TreeMap<>(Positions.ORDER);
        for (int part = 0; part < PARTITIONS; part++) {
            each.put(new TopicPartition(part % 2 == 0 ? "notices" : "verdicts", part), offset);
        }
        return each;
    }

    private static Map<TopicPartition, Long> stored(Handle handle) {
        Map<TopicPartition, Long> stored = new TreeMap<>(Positions.ORDER);
        Positions.all(handle)
                .forEach(
                        (one, at) -> {
                            assertThat(at.rows()).isEqualTo(at.next());
                            stored.put(one, at.next());
                        });
        return stored;
    }

    private static void begin(Handle handle) {
        Map<TopicPartition, Position> begins = new TreeMap<>(Positions.ORDER);
        each(0).forEach((one, offset) -> begins.put(one, new Position("id", offset, offset)));
        Positions.begin(handle, begins);
    }

    @ParameterizedTest
    @EnumSource
    void theyAreMovedByOneStatement(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            begin(handle);
            AtomicInteger statements = new AtomicInteger();
            handle.getConfig(SqlStatements.class)
                    .setSqlLogger(
                            new SqlLogger() {
                                @Override
                                public void logAfterExecution(StatementContext context) {
                                    statements.incrementAndGet();
                                }
                            });

            handle.useTransaction(it -> Positions.advance(it, each(0), each(7), each(1_000)));

            assertThat(statements).hasValue(1);
            assertThat(stored(handle)).isEqualTo(each(7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereAnotherHasMovedOneNoneIsMoved(TestingStores kind) {
        try (Store store = kind.open(folder);
                Handle handle = store.handle()) {
            begin(handle);
            TopicPartition moved = new TopicPartition("verdicts", 51);
            Positions.pass(handle, moved, 0, 3);
            Map<TopicPartition, Long> expected = each(0);
            expected.put(moved, 3L);

            assertThatThrownBy(
                            () ->
                                    handle.useTransaction(
                                            it ->
                                                    Positions.advance(
                                                            it, each(0), each(7), each(1_000))))
                    .isInstanceOf(ProjectorStopped.class)
                    .hasMessageContaining("verdicts-51");

            assertThat(stored(handle)).isEqualTo(expected);
        }
    }
}
