package dev.vigil.schema.publish;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.vigil.schema.wire.EventType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The enums of all events. An open one reads an unknown constant as its default. */
final class WireEnums {
    private final Set<Class<?>> enums = new TreeSet<>(Comparator.comparing(Class::getName));
    private final Set<Class<?>> seen = new HashSet<>();

    private WireEnums() {}

    static Set<Class<?>> all() {
        WireEnums found = new WireEnums();
        for (EventType event : EventType.values()) {
            if (event.data() != null) {
                found.visit(event.data());
            }
        }
        return found.enums;
    }

    static boolean isOpen(Class<?> type) {
        return type.isEnum()
                && Arrays.stream(type.getFields())
                        .filter(Field::isEnumConstant)
                        .anyMatch(one -> one.isAnnotationPresent(JsonEnumDefaultValue.class));
    }

    private void visit(Type type) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                visit(argument);
            }
        } else if (type instanceof Class<?> one && one.isEnum()) {
            enums.add(one);
        } else if (type instanceof Class<?> one && one.isRecord() && seen.add(one)) {
            for (RecordComponent component : one.getRecordComponents()) {
                visit(component.getGenericType());
            }
        }
    }
}
