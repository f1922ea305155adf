package dev.vigil.schema.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PersonalNames;
import dev.vigil.schema.wire.Topic;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes to another platform has no member that could name an account, a session, an address.
 */
class NoUserInASignalTest {
    /** Planted: deep in a list. */
    record Planted(List<Inside> inside) {
        record Inside(String accountId) {}
    }

    private static Map<String, Class<?>> members(List<Class<?>> records) {
        Map<String, Class<?>> found = new TreeMap<>();
        records.forEach(record -> walk(record, record.getSimpleName(), found));
        return found;
    }

    private static void walk(Type type, String path, Map<String, Class<?>> found) {
        if (type instanceof ParameterizedType list) {
            walk(list.getActualTypeArguments()[0], path, found);
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (!plain.isRecord()) {
            found.put(path, plain);
            return;
        }
        for (RecordComponent component : plain.getRecordComponents()) {
            found.put(path + "." + component.getName(), component.getType());
            walk(component.getGenericType(), path + "." + component.getName(), found);
        }
    }

    private static List<String> personal(Map<String, Class<?>> members) {
        return members.keySet().stream()
                .filter(path -> PersonalNames.isOne(path.substring(path.lastIndexOf('.') + 1)))
                .toList();
    }

    private static List<Class<?>> shared() {
        return Arrays.stream(EventType.values())
                .filter(event -> event.topics().contains(Topic.SIGNALS))
                .<Class<?>>map(EventType::data)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void noRecordThatLeavesHasSuchAMember() {
        assertThat(shared()).containsExactly(SignalShared.class, SignalOpinion.class);
        Map<String, Class<?>> members = members(shared());
        assertThat(members).hasSizeGreaterThan(40);
        assertThat(personal(members)).isEmpty();
        assertThat(personal(members(List.of(Planted.class))))
                .containsExactly("Planted.inside.accountId");
    }

    /** No map and no free object, in which anything could be; what comes is read as records. */
    @Test
    void everyMemberIsOfAKnownKind() {
        Set<Class<?>> plain = Set.of(String.class, long.class, Long.class, List.class);
        assertThat(members(shared()).values())
                .allMatch(type -> plain.contains(type) || type.isEnum() || type.isRecord());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accountId",
                "account_id",
                "ACCOUNT",
                "sessionId",
                "url",
                "uri",
                "ip",
                "userName",
                "viewers",
                "email"
            })
    void aMemberOfAnotherNameIsFoundAtAnyDepth(String name) {
        byte[] deep =
                ("{\"a\": [{\"b\": {\"" + name + "\": 1}}]}").getBytes(StandardCharsets.UTF_8);
        assertThat(PersonalNames.in(deep)).contains(name);
    }

    @Test
    void whatSignalsAreMadeOfIsNot() {
        byte[] own =
                "{\"signalId\": \"a:b\", \"sessions\": 3, \"titles\": [{\"text\": \"account\"}]}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(PersonalNames.in(own)).isEmpty();
    }
}
