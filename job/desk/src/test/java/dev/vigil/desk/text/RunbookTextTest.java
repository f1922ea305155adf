package dev.vigil.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunbookTextTest {
    private static final Path RUNBOOKS = Path.of("../docs/runbooks");

    private static final Path CHINESE = RUNBOOKS.resolve("zh");

    private static String html(String markdown) {
        return html(new RunbookText(markdown));
    }

    private static String html(RunbookText runbook) {
        StringOutput out = new StringOutput();
        OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(out);
        html.setContext("article", null);
        html.writeUserContent(runbook);
        return out.toString().replace("\n", "");
    }

    static List<Path> runbooks() throws IOException {
        return pages(RUNBOOKS);
    }

    static List<Path> translated() throws IOException {
        return pages(CHINESE);
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The same steps: each command, name of an alert, code and link, under the same headings. */
    @ParameterizedTest
    @MethodSource("translated")
    void aTranslationSaysWhatItsOriginalDoes(Path file) throws IOException {
        String original = Files.readString(RUNBOOKS.resolve(file.getFileName()));
        Document english = Jsoup.parse(html(original));
        Document chinese = Jsoup.parse(html(new RunbookText(Files.readString(file), original)));
        for (String part : List.of("code", "pre code")) {
            assertThat(chinese.select(part).eachText())
                    .containsExactlyInAnyOrderElementsOf(english.select(part).eachText());
        }
        for (String part : List.of("[id]", "tr", "ol li", "ul li", "strong")) {
            assertThat(chinese.select(part)).as(part).hasSameSizeAs(english.select(part));
        }
        assertThat(chinese.select("[id]").eachAttr("id"))
                .isEqualTo(english.select("[id]").eachAttr("id"));
        String own = "/runbook/" + file.getFileName().toString().replace(".md", "") + "#";
        assertThat(chinese.select("a").eachAttr("href"))
                .as("their places are those of the original")
                .containsExactlyInAnyOrderElementsOf(
                        english.select("a").eachAttr("href").stream()
                                .map(href -> href.replaceFirst("^#", own))
                                .toList());
        chinese.select("code, em").remove();
        // Lines of a log are quoted as they are.
        assertThat(chinese.text().replaceAll("“[^”]*”", ""))
                .doesNotContain("**", "`", "](", "| ")
                .doesNotContainPattern("\\b(?:[A-Za-z]{2,} ){3}[a-z]{2,}");
    }

    @Test
    void eachRunbookIsTranslated() throws IOException {
        assertThat(translated().stream().map(Path::getFileName))
                .containsExactlyElementsOf(runbooks().stream().map(Path::getFileName).toList());
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void nothingOfOurRunbooksIsLeftAsMarkdown(Path file) throws IOException {
        Document page = Jsoup.parse(html(Files.readString(file)));
        page.select("code, pre").remove();

        assertThat(page.text())
                .doesNotContain("**", "`", "](", "| ")
                .doesNotContainPattern("(^| )#");
        assertThat(page.select("h1")).hasSize(1);
    }

    @Test
    void aLinkFromOneToAnotherLeadsToAHeadingThatIsThere() throws IOException {
        Set<String> anchors = new HashSet<>();
        Set<String> links = new HashSet<>();
        for (Path file : runbooks()) {
            String name = file.getFileName().toString().replace(".md", "");
            Document page = Jsoup.parse(html(Files.readString(file)));
            anchors.add("/runbook/" + name);
            page.select("[id]").forEach(it -> anchors.add("/runbook/" + name + "#" + it.id()));
            page.select("a[href]").eachAttr("href").stream()
                    .filter(href -> !href.startsWith("https:"))
                    .map(href -> href.startsWith("#") ? "/runbook/" + name + href : href)
                    .forEach(links::add);
        }
        assertThat(anchors).containsAll(links).contains("/runbook/notice#e7");
    }

    @Test
    void marksWithinALineAreElements() {
        assertThat(html("a `b*c` **d `e`** *f* [g](h.md#i) [j](../k.md) [l](javascript:x)"))
                .isEqualTo(
                        "<p>a <code>b*c</code> <strong>d <code>e</code></strong> <em>f</em>"
                                + " <a href=\"/runbook/h#i\" rel=\"noreferrer\">g</a> j l</p>");
    }

    @Test
    void markupIsText() {
        assertThat(html("# <b>\n\n<script>x</script>\n\n- one\n  two\n- three\n\n```\n<i>\n```"))
                .isEqualTo(
                        "<h1 id=\"b\">&lt;b&gt;</h1><p>&lt;script&gt;x&lt;/script&gt;</p>"
                                + "<ul><li>one two</li><li>three</li></ul>"
                                + "<pre tabindex=\"0\"><code>&lt;i&gt;</code></pre>");
    }
}
