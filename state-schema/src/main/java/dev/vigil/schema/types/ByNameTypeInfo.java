package dev.vigil.schema.types;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Type information of an enum that is written by its name. */
public final class ByNameTypeInfo<E extends Enum<E>> extends TypeInformation<E> {
    private static final long serialVersionUID = 1L;

    private final Class<E> type;

    ByNameTypeInfo(Class<E> type) {
        this.type = type;
    }

    @Override
    public TypeSerializer<E> createSerializer(SerializerConfig config) {
        return new ByNameSerializer<>(type);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<E> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "ByName<" + type.getSimpleName() + ">";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByNameTypeInfo<?> that && that.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ByNameTypeInfo;
    }
}
