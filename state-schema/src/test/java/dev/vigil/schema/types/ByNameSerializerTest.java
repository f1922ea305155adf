package dev.vigil.schema.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.account.GroundKind;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.rights.Action;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ByNameSerializerTest {
    private final ByNameSerializer<Action> actions = new ByNameSerializer<>(Action.class);

    @Test
    void isFoundByTheAnnotation() {
        assertThat(TypeInformation.of(Action.class)).isEqualTo(new ByNameTypeInfo<>(Action.class));
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void bytesAreTheName(Action action) throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(16);
        actions.serialize(action, bytes);
        DataOutputSerializer name = new DataOutputSerializer(16);
        StringValue.writeString(action.name(), name);
        assertThat(bytes.getCopyOfBuffer()).isEqualTo(name.getCopyOfBuffer());
        assertThat(actions.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer())))
                .isEqualTo(action);
    }

    /** Each other: two constants of one short name are one in state. */
    @Test
    void shortNamesAreShortAndDiffer() throws IOException {
        everyConstantComesBack(Measure.class);
        everyConstantComesBack(GroundKind.class);
        everyConstantComesBack(WarningKind.class);
    }

    private static <E extends Enum<E> & ShortNamed> void everyConstantComesBack(Class<E> type)
            throws IOException {
        ByNameSerializer<E> serializer = new ByNameSerializer<>(type);
        for (E constant : type.getEnumConstants()) {
            DataOutputSerializer bytes = new DataOutputSerializer(16);
            serializer.serialize(constant, bytes);
            assertThat(bytes.length()).as(constant.name()).isLessThanOrEqualTo(3);
            assertThat(serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer())))
                    .isEqualTo(constant);
        }
    }

    @Test
    void anUnknownNameSaysWhatToDo() throws IOException {
        DataOutputSerializer name = new DataOutputSerializer(16);
        StringValue.writeString("JAM", name);
        DataInputDeserializer in = new DataInputDeserializer(name.getCopyOfBuffer());
        assertThatThrownBy(() -> actions.deserialize(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Action.JAM")
                .hasMessageContaining("run that one");
    }

    @Test
    void snapshotsAreCompatibleForTheSameEnumOnly() throws IOException {
        TypeSerializerSnapshot<Action> old = reopened(actions.snapshotConfiguration());
        assertThat(old.restoreSerializer()).isEqualTo(actions);
        assertThat(
                        actions.snapshotConfiguration()
                                .resolveSchemaCompatibility(old)
                                .isCompatibleAsIs())
                .isTrue();
        @SuppressWarnings({"unchecked", "rawtypes"})
        TypeSerializerSnapshot<Action> other =
                (TypeSerializerSnapshot)
                        reopened(new ByNameSerializer<>(Measure.class).snapshotConfiguration());
        assertThat(
                        actions.snapshotConfiguration()
                                .resolveSchemaCompatibility(other)
                                .isIncompatible())
                .isTrue();
    }

    private static <T> TypeSerializerSnapshot<T> reopened(TypeSerializerSnapshot<T> snapshot)
            throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()),
                ByNameSerializerTest.class.getClassLoader());
    }
}
