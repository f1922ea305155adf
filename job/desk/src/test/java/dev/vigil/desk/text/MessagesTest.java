package dev.vigil.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.schema.clock.StopCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern PLACE = Pattern.compile("\\{\\d+}");

    /** A whole key: one that ends in a dot is put together. */
    private static final Pattern KEY =
            Pattern.compile("(?:say|text|raw)\\(\"([a-z0-9.]*[A-Za-z0-9])\"[,)]");

    /** A number and, at most one word behind it, what is counted, in the plural. */
    private static final Pattern COUNTED =
            Pattern.compile(
                    "(?<!at most |fewer than |last |to |of |are |another |[a-z]: )\\{\\d+} (?:\\p{L}+ )?(?:alerts|breaches|bytes|changes|clocks"
                            + "|days|decisions|entries|items|matches|messages|notices|offences|peaks|proposals"
                            + "|recordings|records|rows|sessions|strikes|streams|subtasks|things|times|verdicts"
                            + "|versions|works)\\b");

    /** What tags, expressions and control lines leave of a template. */
    private static final Pattern NO_TEXT =
            Pattern.compile(
                    "<%--.*?--%>|<kbd>[^<]*</kbd>|!\\{[^\\n]*}|<[!/a-z](?:\"[^\"]*\"|[^\">])*>|\\$\\{(?:\"[^\"]*\"|[^}\"])*}|(?m:^@[^\\n]*$)|`\\)|&[a-z]+;",
                    Pattern.DOTALL);

    private static final Messages ZH = Messages.of(PageLanguage.ZH);
    private static final Messages EN = Messages.of(PageLanguage.EN);

    @Test
    void bothLanguagesHaveEachTextWithTheSamePlaces() {
        assertThat(ZH.keys()).containsExactlyInAnyOrderElementsOf(EN.keys());
        assertThat(EN.keys())
                .allSatisfy(key -> assertThat(places(ZH.raw(key))).isEqualTo(places(EN.raw(key))));
        assertThat(ZH.keys()).noneMatch(key -> ZH.raw(key).isBlank() || EN.raw(key).isBlank());
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** In which a number may be 1; a limit is none. */
    @Test
    void aNumberIsFollowedByAWordOfItsOwnNumber() {
        assertThat(EN.keys()).filteredOn(key -> isOfOneNumberAlone(EN.raw(key))).isEmpty();
        assertThat(ZH.keys()).filteredOn(key -> ZH.raw(key).contains("|")).isEmpty();
    }

    @Test
    void aNumberWithAWordOfOneNumberAloneIsFound() {
        assertThat(isOfOneNumberAlone("{0} clocks were stopped")).isTrue();
        assertThat(isOfOneNumberAlone("{1} running streams")).isTrue();
        assertThat(isOfOneNumberAlone("{0} {0|clock|clocks}")).isFalse();
        assertThat(isOfOneNumberAlone("at most {0} rows")).isFalse();
    }

    private static boolean isOfOneNumberAlone(String english) {
        return COUNTED.matcher(english).find();
    }

    @Test
    void eachReasonThatTheRunbookExplainsHasWords() throws IOException {
        String runbook = Files.readString(Path.of("../docs/runbooks/deadletters.md"));
        Set<String> reasons =
                Pattern.compile("(?m)^\\| (`[A-Z_`, ]+)")
                        .matcher(runbook)
                        .results()
                        .flatMap(row -> Pattern.compile("[A-Z_]+").matcher(row.group(1)).results())
                        .map(MatchResult::group)
                        .collect(Collectors.toSet());
        assertThat(reasons).hasSizeGreaterThan(20);
        assertThat(reasons).allMatch(reason -> EN.keys().contains("LetterReason." + reason));
    }

    @ParameterizedTest
    @EnumSource
    void eachReasonOfAClockHasWordsWithItsValues(StopCode code) {
        assertThat(EN.keys()).contains("StopCode." + code);
        assertThat(places(EN.raw("StopCode." + code))).hasSize(code.places());
    }

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".jte")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateHasNoTextOfItsOwnAndNamesTextsThatThereAre(Path template) throws IOException {
        String source = Files.readString(template);
        assertThat(ownText(source)).isEmpty();
        assertThat(KEY.matcher(source).results().map(key -> key.group(1)))
                .allMatch(EN.keys()::contains);
    }

    @Test
    void aTextInATemplateIsFound() {
        assertThat(ownText("@if(a > b)\n<p class=\"${x ? \"a\" : \"b\"}\">${x} Hello</p>\n@endif"))
                .containsExactly("Hello");
        assertThat(ownText("<td>逾期</td>")).containsExactly("逾期");
    }

    /** Words of either language; marks between them are none. */
    private static Set<String> ownText(String template) {
        String left = template;
        for (String before = ""; !before.equals(left); ) {
            before = left;
            left = NO_TEXT.matcher(left).replaceAll(" ");
        }
        Set<String> words = new TreeSet<>();
        Matcher word = Pattern.compile("\\p{L}{2,}").matcher(left);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }
}
