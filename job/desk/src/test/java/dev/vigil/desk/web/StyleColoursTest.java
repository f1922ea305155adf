package dev.vigil.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Colours of levels and states: readable, and apart for people who see colours otherwise or none. A
 * level has its letters and a shape beside that.
 */
class StyleColoursTest {
    /** WCAG 2.2, 1.4.3. */
    private static final double READABLE = 4.5;

    /** Of two grounds of levels, one above the other. */
    private static final double APART = 1.35;

    /** The page's own ground, which Pico gives: light and dark. */
    private static final int[] LIGHT = {255, 255, 255};

    private static final int[] DARK = {19, 22, 30};

    private static final Pattern VARIABLE =
            Pattern.compile("--(good|warn|alarm|unknown|person): (#\\w+);");
    private static final Pattern LEVEL =
            Pattern.compile(
                    "\\.level\\.l(\\d)(?:, [^{]*)? \\{ background: (#\\w+); color: (#\\w+);");

    private static String css;

    /** Who sees it, as matrices over linear RGB (Machado, Oliveira and Fernandes 2009). */
    enum Eyes {
        MOST(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIC(
                .152286, 1.052583, -.204868, .114503, .786281, .099216, -.003882, -.048116,
                1.051998),
        DEUTERANOPIC(
                .367322, .860646, -.227968, .280085, .672501, .047413, -.01182, .04294, .968881),
        TRITANOPIC(
                1.255528, -.076749, -.178779, -.078411, .930809, .147602, .004733, .691367, .3039),
        GREY(.2126, .7152, .0722, .2126, .7152, .0722, .2126, .7152, .0722);

        private final double[] matrix;

        Eyes(double... matrix) {
            this.matrix = matrix;
        }

        /** Relative luminance of a colour as these eyes see it. */
        double luminance(int[] rgb) {
            double[] seen = new double[3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    seen[i] += matrix[3 * i + j] * linear(rgb[j]);
                }
            }
            return .2126 * within(seen[0]) + .7152 * within(seen[1]) + .0722 * within(seen[2]);
        }

        private static double within(double value) {
            return Math.max(0, Math.min(1, value));
        }

        private static double linear(int value) {
            double v = value / 255.0;
            return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
        }

        double contrast(int[] one, int[] other) {
            double a = luminance(one);
            double b = luminance(other);
            return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        }
    }

    /** Ground and letters of a level. */
    private record Colours(int[] ground, int[] letters) {}

    @BeforeAll
    static void style() throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream("assets/desk.css")) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int[] rgb(String hex) {
        String six =
                hex.length() == 4 ? hex.substring(1).replaceAll("(.)", "$1$1") : hex.substring(1);
        return new int[] {
            Integer.parseInt(six.substring(0, 2), 16),
            Integer.parseInt(six.substring(2, 4), 16),
            Integer.parseInt(six.substring(4, 6), 16)
        };
    }

    /** The rules of the dark scheme, which are all in one place. */
    private static String dark() {
        int from = css.indexOf("@media screen and (prefers-color-scheme: dark)");
        return css.substring(from, css.indexOf("\n}", from));
    }

    /** Of each pair of levels, from E2 on; the last rule counts. */
    private static Map<Integer, Colours> levels(boolean isDark) {
        Map<Integer, Colours> levels = new LinkedHashMap<>();
        String light = css.replace(dark(), "");
        for (String rules : isDark ? List.of(light, dark()) : List.of(light)) {
            Matcher level = LEVEL.matcher(rules);
            while (level.find()) {
                levels.put(
                        Integer.valueOf(level.group(1)),
                        new Colours(rgb(level.group(2)), rgb(level.group(3))));
            }
        }
        return levels;
    }

    @ParameterizedTest
    @EnumSource
    void levelsAreApartForAllEyes(Eyes eyes) {
        for (boolean isDark : new boolean[] {false, true}) {
            Map<Integer, Colours> levels = levels(isDark);
            assertThat(levels.keySet()).containsExactly(2, 4, 6, 8);
            List<int[]> grounds = new ArrayList<>();
            grounds.add(isDark ? DARK : LIGHT);
            levels.values().forEach(it -> grounds.add(it.ground()));
            for (int i = 0; i < grounds.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(eyes.contrast(grounds.get(i), grounds.get(j)))
                            .as("dark %s, levels %d and %d", isDark, 2 * i, 2 * j)
                            .isGreaterThan(APART);
                }
            }
        }
    }

    @Test
    void lettersOfLevelsAreReadable() {
        for (boolean isDark : new boolean[] {false, true}) {
            levels(isDark)
                    .forEach(
                            (level, it) ->
                                    assertThat(Eyes.MOST.contrast(it.ground(), it.letters()))
                                            .as("level %d", level)
                                            .isGreaterThan(READABLE));
        }
    }

    @Test
    void statesAreReadableOnThePage() {
        for (boolean isDark : new boolean[] {false, true}) {
            Matcher state = VARIABLE.matcher(isDark ? dark() : css.replace(dark(), ""));
            int found = 0;
            while (state.find()) {
                found++;
                assertThat(Eyes.MOST.contrast(rgb(state.group(2)), isDark ? DARK : LIGHT))
                        .as(state.group())
                        .isGreaterThan(READABLE);
            }
            assertThat(found).isEqualTo(5);
        }
    }

    /** Colour alone tells nothing: each state and each high level has a shape before it. */
    @Test
    void eachStateAndEachHighLevelHasAShape() {
        assertThat(css)
                .contains(
                        ".age.GOOD::before { content: \"●\"",
                        ".age.WARN::before { content: \"▲\"",
                        ".age.ALARM::before { content: \"■\"",
                        ".age.UNKNOWN::before { content: \"?\"",
                        ".level.l8::before, .level.l9::before { content: \"◆ \"",
                        ".level.l6::before, .level.l7::before { content: \"▲ \"",
                        ".over::before { content: \"✖ \"");
    }
}
