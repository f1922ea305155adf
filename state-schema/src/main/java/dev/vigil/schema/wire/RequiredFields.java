package dev.vigil.schema.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import dev.vigil.schema.check.MayBeMissing;
import dev.vigil.schema.types.OnTopic;
import java.lang.reflect.RecordComponent;

/**
 * Requires of a record on a topic what its published schema requires: each field without {@link
 * MayBeMissing}, and no null in a list. It is asked once for each class.
 */
final class RequiredFields extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
        if (component(member) == null) {
            return super.findSetterInfo(member);
        }
        return isRequired(member)
                ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
                : JsonSetter.Value.forContentNulls(Nulls.FAIL);
    }

    private static boolean isRequired(Annotated member) {
        RecordComponent component = component(member);
        if (component == null) {
            return false;
        }
        Class<?> type = component.getDeclaringRecord();
        try {
            return !type.getDeclaredField(component.getName())
                    .isAnnotationPresent(MayBeMissing.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type + " has no field of its component", e);
        }
    }

    /** Null where it is none of the constructor of a record on a topic. */
    private static RecordComponent component(Annotated member) {
        if (!(member instanceof AnnotatedParameter parameter)) {
            return null;
        }
        Class<?> type = parameter.getDeclaringClass();
        RecordComponent[] components = type.getRecordComponents();
        boolean isOfRecord =
                components != null
                        && type.isAnnotationPresent(OnTopic.class)
                        && parameter.getOwner().getParameterCount() == components.length;
        return isOfRecord ? components[parameter.getIndex()] : null;
    }
}
