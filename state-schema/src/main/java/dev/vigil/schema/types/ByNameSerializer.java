package dev.vigil.schema.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes an enum constant by its name, or its short name if it has one; a name that this version
 * lacks is an error.
 */
public final class ByNameSerializer<E extends Enum<E>> extends TypeSerializer<E> {
    private static final long serialVersionUID = 1L;

    private final Class<E> type;
    private transient E[] constants;

    ByNameSerializer(Class<E> type) {
        this.type = type;
    }

    Class<E> type() {
        return type;
    }

    @Override
    public void serialize(E value, DataOutputView target) throws IOException {
        StringValue.writeString(nameOf(value), target);
    }

    @Override
    public E deserialize(DataInputView source) throws IOException {
        String name = StringValue.readString(source);
        for (E constant : constants()) {
            if (nameOf(constant).equals(name)) {
                return constant;
            }
        }
        throw new IOException(
                "State holds "
                        + type.getSimpleName()
                        + "."
                        + name
                        + ", which this version does not know: it was written by a newer"
                        + " version; run that one");
    }

    private static String nameOf(Enum<?> constant) {
        return constant instanceof ShortNamed named ? named.shortName() : constant.name();
    }

    private E[] constants() {
        if (constants == null) {
            constants = type.getEnumConstants();
        }
        return constants;
    }

    @Override
    public E deserialize(E reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        StringValue.copyString(source, target);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<E> duplicate() {
        return this;
    }

    @Override
    public E createInstance() {
        return type.getEnumConstants()[0];
    }

    @Override
    public E copy(E from) {
        return from;
    }

    @Override
    public E copy(E from, E reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByNameSerializer<?> that && that.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<E> snapshotConfiguration() {
        return new ByNameSerializerSnapshot<>(type);
    }
}
