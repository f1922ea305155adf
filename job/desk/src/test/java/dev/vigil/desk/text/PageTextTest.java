package dev.vigil.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.DeskRole;
import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTextTest {
    /** 2026-11-28T04:00:00Z. */
    private static final long NOW = 1_795_838_400_000L;

    private static final long DAY = 86_400_000;

    private final PageText text = in(PageLanguage.EN, "Asia/Shanghai");

    private static PageText in(PageLanguage language, String zone) {
        return new PageText(Messages.of(language), ZoneId.of(zone), NOW);
    }

    private static String html(Content content) {
        StringOutput out = new StringOutput();
        OwaspHtmlTemplateOutput safe = new OwaspHtmlTemplateOutput(out);
        safe.setContext("p", null);
        content.writeTo(safe);
        return out.toString();
    }

    @Test
    void aWordFollowsItsNumber() {
        PageText english = in(PageLanguage.EN, "UTC");
        assertThat(english.text("list.sentence", "b", 1, 2))
                .isEqualTo("b stops 1 running stream and blocks 2 sessions");
        assertThat(html(english.say("list.sentence", "b", 0L, 1L)))
                .isEqualTo("b stops 0 running streams and blocks 1 session");
        assertThat(english.text("list.changes")).isEqualTo("{0} {0|change|changes}");
    }

    @Test
    void onlyAStretchThatIsNoWordMayBeBrokenAnywhere() {
        assertThat(html(text.foreign("internationalization"))).startsWith("<bdi>");
        assertThat(html(text.foreign("9f3c".repeat(16)))).startsWith("<bdi class=\"long\">");
        assertThat(html(text.foreign("影片".repeat(30)))).startsWith("<bdi>");
    }

    @Test
    void aTimeIsShownInTheZoneOfThePersonAndNamesItsOffset() {
        assertThat(html(text.time(NOW)))
                .isEqualTo(
                        "<time datetime=\"2026-11-28T04:00:00Z\" title=\"2026-11-28 04:00:00 UTC\">"
                                + "11-28 12:00:00 +08:00</time>");
        assertThat(html(in(PageLanguage.EN, "America/New_York").time(NOW)))
                .contains(">11-27 23:00:00 -05:00<");
        assertThat(html(text.time(NOW - 400 * DAY))).contains(">2025-10-24 12:00:00 +08:00<");
        assertThat(html(text.time(null))).isEqualTo("–");
    }

    @Test
    void aPersonIsShownByNameAndPointerAndIsOnlyText() {
        PageText known =
                new PageText(
                        Messages.of(PageLanguage.EN),
                        ZoneId.of("UTC"),
                        NOW,
                        Map.of(
                                        "oidc:7f3c", "Wang <b>Wei</b> \u202E",
                                        "proxy:li", "li")
                                ::get);
        assertThat(html(known.person("oidc:7f3c")))
                .isEqualTo(
                        "<bdi>Wang &lt;b&gt;Wei&lt;/b&gt; [U+202E]</bdi>"
                                + " <small><bdi>oidc:7f3c</bdi></small>");
        assertThat(html(known.person("proxy:li"))).isEqualTo("<bdi>proxy:li</bdi>");
        assertThat(html(known.person("oidc:none"))).isEqualTo("<bdi>oidc:none</bdi>");
        assertThat(html(known.person(null))).isEqualTo("–");
        assertThat(html(text.person("oidc:7f3c"))).isEqualTo("<bdi>oidc:7f3c</bdi>");
    }

    @Test
    void aCountdownHasItsTimeForTheScript() {
        assertThat(html(text.left(NOW + 761_000)))
                .isEqualTo(
                        "<time data-due=\"1795839161000\" datetime=\"2026-11-28T04:12:41Z\">"
                                + "0:12:41</time>");
        assertThat(html(text.left(NOW - 20_000))).contains(" class=\"over\">-0:00:20<");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s, 0秒",
        "59999, 59 s, 59秒",
        "60000, 1 min, 1分",
        "192000, 3 min 12 s, 3分 12秒",
        "3600000, 1 h, 1小时",
        "90000000, 1 d 1 h, 1天 1小时",
        "-61000, 1 min 1 s, 1分 1秒"
    })
    void aSpanHasItsTwoLargestUnits(long ms, String en, String zh) {
        assertThat(text.span(ms)).isEqualTo(en);
        assertThat(in(PageLanguage.ZH, "UTC").span(ms)).isEqualTo(zh);
    }

    @Test
    void aForeignStringIsApartAndShowsWhatItHides() {
        assertThat(html(text.foreign("影片 1 \u202Egpj.exe")))
                .isEqualTo("<bdi>影片 1 [U+202E]gpj.exe</bdi>");
        assertThat(html(text.foreign("a\u0000b\u200Bc\uFEFFd\uD800e\u2028f")))
                .isEqualTo("<bdi>a[U+0000]b[U+200B]c[U+FEFF]d[U+D800]e[U+2028]f</bdi>");
        assertThat(html(text.foreign("<img src=x onerror=alert(1)>")))
                .isEqualTo("<bdi>&lt;img src=x onerror=alert(1)&gt;</bdi>");
        assertThat(html(text.foreign("片👍𝄞\n\ttwo"))).isEqualTo("<bdi>片👍𝄞\n\ttwo</bdi>");
    }

    @Test
    void argumentsOfATextAreWrittenAsTextAndContentAsContent() {
        assertThat(html(text.say("stripe.store.GOOD", "<b>"))).isEqualTo("&lt;b&gt; behind");
        assertThat(html(text.say("frame.none", "alert", text.time(NOW))))
                .isEqualTo("No alert. Read up to " + html(text.time(NOW)) + "; the clock runs.");
        assertThat(text.text("error.405", "GET", "$1"))
                .isEqualTo("Expected the method GET, got $1.");
    }

    @Test
    void aConstantIsNamedInTheLanguageAndAnUnknownOneAsItIs() {
        assertThat(text.code(DeskRole.LEAD)).isEqualTo("lead");
        assertThat(in(PageLanguage.ZH, "UTC").code(DeskRole.LEAD)).isEqualTo("主管");
        assertThat(text.code("DeskRole", "LATER")).isEqualTo("LATER");
        assertThat(text.code("DeskRole", null)).isEqualTo("–");
    }
}
