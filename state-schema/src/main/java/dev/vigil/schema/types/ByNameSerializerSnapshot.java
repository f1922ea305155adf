package dev.vigil.schema.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Remembers which enum was written; its constants need no record, their names are in the data. */
public final class ByNameSerializerSnapshot<E extends Enum<E>>
        implements TypeSerializerSnapshot<E> {
    private static final int VERSION = 1;

    private Class<E> type;

    /** For Flink, which then calls {@link #readSnapshot}. */
    public ByNameSerializerSnapshot() {}

    ByNameSerializerSnapshot(Class<E> type) {
        this.type = type;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(type.getName());
    }

    @Override
    @SuppressWarnings("unchecked")
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
            throws IOException {
        String name = in.readUTF();
        try {
            type = (Class<E>) Class.forName(name, false, classLoader);
        } catch (ClassNotFoundException e) {
            throw new IOException("State holds the enum " + name + ", which no longer exists", e);
        }
    }

    @Override
    public TypeSerializer<E> restoreSerializer() {
        return new ByNameSerializer<>(type);
    }

    @Override
    public TypeSerializerSchemaCompatibility<E> resolveSchemaCompatibility(
            TypeSerializerSnapshot<E> old) {
        boolean same = old instanceof ByNameSerializerSnapshot<E> that && that.type == type;
        return same
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
