package dev.vigil.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTextsTest {
    private static final TemplateTexts TEXTS = TemplateTexts.DEFAULTS;

    /** As they were looked at; a change of a template is a change of its version's digest too. */
    private static final Path GOLDEN = Path.of("src/test/resources/warnings");

    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("account", "account-7781");
        KNOWN.put("warning", "account-7781/STRIKE/session:live-20261127-0042");
        KNOWN.put("issued", moment("2026-11-27T08:00:05Z"));
        KNOWN.put("year", "1");
        KNOWN.put("education", "https://platform.example/copyright/course-1");
        KNOWN.put("offences", "session:live-20261127-0042; item:video-99812");
        KNOWN.put("works", "film-great-river; song-late-spring");
        KNOWN.put("owners", "studio-north; label-east");
        KNOWN.put("times", "00:01:05-00:02:10; 01:12:00-01:44:31");
        KNOWN.put("since", moment("2026-11-27T08:00:00Z"));
        KNOWN.put("grounds", "list/screening-2026-118; notice/notice-5512");
        KNOWN.put("listed", moment("2026-11-20T01:00:00Z"));
        KNOWN.put("measure", "STOP_STREAM; DELETE");
        KNOWN.put("disputeUntil", moment("2026-12-27T08:00:05Z"));
        KNOWN.put("step", "S2");
        KNOWN.put("relieved", "LIVE_OFF");
        KNOWN.put("strikes", "2");
        KNOWN.put("expires", moment("2027-02-25T08:00:00Z"));
        String until = moment("2026-12-11T08:00:00Z");
        KNOWN.put("restrictions", "LIVE_OFF until " + until + "; UPLOADS_HELD until " + until);
        KNOWN.put("decideBy", moment("2026-12-04T08:00:00Z"));
        KNOWN.put("ended", moment("2026-12-02T03:30:00Z"));
        KNOWN.put("reason", "三次违规，且在警告之后继续直播同一部影片。");
        KNOWN.put("voided", "account-7781/FIRST/item:v-7");
        KNOWN.put("stopBy", moment("2026-11-27T08:00:35Z"));
    }

    @ParameterizedTest
    @EnumSource
    void textsAreThoseThatWereLookedAt(WarningKind kind) throws IOException {
        String zh = lines(TEXTS.zh(kind, known(kind)));
        String en = lines(TEXTS.en(kind, known(kind)));

        assertThat(zh + "\n" + en).isEqualTo(golden(kind.name(), zh + "\n" + en));
        assertThat(zh + en)
                .doesNotContain("{", "}", "?", "2026-11-27T")
                .doesNotContainPattern("[0-9]{13}");
    }

    private static String moment(String iso) {
        return String.valueOf(Instant.parse(iso).toEpochMilli());
    }

    @Test
    void versionNamesTheTextsThatWereLookedAt() throws IOException {
        assertThat(TEXTS.version() + "\n").isEqualTo(golden("version", TEXTS.version() + "\n"));
    }

    @ParameterizedTest
    @EnumSource
    void aLineWithoutItsValueIsLeftOut(WarningKind kind) {
        for (String name : WarningTexts.parameters(kind)) {
            Map<String, String> less = known(kind);
            less.put(name, "");

            assertThat(TEXTS.zh(kind, less).body().lines())
                    .as("%s without %s", kind, name)
                    .containsExactlyElementsOf(linesWithout(name, kind, DefaultTemplates.ZH, less));
        }
        assertThat(TEXTS.en(kind, Map.of()).body()).isNotBlank().doesNotContain("{");
    }

    private static List<String> linesWithout(
            String name,
            WarningKind kind,
            WarningTemplates.Language language,
            Map<String, String> given) {
        List<String> all = TEXTS.zh(kind, known(kind)).body().lines().toList();
        List<String> templates = language.template(kind).body();
        assertThat(all).hasSameSizeAs(templates);
        return IntStream.range(0, all.size())
                .filter(i -> !templates.get(i).contains("{" + name + "}"))
                .mapToObj(all::get)
                .toList();
    }

    @Test
    void aLongListIsCutAndTheRestIsCounted() {
        Map<String, String> many = known(WarningKind.FIRST);
        many.put("offences", joined(37, "session:live-"));

        assertThat(TEXTS.zh(WarningKind.FIRST, many).body())
                .contains("直播或上传 live-9；另有 27 项\n")
                .doesNotContain("live-10");
        assertThat(TEXTS.en(WarningKind.FIRST, many).body())
                .contains("stream or upload live-9; and 27 more\n");
    }

    @Test
    void aListOfTenIsWhole() {
        Map<String, String> ten = known(WarningKind.FIRST);
        ten.put("works", joined(10, "work-"));

        assertThat(TEXTS.en(WarningKind.FIRST, ten).body())
                .contains("work-9\n")
                .doesNotContain("more\n");
    }

    @ParameterizedTest
    @EnumSource
    void theLongestValuesFit(WarningKind kind) {
        Map<String, String> most = new HashMap<>();
        for (String name : WarningTexts.parameters(kind)) {
            most.put(name, joined(100, "作".repeat(400)));
        }

        for (WarningText text : List.of(TEXTS.zh(kind, most), TEXTS.en(kind, most))) {
            assertThat(text.title().length()).isBetween(1, TemplateTexts.MAX_TITLE);
            assertThat(text.body().length()).isBetween(1, TemplateTexts.MAX_BODY);
        }
    }

    /** The record of a warning refuses what is longer. */
    @Test
    void noTextIsCutInsideACharacter() {
        Map<String, String> most = known(WarningKind.ENDED);
        most.put("reason", "𠀀".repeat(4_000));

        assertThat(TEXTS.zh(WarningKind.ENDED, most).body())
                .contains("𠀀…\n")
                .satisfies(
                        it ->
                                assertThat(it.codePoints().anyMatch(c -> c >= 0xD800 && c < 0xE000))
                                        .isFalse());
    }

    @Test
    void valuesAreCleanAndNoTemplates() {
        Map<String, String> bad = known(WarningKind.ENDED);
        bad.put("reason", "first\nsecond \u202Eleft \u0007 {works} $1 \\");
        bad.put("works", "\u2066work");

        assertThat(TEXTS.en(WarningKind.ENDED, bad).body())
                .contains("Reason for the decision: first second ?left ? {works} $1 \\\n")
                .contains("Work: ?work\n");
    }

    @Test
    void whatIsNoMomentAndNoCodeIsShownAsItIs() {
        Map<String, String> odd = known(WarningKind.STRIKE);
        odd.put("expires", "soon");
        odd.put("measure", "SOMETHING_NEW");
        odd.put("offences", "odd");
        odd.put("restrictions", "LIVE_OFF");

        assertThat(TEXTS.en(WarningKind.STRIKE, odd).body())
                .contains(
                        "ends by itself: soon\n",
                        "What we did: SOMETHING_NEW\n",
                        "Your content: odd\n",
                        "Limits: no live streaming\n");
    }

    static Map<String, String> known(WarningKind kind) {
        Map<String, String> known = new HashMap<>(KNOWN);
        known.keySet().retainAll(WarningTexts.parameters(kind));
        assertThat(known.keySet())
                .containsExactlyInAnyOrderElementsOf(WarningTexts.parameters(kind));
        return known;
    }

    private static String joined(int count, String start) {
        return IntStream.range(0, count).mapToObj(i -> start + i).collect(Collectors.joining("; "));
    }

    private static String lines(WarningText text) {
        return text.title() + "\n\n" + text.body() + "\n";
    }

    private static String golden(String name, String now) throws IOException {
        Path file = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("vigil.record")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, now);
        }
        return Files.readString(file);
    }
}
