package dev.vigil.schema.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schema.media.FingerprintState;
import dev.vigil.schema.notice.NoticeCase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record may become state or travel between operators: Flink knows each of them whole. */
class TypesTest {
    /** The guard can fail. */
    public record WithGenericField(String id, Optional<String> generic) {}

    /** The guard can fail, also deep in a list. */
    public record WithGenericElement(List<WithGenericField> list) {}

    static List<Class<?>> records() {
        return Records.all();
    }

    @Test
    void thereAreRecordsToCheck() {
        assertThat(records())
                .contains(NoticeCase.class, FingerprintState.class)
                .hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("records")
    void evolves(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(PojoTypeInfo.class);
        assertThat(FlinkBytes.serializer(type)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("records")
    void comesBackFromItsBytes(Class<?> type) throws IOException {
        assertComesBack(type);
    }

    private static <T> void assertComesBack(Class<T> type) throws IOException {
        TypeSerializer<T> serializer = FlinkBytes.serializer(type);
        for (T value : List.of(Sampler.full(type), Sampler.sparse(type))) {
            DataOutputSerializer out = new DataOutputSerializer(256);
            serializer.serialize(value, out);
            byte[] bytes = out.getCopyOfBuffer();
            DataInputDeserializer in = new DataInputDeserializer(bytes);
            assertSame(serializer.deserialize(in), value);
            assertThat(in.available()).isZero();
            assertSame(serializer.copy(value), value);
            // Copying an array does not grow the buffer.
            DataOutputSerializer copied = new DataOutputSerializer(bytes.length);
            serializer.copy(new DataInputDeserializer(bytes), copied);
            assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
        }
    }

    /** Records with arrays have no equality of their own. */
    private static void assertSame(Object actual, Object expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void genericTypesAreRefused() {
        assertThatThrownBy(() -> FlinkBytes.serializer(WithGenericField.class))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Generic types have been disabled");
        assertThatThrownBy(() -> FlinkBytes.serializer(WithGenericElement.class))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
