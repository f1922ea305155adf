package dev.vigil.schema.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CheckTest {
    /** But for letters that fill a place and are not seen. */
    private static final Pattern LETTER =
            Pattern.compile("[\\p{L}\\p{N}&&[^\\u115f\\u1160\\u3164\\uffa0]]");

    /** What this JDK does not know may be a letter of the next one, but for the last range. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}\\p{Cs}\\p{Co}\\x{fdd0}-\\x{fdef}]");

    /** What an id may have. */
    private static final BitSet OF_IDS = new BitSet();

    @BeforeAll
    static void tryEach() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(one -> isId("a" + Character.toString(one)))
                .forEach(OF_IDS::set);
    }

    private static boolean is(Pattern pattern, int one) {
        return pattern.matcher(Character.toString(one)).matches();
    }

    @Test
    void ofAsciiAnIdHasLettersDigitsAndAFewSigns() {
        assertThat(OF_IDS.stream().filter(one -> one < 0x80).mapToObj(Character::toString))
                .containsExactly(
                        "#+-.0123456789:=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
                                .split(""));
    }

    @Test
    void anIdHasLettersAndDigitsOfAnyScriptAndNothingThatIsNotSeen() {
        List<String> wrong =
                IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                        .filter(one -> OF_IDS.get(one) ? is(UNSEEN, one) : is(LETTER, one))
                        .mapToObj(one -> String.format("U+%04X", one))
                        .toList();
        assertThat(wrong).isEmpty();
    }

    /** State that one JDK wrote is read by another: a released rule may only take more. */
    @Test
    void whatAnIdMayHaveIsTheSameInEachJdk() {
        assertThat(OF_IDS.get(0x31350)).as("a letter since Unicode 15, JDK 20").isTrue();
        assertThat(OF_IDS.cardinality()).isEqualTo(908_381);
    }

    @Test
    void aLetterAndItsAccentAreOneCharacterOfAnId() {
        assertThat(isId("caf\u00e9")).isTrue();
        assertThat(isId("cafe\u0301")).isFalse();
        assertThat(isId("\u304c")).isTrue();
        assertThat(isId("\u304b\u3099")).isFalse();
        assertThat(isId("\u0e17\u0e35\u0e48")).as("has no other form").isTrue();
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
