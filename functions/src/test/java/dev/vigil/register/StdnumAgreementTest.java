package dev.vigil.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.schema.rights.IdScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Debian's python3-stdnum, written by others from the same standards, reads ISAN and ISRC and knows
 * MOD 37,36, which is that of EIDR. It knows neither ISWC nor DCI.
 */
class StdnumAgreementTest {
    /** A line in, a line out: the normal form, or a dash. */
    private static final String SCRIPT =
            """
            import sys
            from stdnum import isan, isrc
            from stdnum.iso7064 import mod_37_36
            for line in sys.stdin:
                scheme, text = line.rstrip('\\n').split(' ', 1)
                try:
                    if scheme == 'ISAN':
                        print(isan.format(isan.validate(text)))
                    elif scheme == 'ISRC':
                        print(isrc.validate(text))
                    else:
                        print(mod_37_36.validate(text))
                except Exception:
                    print('-')
            """;

    private static final String HEX = "0123456789ABCDEF";

    /** Debian's own first: another one on the path has none of its packages. */
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private static String python;

    @BeforeAll
    static void look() throws Exception {
        for (String one : PYTHONS) {
            if (python == null && runs(one, "import stdnum.isan, stdnum.isrc")) {
                python = one;
            }
        }
    }

    @BeforeEach
    void isThere() {
        assumeTrue(python != null, "python3-stdnum is not installed: .ci/run installs it");
    }

    private static boolean runs(String python, String script) throws InterruptedException {
        try {
            Process run =
                    new ProcessBuilder(python, "-c", script).redirectErrorStream(true).start();
            return run.waitFor(60, TimeUnit.SECONDS) && run.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static List<String> stdnum(List<String> lines) throws Exception {
        Process run =
                new ProcessBuilder(python, "-c", SCRIPT)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Thread writer =
                new Thread(
                        () -> {
                            try (var in = run.outputWriter(UTF_8)) {
                                in.write(String.join("\n", lines) + "\n");
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        writer.start();
        List<String> answers;
        try (var out = run.inputReader(UTF_8)) {
            answers = out.lines().toList();
        }
        writer.join();
        assertThat(answers).hasSameSizeAs(lines);
        return answers;
    }

    private static String ours(IdScheme scheme, String text) {
        try {
            return Identifiers.DEFAULTS.normal(scheme, text);
        } catch (UnreadableId no) {
            return "-";
        }
    }

    private static String random(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void itAgreesOnIsan() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String work = random(random, HEX, 16);
            String text = work + check(random, work);
            if (random.nextBoolean()) {
                String version = random(random, HEX, 8);
                text += version + check(random, work + version);
            }
            texts.add(random.nextInt(4) == 0 ? text.toLowerCase(Locale.ROOT) : text);
        }
        assertAgree(IdScheme.ISAN, texts);
    }

    /** The right one in two of three. */
    private static char check(Random random, String body) {
        int any = random.nextInt(Mod37And36.CHARACTERS.length());
        return random.nextInt(3) > 0 ? Mod37And36.check(body) : Mod37And36.CHARACTERS.charAt(any);
    }

    /** Theirs also looks the country up, in a list that grows: here those that it has. */
    @Test
    void itAgreesOnIsrc() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            String country = List.of("US", "CN", "GB", "QM", "JP").get(random.nextInt(5));
            String owner = random(random, "ABCDEFGHIJ0123456789", 3);
            String year = random(random, "0123456789", random.nextInt(10) == 0 ? 3 : 2);
            String number = random(random, random.nextInt(10) == 0 ? "0A" : "0123456789", 5);
            String separator = random.nextBoolean() ? "-" : "";
            texts.add(String.join(separator, country, owner, year, number));
        }
        assertAgree(IdScheme.ISRC, texts);
    }

    private static void assertAgree(IdScheme scheme, List<String> texts) throws Exception {
        List<String> theirs = stdnum(texts.stream().map(text -> scheme + " " + text).toList());
        assertThat(texts.stream().map(text -> ours(scheme, text)).toList()).isEqualTo(theirs);
        assertThat(theirs).as("some are refused").contains("-");
        assertThat(theirs).as("some are accepted").anyMatch(one -> !one.equals("-"));
    }

    @Test
    void itAgreesOnTheCheckCharacterOfEidr() throws Exception {
        List<String> bodies = new ArrayList<>();
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String body = random(random, HEX, 20);
            bodies.add(body + check(random, body));
        }
        List<String> theirs = stdnum(bodies.stream().map(body -> "MOD " + body).toList());
        List<String> ours =
                bodies.stream()
                        .map(body -> ours(IdScheme.EIDR, "10.5240/" + body))
                        .map(normal -> normal.replaceAll("10\\.5240/|(?<=.)-", ""))
                        .toList();
        assertThat(ours).isEqualTo(theirs);
        assertThat(theirs).contains("-");
    }
}
