package dev.vigil.schema.state;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which records hold which: a mark on one is a promise for all that it holds. */
public final class Promises {
    private Promises() {}

    /** The records among these types, and every record that they hold, in lists and maps too. */
    public static Set<Class<?>> closure(Collection<? extends Class<?>> roots) {
        Set<Class<?>> held = new LinkedHashSet<>();
        Deque<Type> next = new ArrayDeque<>(roots);
        while (!next.isEmpty()) {
            Type type = next.pop();
            if (type instanceof ParameterizedType generic) {
                next.addAll(Arrays.asList(generic.getActualTypeArguments()));
            } else if (type instanceof Class<?> one && one.isArray()) {
                next.add(one.getComponentType());
            } else if (type instanceof Class<?> one && one.isRecord() && held.add(one)) {
                for (RecordComponent component : one.getRecordComponents()) {
                    next.add(component.getGenericType());
                }
            }
        }
        return held;
    }

    /** Those of them that carry the mark. */
    public static Set<Class<?>> marked(
            Collection<? extends Class<?>> types, Class<? extends Annotation> mark) {
        Set<Class<?>> marked = new LinkedHashSet<>();
        for (Class<?> type : types) {
            if (type.isAnnotationPresent(mark)) {
                marked.add(type);
            }
        }
        return marked;
    }
}
