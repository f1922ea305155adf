package dev.vigil.schema.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.address.StateName;
import dev.vigil.schema.address.Uid;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every half of an address in a savepoint stands once, and is a constant. */
class AddressesTest {
    private static final Path EVOLUTION = Path.of("EVOLUTION.md");

    private static List<String> constants(Class<?> type) throws IllegalAccessException {
        List<String> values = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == String.class && Modifier.isPublic(field.getModifiers())) {
                assertThat(Modifier.isFinal(field.getModifiers())).as(field.getName()).isTrue();
                values.add((String) field.get(null));
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(classes = {Uid.class, StateName.class})
    void areUniqueAndPlain(Class<?> type) throws IllegalAccessException {
        assertThat(constants(type)).isNotEmpty().doesNotHaveDuplicates();
        assertThat(constants(type)).allMatch(value -> value.matches("[a-z]+(-[a-z]+)*"));
    }

    /** Renaming an address fails here until the document tells what becomes of its state. */
    @Test
    void everyAddressIsInTheDocument() throws Exception {
        List<String> documented =
                Pattern.compile("`([a-z]+(?:-[a-z]+)*)`")
                        .matcher(section(Files.readString(EVOLUTION)))
                        .results()
                        .map(MatchResult::group)
                        .map(name -> name.replace("`", ""))
                        .toList();
        List<String> all = new ArrayList<>(constants(Uid.class));
        all.addAll(constants(StateName.class));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(all);
    }

    private static String section(String document) {
        int start = document.indexOf("\n## Addresses\n");
        int end = document.indexOf("\n## ", start + 1);
        return document.substring(start, end < 0 ? document.length() : end);
    }
}
