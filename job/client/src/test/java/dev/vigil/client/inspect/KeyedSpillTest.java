package dev.vigil.client.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is spilled to files comes back as it was put. */
class KeyedSpillTest {
    record Value(String text) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 100_000})
    void eachKeyHasItsValuesInTheirOrder(int mostHeld) throws Exception {
        Random random = new Random(mostHeld);
        Map<String, List<Value>> expected = new HashMap<>();
        Map<String, List<Value>> got = new HashMap<>();
        try (KeyedSpill<Value> spill = new KeyedSpill<>(Value.class, mostHeld)) {
            for (int i = 0; i < 2_000; i++) {
                String key = "键 " + random.nextInt(300);
                spill.put(key, new Value("v" + i));
                expected.computeIfAbsent(key, it -> new ArrayList<>()).add(new Value("v" + i));
            }
            spill.each((key, values) -> assertThat(got.put(key, values)).isNull());
        }
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void aLongKeyIsCutAndALongValueIsNot() throws Exception {
        List<Integer> lengths = new ArrayList<>();
        try (KeyedSpill<Value> spill = new KeyedSpill<>(Value.class, 1)) {
            spill.put("k".repeat(100_000), new Value("夜".repeat(100_000)));
            spill.each(
                    (key, values) -> {
                        lengths.add(key.length());
                        lengths.add(values.get(0).text().length());
                    });
        }
        assertThat(lengths).containsExactly(20_000, 100_000);
    }
}
