package dev.vigil.schema.types;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Names {@link ByNameTypeInfo} as the type of an annotated enum. */
public final class ByNameTypeInfoFactory<E extends Enum<E>> extends TypeInfoFactory<E> {
    @Override
    @SuppressWarnings("unchecked")
    public TypeInformation<E> createTypeInfo(
            Type type, Map<String, TypeInformation<?>> genericParameters) {
        return new ByNameTypeInfo<>((Class<E>) type);
    }
}
