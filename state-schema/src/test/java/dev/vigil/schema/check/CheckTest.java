package dev.vigil.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}._:@#=+-]");

    /** The planes above this have no scripts, so that a part of them will do. */
    private static final int LAST_SCRIPT = 0x3ffff;

    @Test
    void anIdHasLettersDigitsAndAFewSignsOfAnyScript() {
        List<String> wrong = new ArrayList<>();
        for (int letter = 0;
                letter <= Character.MAX_CODE_POINT;
                letter += letter < LAST_SCRIPT ? 1 : 89) {
            String one = Character.toString(letter);
            if (isId("a" + one) != LETTER.matcher(one).matches()) {
                wrong.add(String.format("U+%04X", letter));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void anIdIsAsLongAsItsLetters() {
        assertThat(isId("")).isFalse();
        assertThat(isId(null)).isFalse();
        for (String letter : List.of("a", "作", "𠀀")) {
            assertThat(isId(letter.repeat(200))).isTrue();
            assertThat(isId(letter.repeat(201))).isFalse();
        }
    }

    private static boolean isId(String value) {
        try {
            return Check.id("id", value) == value;
        } catch (IllegalArgumentException e) {
            if (!e.getMessage().contains("id: expected an id of 1 to 200 letters")) {
                throw e;
            }
            return false;
        }
    }

    @Test
    void aListHasNoNull() {
        assertThat(Check.list("all", null, 0, 1)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Check.list("all", Arrays.asList("a", null), 0, 2))
                .withMessageContaining("none of them null");
    }
}
