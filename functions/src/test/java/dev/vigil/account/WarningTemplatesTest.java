package dev.vigil.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.account.WarningTemplates.Language;
import dev.vigil.account.WarningTemplates.Template;
import dev.vigil.account.WarningTemplates.Word;
import dev.vigil.schema.account.WarningKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarningTemplatesTest {
    private static final WarningTemplates DEFAULTS = DefaultTemplates.ALL;

    @Test
    void theDefaultsHaveNoError() {
        assertThat(DEFAULTS.errors()).isEmpty();
    }

    static Stream<Object[]> needed() {
        return Stream.of(WarningKind.values())
                .flatMap(
                        kind ->
                                TemplateCheck.needed(kind).stream()
                                        .map(name -> new Object[] {kind, name}));
    }

    @ParameterizedTest
    @MethodSource
    void needed(WarningKind kind, String name) {
        List<String> without =
                DefaultTemplates.EN.template(kind).body().stream()
                        .filter(line -> !line.contains("{" + name + "}"))
                        .toList();

        assertThat(with(kind, new Template("title", without)).errors())
                .filteredOn(error -> error.contains("{" + name + "}"))
                .singleElement()
                .asString()
                .startsWith("en." + kind.name().toLowerCase() + ".body: expected all");
    }

    /** A kind can't ask its template for what the fold does not give it. */
    @Test
    void whatIsNeededIsGiven() {
        for (WarningKind kind : WarningKind.values()) {
            assertThat(WarningTexts.parameters(kind)).containsAll(TemplateCheck.needed(kind));
        }
    }

    @Test
    void everyErrorIsReportedAtOnce() {
        List<Word> words = new ArrayList<>(DefaultTemplates.EN.words());
        words.removeIf(word -> word.code().equals("LIVE_OFF"));
        words.add(new Word("S9", "none"));
        Language en =
                new Language(
                        "HH:mm not a pattern",
                        "",
                        " and more",
                        "{measure} till {time}",
                        words,
                        new Template("t".repeat(121), List.of("Read {education")),
                        DefaultTemplates.EN.first(),
                        DefaultTemplates.EN.strike(),
                        DefaultTemplates.EN.proposal(),
                        DefaultTemplates.EN.ended(),
                        new Template("x\u202E", List.of("{voided} {offences} {work} {step}")),
                        DefaultTemplates.EN.relieved(),
                        new Template("live", List.of()));
        WarningTemplates bad = new WarningTemplates(" ", "Asia/Shanghai", DefaultTemplates.ZH, en);

        assertThat(bad.errors())
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).startsWith("version: expected 1 to 80"),
                        it -> assertThat(it).startsWith("en.moment: expected a pattern"),
                        it -> assertThat(it).startsWith("en.separator: expected 1 to"),
                        it -> assertThat(it).startsWith("en.more: ").contains("{n}"),
                        it -> assertThat(it).startsWith("en.until: no such parameter {time}"),
                        it -> assertThat(it).startsWith("en.until: ").contains("none of {moment}"),
                        it -> assertThat(it).startsWith("en.words.S9: expected each code once"),
                        it -> assertThat(it).startsWith("en.words: ").contains("for LIVE_OFF;"),
                        it -> assertThat(it).startsWith("en.reminder.title: ").contains("121"),
                        it -> assertThat(it).startsWith("en.reminder.body[0]: expected braces"),
                        it ->
                                assertThat(it)
                                        .startsWith("en.reminder.body: ")
                                        .contains("{education}"),
                        it -> assertThat(it).startsWith("en.lifted.title: ").contains("control"),
                        it ->
                                assertThat(it)
                                        .startsWith("en.lifted.body[0]: no such")
                                        .contains("works"),
                        it -> assertThat(it).startsWith("en.lifted.body: ").contains("{works};"),
                        it -> assertThat(it).startsWith("en.live.body: expected 1 to 40 lines"),
                        it ->
                                assertThat(it)
                                        .startsWith("en.live.body: ")
                                        .contains("{works}, {stopBy};"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TemplateTexts(bad))
                .satisfies(it -> assertThat(it.getMessage().lines()).hasSize(16));
    }

    @Test
    void anotherZoneNeedsItsOwnPattern() {
        assertThat(
                        new WarningTemplates("a", "Europe/Berlin", DEFAULTS.zh(), DEFAULTS.en())
                                .errors())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).contains("Europe/Berlin", "Asia/Shanghai"));
        assertThat(new WarningTemplates("a", "Mars", DEFAULTS.zh(), DEFAULTS.en()).errors())
                .singleElement()
                .asString()
                .startsWith("zone: expected a zone");
    }

    /** A template that was changed under the same version is seen in the record. */
    @Test
    void theVersionFollowsTheTexts() {
        Template live = new Template("Live", List.of("Please stop {works} {stopBy}."));

        assertThat(new TemplateTexts(with(WarningKind.LIVE, live)).version())
                .startsWith("vigil-1+")
                .hasSize("vigil-1+".length() + 8)
                .isNotEqualTo(TemplateTexts.DEFAULTS.version());
    }

    private static WarningTemplates with(WarningKind kind, Template template) {
        Language en = DefaultTemplates.EN;
        Language changed =
                new Language(
                        en.moment(),
                        en.separator(),
                        en.more(),
                        en.until(),
                        en.words(),
                        kind == WarningKind.REMINDER ? template : en.reminder(),
                        kind == WarningKind.FIRST ? template : en.first(),
                        kind == WarningKind.STRIKE ? template : en.strike(),
                        kind == WarningKind.PROPOSAL ? template : en.proposal(),
                        kind == WarningKind.ENDED ? template : en.ended(),
                        kind == WarningKind.LIFTED ? template : en.lifted(),
                        kind == WarningKind.RELIEVED ? template : en.relieved(),
                        kind == WarningKind.LIVE ? template : en.live());
        return new WarningTemplates(DEFAULTS.version(), DEFAULTS.zone(), DEFAULTS.zh(), changed);
    }
}
