package dev.vigil.schema.state;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What a savepoint holds of a state: the serializer's snapshot and the values. */
final class FlinkBytes {
    private FlinkBytes() {}

    /** The serializer of a type as the jobs are set up: no generic type falls through to Kryo. */
    static <T> TypeSerializer<T> serializer(Class<T> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return TypeInformation.of(type).createSerializer(config);
    }

    @SafeVarargs
    static <T> byte[] write(TypeSerializer<T> serializer, T... values) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        for (T value : values) {
            serializer.serialize(value, out);
        }
        return out.getCopyOfBuffer();
    }

    /** A savepoint opened by other code than wrote it. */
    static final class Restored<T> {
        private final DataInputDeserializer in;
        private final TypeSerializer<T> reader;
        private final TypeSerializer<T> current;
        private final TypeSerializerSchemaCompatibility<T> compatibility;

        Restored(byte[] bytes, TypeSerializer<T> current, ClassLoader classes) throws IOException {
            this.in = new DataInputDeserializer(bytes);
            this.current = current;
            TypeSerializerSnapshot<T> old =
                    TypeSerializerSnapshot.readVersionedSnapshot(in, classes);
            this.compatibility = current.snapshotConfiguration().resolveSchemaCompatibility(old);
            this.reader = compatibility.isIncompatible() ? null : old.restoreSerializer();
        }

        TypeSerializerSchemaCompatibility<T> compatibility() {
            return compatibility;
        }

        /** The next value, migrated: read as it was written, written and read as it is now. */
        T next() throws IOException {
            DataOutputSerializer migrated = new DataOutputSerializer(1024);
            TypeSerializer<T> writer =
                    compatibility.isCompatibleWithReconfiguredSerializer()
                            ? compatibility.getReconfiguredSerializer()
                            : current;
            writer.serialize(reader.deserialize(in), migrated);
            return writer.deserialize(new DataInputDeserializer(migrated.getCopyOfBuffer()));
        }

        int left() {
            return in.available();
        }
    }
}
