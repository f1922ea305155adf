package dev.vigil.desk.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetTest {
    @Test
    void aPlaceIsReadAsItWasWritten() {
        Keyset place = Keyset.of(0L, Long.MAX_VALUE, "片\u202E\"]\\");

        assertThat(place.text()).matches("[A-Za-z0-9_-]+");
        assertThat(Keyset.parse(place.text(), Long.class, Long.class, String.class))
                .isEqualTo(place);
        assertThat(Keyset.parse(null, Long.class)).isNull();
        assertThat(Keyset.parse("", Long.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "[1,\"a\",2]",
                "[\"a\",1]",
                "[1.5,\"a\"]",
                "[1e99,\"a\"]",
                "[99999999999999999999,\"a\"]",
                "[null,\"a\"]",
                "{}",
                "1",
                "",
                "[["
            })
    void aPlaceOfAnotherOrderIsRefused(String json) {
        String text = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        if (!text.isEmpty()) {
            assertThatThrownBy(() -> Keyset.parse(text, Long.class, String.class))
                    .isInstanceOf(KeysetException.class)
                    .hasMessageContaining("begin with the first page");
        }
        assertThatThrownBy(() -> Keyset.parse("%%%", Long.class, String.class))
                .isInstanceOf(KeysetException.class);
        assertThatThrownBy(() -> Keyset.parse("A".repeat(9_000), Long.class, String.class))
                .isInstanceOf(KeysetException.class);
    }
}
