package dev.vigil.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.register.UnreadableId.Fault;
import dev.vigil.schema.rights.IdScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identifiers as their agencies publish them, and what a slip of the pen makes of one. */
class IdentifiersTest {
    private static final Identifiers READER = Identifiers.DEFAULTS;
    private static final String HEX = "0123456789ABCDEF";
    private static final String DIGITS = "0123456789";

    private static Fault fault(IdScheme scheme, String text) {
        UnreadableId no =
                catchThrowableOfType(UnreadableId.class, () -> READER.normal(scheme, text));
        return no == null ? null : no.fault();
    }

    // Published examples ----------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "EIDR, 10.5240/7791-8534-2C23-9030-8610-5",
        "EIDR, 10.5240/F85A-E100-B068-5B8F-B1C8-T",
        "EIDR, 10.5240/EA73-79D7-1B2B-B378-3A73-M",
        "ISAN, 0000-0000-D07A-0090-Q-0000-0000-X",
        "ISAN, 0000-0001-8947-0000-8-0000-0000-D",
        "ISAN, 0000-0001-8CFA-0000-I-0000-0000-K",
        "ISAN, 1881-66C7-3420-6541-Y-9F3A-0245-O",
        "ISWC, T-034.524.680-1",
        "ISWC, T-000.000.001-0",
        "ISRC, USS1Z1412345",
        "ISRC, USSKG1912345",
    })
    void whatIsPublishedIsItsOwnNormalForm(IdScheme scheme, String published) {
        assertThat(READER.normal(scheme, published)).isEqualTo(published);
    }

    /** Of the standard's own kind, where no identifier is known. */
    @ParameterizedTest
    @CsvSource({"123AB, X", "DADPIDA3897722461, J", "A12425GABC1234002, M"})
    void theCheckCharacterIsThatOfTheStandard(String body, char check) {
        assertThat(Mod37And36.check(body)).isEqualTo(check);
    }

    @ParameterizedTest
    @CsvSource({
        "EIDR, 10.5240/779185342C23903086105, 10.5240/7791-8534-2C23-9030-8610-5",
        "EIDR, doi:10.5240/f85a-e100-b068-5b8f-b1c8-t, 10.5240/F85A-E100-B068-5B8F-B1C8-T",
        "EIDR, https://doi.org/10.5240/EA73-79D7-1B2B-B378-3A73-M,"
                + " 10.5240/EA73-79D7-1B2B-B378-3A73-M",
        "ISAN, ISAN 0000 0001 8947 0000 8 0000 0000 D, 0000-0001-8947-0000-8-0000-0000-D",
        "ISAN, 000000018cfa0000i, 0000-0001-8CFA-0000-I",
        "ISWC, T0345246801, T-034.524.680-1",
        "ISWC, iswc t-034524680-1, T-034.524.680-1",
        "ISRC, ISRC us-s1z-14-12345, USS1Z1412345",
    })
    void otherWaysToWriteItAreOneForm(IdScheme scheme, String written, String normal) {
        assertThat(READER.normal(scheme, written)).isEqualTo(normal);
    }

    /** Another mathematics, of which some sources speak, would refuse what is published. */
    @Test
    void plantedMathematicsOfOthersRefusesPublishedExamples() {
        assertThat(luhn("034524680")).as("Luhn").isEqualTo(5).isNotEqualTo(1);
        assertThat(mod17And16("00000000D07A0090")).as("MOD 17,16").isNotEqualTo('Q');
        assertThat(HEX).as("no MOD 17,16 gives it").doesNotContain("Q");
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? 2 * digit : digit;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return (10 - sum % 10) % 10;
    }

    private static char mod17And16(String hex) {
        int product = 16;
        for (char c : hex.toCharArray()) {
            int sum = (product + HEX.indexOf(c)) % 16;
            product = 2 * (sum == 0 ? 16 : sum) % 17;
        }
        return HEX.charAt((17 - product) % 16);
    }

    // What is refused, and how ------------------------------------------------------------------

    @Test
    void aWrongCheckCharacterIsNamedWithTheRightOne() {
        assertThatThrownBy(() -> READER.normal(IdScheme.EIDR, "10.5240/F85A-E100-B068-5B8F-B1C8-U"))
                .hasMessage(
                        "eidr: expected the check character 'T' after"
                                + " 10.5240/F85A-E100-B068-5B8F-B1C8, got 'U'; one of them is"
                                + " mistyped, copy it from the register that gave it");
        assertThatThrownBy(() -> READER.normal(IdScheme.ISAN, "0000-0001-8CFA-0000-I-0000-0000-L"))
                .hasMessageStartingWith(
                        "isan: expected the check character 'K' after"
                                + " 0000-0001-8CFA-0000-I-0000-0000, got 'L'");
        assertThatThrownBy(() -> READER.normal(IdScheme.ISAN, "0000-0001-8CFA-0000-A-0000-0000-K"))
                .hasMessageStartingWith(
                        "isan: expected the check character 'I' after 0000-0001-8CFA-0000, got"
                                + " 'A'");
        assertThatThrownBy(() -> READER.normal(IdScheme.ISWC, "T-034.524.680-5"))
                .hasMessageStartingWith(
                        "iswc: expected the check character '1' after T-034.524.680, got '5'");
        assertThat(fault(IdScheme.ISWC, "T-034.524.680-5")).isEqualTo(Fault.CHECK_DIGIT);
    }

    @ParameterizedTest
    @CsvSource({
        "EIDR, 10.5237/7791-8534-2C23-9030-8610-5",
        "EIDR, 10.5240/7791-8534-2C23-9030-8610",
        "EIDR, 10.5240/7791-8534-2C23-9030-861G-5",
        "ISAN, 0000-0001-8CFA-0000",
        "ISAN, 0000-0001-8CFA-0000-I-0000-0000",
        "ISAN, 0000-0001-8CFA-00O0-I",
        "ISWC, 034.524.680-1",
        "ISWC, T-034.524.68-1",
        "ISWC, T-034.524.680-X",
        "ISRC, USS1Z141234",
        "ISRC, U5S1Z1412345",
        "ISRC, T-034.524.680-1",
    })
    void whatIsWrittenOtherwiseIsRefusedAsAShape(IdScheme scheme, String text) {
        assertThat(fault(scheme, text)).isEqualTo(Fault.ID_SHAPE);
        assertThatThrownBy(() -> READER.normal(scheme, text))
                .hasMessageContaining("got '" + text + "'");
    }

    /** Upper case of a dotless i is I: a text of another alphabet must not become an identifier. */
    @Test
    void lettersAndDigitsOfOtherAlphabetsAreNone() {
        assertThat(fault(IdScheme.ISAN, "0000-0001-8CFA-0000-\u0131")).isEqualTo(Fault.ID_SHAPE);
        assertThat(fault(IdScheme.ISWC, "T-034.524.68\u0660-1")).isEqualTo(Fault.ID_SHAPE);
        assertThat(fault(IdScheme.EIDR, null)).isEqualTo(Fault.ID_SHAPE);
    }

    @Test
    void dciAndRegistrationNumbersAreKeptAsTheyWereGivenWithinThePatternOfTheSite() {
        String number = "国作登字-2021-F-00123456";
        assertThat(READER.normal(IdScheme.REGISTRATION_NO, number)).isEqualTo(number);
        assertThat(READER.normal(IdScheme.DCI, "dci-x 1")).isEqualTo("dci-x 1");
        assertThat(fault(IdScheme.DCI, "x".repeat(100))).isNull();
        assertThat(fault(IdScheme.DCI, "x".repeat(101))).isEqualTo(Fault.ID_SHAPE);
        assertThat(fault(IdScheme.DCI, " x")).isEqualTo(Fault.ID_SHAPE);
        assertThat(fault(IdScheme.DCI, "")).isEqualTo(Fault.ID_SHAPE);
        assertThat(fault(IdScheme.DCI, "x\u202Ey")).isEqualTo(Fault.ID_SHAPE);

        Identifiers strict = new Identifiers("[0-9]{12}", "国作登字-[0-9]{4}-[A-Z]-[0-9]{8}");
        assertThat(strict.normal(IdScheme.REGISTRATION_NO, number)).isEqualTo(number);
        assertThatThrownBy(() -> strict.normal(IdScheme.DCI, "12"))
                .hasMessageContaining("that match [0-9]{12}");
        assertThatThrownBy(() -> new Identifiers("[", Identifiers.ANY))
                .hasMessageContaining("pattern of DCI: expected a regular expression, got '['");
    }

    // Slips ---------------------------------------------------------------------------------

    private static List<String> oneCharacterChanged(String text, int at, String alphabet) {
        List<String> changed = new ArrayList<>();
        for (char c : alphabet.toCharArray()) {
            if (c != text.charAt(at)) {
                changed.add(text.substring(0, at) + c + text.substring(at + 1));
            }
        }
        return changed;
    }

    /** As written without separators; null where both are the same. */
    private static String swapped(String text, int at) {
        if (text.charAt(at) == text.charAt(at + 1)) {
            return null;
        }
        return text.substring(0, at)
                + text.charAt(at + 1)
                + text.charAt(at)
                + text.substring(at + 2);
    }

    private static String random(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void eachSingleChangeOfAnEidrOrIsanIsFound() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            String body = random(random, HEX, 20);
            String eidr = body + Mod37And36.check(body);
            for (int i = 0; i < eidr.length(); i++) {
                String alphabet = i < 20 ? HEX : Mod37And36.CHARACTERS;
                for (String changed : oneCharacterChanged(eidr, i, alphabet)) {
                    assertThat(fault(IdScheme.EIDR, "10.5240/" + changed))
                            .as("seed %s: %s", seed, changed)
                            .isEqualTo(Fault.CHECK_DIGIT);
                }
            }
            String work = random(random, HEX, 16);
            String version = random(random, HEX, 8);
            String isan =
                    work + Mod37And36.check(work) + version + Mod37And36.check(work + version);
            assertThat(fault(IdScheme.ISAN, isan)).isNull();
            for (int i = 0; i < isan.length(); i++) {
                String alphabet = i == 16 || i == 25 ? Mod37And36.CHARACTERS : HEX;
                for (String changed : oneCharacterChanged(isan, i, alphabet)) {
                    assertThat(fault(IdScheme.ISAN, changed))
                            .as("seed %s: %s", seed, changed)
                            .isEqualTo(Fault.CHECK_DIGIT);
                }
            }
        }
    }

    /**
     * Over all sums and pairs of characters, by the standard's own rule: the one pair that it does
     * not tell apart is 18 and 19, as {@code 2 * 18 - 18} and {@code 2 * 19 - 37 - 19} are equal
     * modulo 36.
     */
    @Test
    void eachSwapOfNeighboursIsFoundThatTheStandardCanFind() {
        for (int product = 1; product <= 36; product++) {
            for (int a = 0; a < 36; a++) {
                for (int b = 0; b < 36; b++) {
                    boolean alike = next(next(product, a), b) == next(next(product, b), a);
                    int first = reduced(product + a);
                    int second = reduced(product + b);
                    boolean isPair = Math.min(first, second) == 18 && Math.max(first, second) == 19;
                    assertThat(alike).isEqualTo(a == b || isPair);
                }
            }
        }
    }

    private static int reduced(int sum) {
        return sum % 36 == 0 ? 36 : sum % 36;
    }

    private static int next(int product, int value) {
        return 2 * reduced(product + value) % 37;
    }

    @Test
    void eachSwapOfNeighboursInAnEidrIsFoundButThatOne() {
        int swaps = 0;
        int missed = 0;
        for (int seed = 0; seed < 500; seed++) {
            String body = random(new Random(seed), HEX, 20);
            String eidr = body + Mod37And36.check(body);
            for (int i = 0; i + 1 < 20; i++) {
                String swapped = swapped(eidr, i);
                if (swapped == null) {
                    continue;
                }
                swaps++;
                boolean alike = isPair(body, i);
                assertThat(fault(IdScheme.EIDR, "10.5240/" + swapped))
                        .as("seed %s: %s", seed, swapped)
                        .isEqualTo(alike ? null : Fault.CHECK_DIGIT);
                missed += alike ? 1 : 0;
            }
        }
        assertThat(missed).as("of %s swaps", swaps).isBetween(1, swaps / 200);
    }

    private static boolean isPair(String body, int at) {
        int product = 36;
        for (int i = 0; i < at; i++) {
            product = next(product, HEX.indexOf(body.charAt(i)));
        }
        int first = reduced(product + HEX.indexOf(body.charAt(at)));
        int second = reduced(product + HEX.indexOf(body.charAt(at + 1)));
        return Math.min(first, second) == 18 && Math.max(first, second) == 19;
    }

    /**
     * Weight times difference decides: at even places a difference of 5 is not seen, at the fifth
     * an even one. Of swapped neighbours each is found, as their weights differ by one.
     */
    @Test
    void whatTheMathematicsOfIswcFindsIsFound() {
        for (int seed = 0; seed < 40; seed++) {
            String digits = random(new Random(seed), DIGITS, 9);
            String iswc = "T" + digits + checkDigit(digits);
            for (int i = 0; i < 10; i++) {
                int weight = i == 9 ? 1 : i + 1;
                for (String changed : oneCharacterChanged(iswc, 1 + i, DIGITS)) {
                    int difference = changed.charAt(1 + i) - iswc.charAt(1 + i);
                    boolean unseen = weight * difference % 10 == 0;
                    assertThat(fault(IdScheme.ISWC, changed))
                            .as("%s, was %s", changed, iswc)
                            .isEqualTo(unseen ? null : Fault.CHECK_DIGIT);
                }
            }
            for (int i = 0; i < 8; i++) {
                String swapped = swapped(iswc, 1 + i);
                if (swapped != null) {
                    assertThat(fault(IdScheme.ISWC, swapped))
                            .as("%s, was %s", swapped, iswc)
                            .isEqualTo(Fault.CHECK_DIGIT);
                }
            }
        }
    }

    /** The one that the reader accepts: of ten exactly one. */
    private static char checkDigit(String digits) {
        List<Character> accepted = new ArrayList<>();
        for (char c : DIGITS.toCharArray()) {
            if (fault(IdScheme.ISWC, "T" + digits + c) == null) {
                accepted.add(c);
            }
        }
        assertThat(accepted).as(digits).hasSize(1);
        return accepted.get(0);
    }

    @Test
    void whatIsNormalRemainsSo() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            String body = random(random, HEX, 20);
            String written = "10.5240/" + body.toLowerCase() + Mod37And36.check(body);
            String normal = READER.normal(IdScheme.EIDR, written);
            assertThat(READER.normal(IdScheme.EIDR, normal)).isEqualTo(normal);
            assertThat(normal).matches("10\\.5240/([0-9A-F]{4}-){5}[0-9A-Z]");
        }
    }
}
