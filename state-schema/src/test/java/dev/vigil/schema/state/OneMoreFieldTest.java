package dev.vigil.schema.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schema.Golden;
import dev.vigil.schema.reference.ReferenceRecord;
import dev.vigil.schema.types.OnTopic;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The next release adds a field to a record that is kept: for each of them today's bytes are read
 * by a class of the same name that has one more, of a kind that may be missing and of one that may
 * not.
 */
class OneMoreFieldTest {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    /** Declared again in the new class, since what is nested in a type is loaded with it. */
    private static final String NESTED_KIND = "Kind";

    @TempDir private Path folder;

    static List<Class<?>> types() {
        return GoldenStateTest.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void isRestoredWithItsOtherFieldsAsTheyWere(Class<?> type) throws Exception {
        JsonNode said =
                Golden.tree(
                        Files.readAllBytes(
                                Golden.CURRENT.resolve("state/" + type.getSimpleName() + ".json")));
        List<JsonNode> restored = restored(type, components(type));
        for (int value = 0; value < 2; value++) {
            JsonNode now = restored.get(value);
            assertThat(now.path("addedLater").isNull()).as(type.getName()).isTrue();
            assertThat(now.path("addedCount").asLong(-1)).as(type.getName()).isZero();
            Golden.assertKept(type.getName(), kept(type, said.get(value), now), now);
        }
    }

    /** What a record shows in place of a null, a 0 or a 1, is in no bytes of it. */
    private static JsonNode kept(Class<?> type, JsonNode said, JsonNode now) {
        if (type.isAnnotationPresent(OnTopic.class)) {
            return said;
        }
        ObjectNode kept = said.deepCopy();
        said.properties().stream()
                .filter(field -> field.getValue().isInt() && field.getValue().asInt() <= 1)
                .filter(field -> now.path(field.getKey()).isNull())
                .forEach(field -> kept.remove(field.getKey()));
        return kept;
    }

    /** What guards the guard: a class that lost a field is not as it was. */
    @Test
    void aFieldThatIsGoneIsNoticed() throws Exception {
        String withoutFirst = components(ReferenceRecord.class).replaceFirst("^[^,]+, ", "");
        JsonNode said =
                Golden.tree(
                        Files.readAllBytes(Golden.CURRENT.resolve("state/ReferenceRecord.json")));
        JsonNode now = restored(ReferenceRecord.class, withoutFirst).get(0);
        assertThatThrownBy(() -> Golden.assertKept("ReferenceRecord", said.get(0), now))
                .isInstanceOf(AssertionError.class);
    }

    private static String components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(OneMoreFieldTest::component)
                .collect(Collectors.joining(", "));
    }

    private static String component(RecordComponent component) {
        return component.getGenericType().getTypeName().replace('$', '.')
                + " "
                + component.getName();
    }

    private List<JsonNode> restored(Class<?> type, String components) throws Exception {
        String nested =
                Arrays.stream(type.getDeclaredClasses())
                        .filter(each -> each.getSimpleName().equals(NESTED_KIND))
                        .findAny()
                        .map(OneMoreFieldTest::declaration)
                        .orElse("");
        Compiled next =
                Compiled.of(
                        folder,
                        type,
                        "public record "
                                + type.getSimpleName()
                                + "("
                                + components
                                + ", String addedLater, long addedCount) {"
                                + nested
                                + "}");
        Class<Object> later = next.replaced(type);
        byte[] bytes =
                Files.readAllBytes(
                        Golden.CURRENT.resolve("state/" + type.getSimpleName() + ".bin"));
        FlinkBytes.Restored<Object> restored =
                new FlinkBytes.Restored<>(bytes, FlinkBytes.serializer(later), next.classes());
        assertThat(restored.compatibility().isIncompatible()).isFalse();
        return List.of(tree(restored.next()), tree(restored.next()));
    }

    private static String declaration(Class<?> kind) {
        return "@org.apache.flink.api.common.typeinfo.TypeInfo("
                + "dev.vigil.schema.types.ByNameTypeInfoFactory.class) public enum "
                + kind.getSimpleName()
                + " {"
                + Arrays.stream(kind.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(", "))
                + "}";
    }

    private static JsonNode tree(Object value) throws IOException {
        return Golden.tree(MAPPER.writeValueAsBytes(value));
    }
}
