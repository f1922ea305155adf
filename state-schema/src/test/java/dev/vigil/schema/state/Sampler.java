package dev.vigil.schema.state;

import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.OnTopic;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes an instance of any record, the same every time. Values are distinct, and such as the
 * constructors of events let in.
 */
final class Sampler {
    private static final long TIME_MS = 1_795_507_200_000L;
    private static final Set<String> TIMES =
            Set.of("from", "to", "at", "deadline", "since", "until", "stopBy");
    private static final Map<String, String> TEXTS =
            Map.of(
                    "ListWindow.from",
                    "2026-11-24T20:00:00",
                    "ListWindow.to",
                    "2026-12-24T20:00:00",
                    "ListWindow.zone",
                    "Asia/Shanghai",
                    "KeptOffence.spans",
                    "film-1 0 1aao;film-2 6h8 36",
                    "KeptMeasure.id",
                    "S1/session:1/LO",
                    "ReferenceManifest.profile",
                    "audio/1",
                    "SignalFingerprint.profile",
                    "audio/1",
                    "ReferenceManifest.digest",
                    "0".repeat(64),
                    "ActionConfirmed.digest",
                    "0".repeat(64));

    private final boolean sparse;
    private int counter;

    private Sampler(boolean sparse) {
        this.sparse = sparse;
    }

    /** Every field set, two elements in every list and array. */
    static <T> T full(Class<T> type) {
        return new Sampler(false).make(type);
    }

    /** Null wherever the record allows it. */
    static <T> T sparse(Class<T> type) {
        return new Sampler(true).make(type);
    }

    private <T> T make(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] =
                    sparse && nullable(type, components[i])
                            ? null
                            : value(components[i].getGenericType(), type, components[i].getName());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " of " + Arrays.toString(values), e);
        }
    }

    private static boolean nullable(Class<?> type, RecordComponent component) {
        if (component.getType().isPrimitive()) {
            return false;
        }
        try {
            return !type.isAnnotationPresent(OnTopic.class)
                    || type.getDeclaredField(component.getName())
                            .isAnnotationPresent(MayBeMissing.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(Type type, Class<?> owner, String name) {
        if (type instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            List<Object> values = new ArrayList<>();
            values.add(value(element, owner, name));
            values.add(value(element, owner, name));
            return values;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isArray()) {
            Object array = Array.newInstance(plain.getComponentType(), 2);
            Array.set(array, 0, value(plain.getComponentType(), owner, name));
            Array.set(array, 1, value(plain.getComponentType(), owner, name));
            return array;
        }
        if (plain.isRecord()) {
            return make(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[counter++ % plain.getEnumConstants().length];
        }
        return scalar(plain, owner, name);
    }

    private Object scalar(Class<?> type, Class<?> owner, String name) {
        int next = ++counter;
        if (type == String.class) {
            String text = TEXTS.get(owner.getSimpleName() + "." + name);
            if (text == null && isIn(Unit.SHA_256, owner, name)) {
                text = "0".repeat(64);
            }
            String other = name.contains("erritor") ? List.of("CN", "HK").get(next % 2) : null;
            return text != null ? text : other != null ? other : name + "-" + next;
        }
        if (type == long.class || type == Long.class) {
            boolean isTime = name.endsWith("At") || TIMES.contains(name);
            return isTime || isIn(Unit.EPOCH_MS, owner, name) ? TIME_MS + next : (long) next;
        }
        if (type == boolean.class || type == Boolean.class) {
            return next % 2 == 0;
        }
        return number(type, next);
    }

    private static boolean isIn(Unit unit, Class<?> owner, String name) {
        try {
            Described described = owner.getDeclaredField(name).getAnnotation(Described.class);
            return described != null && described.unit() == unit;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object number(Class<?> type, int next) {
        if (type == int.class || type == Integer.class) {
            return next;
        } else if (type == short.class) {
            return (short) -next;
        } else if (type == byte.class) {
            return (byte) -next;
        } else if (type == float.class) {
            return next + 0.5f;
        } else if (type == double.class) {
            return next + 0.25;
        } else if (type == Double.class) {
            // What may be missing and is no whole number is a percentage.
            return next % 100 + 0.25;
        }
        throw new IllegalArgumentException(
                "Expected a type that state may hold, got " + type + "; teach the sampler");
    }
}
