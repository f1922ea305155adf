package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole story is true, is read in a minute, and all of it is on the page. */
class DemoITCase {
    /** One for each work that is recognised. */
    private static final int PICTURES = 6;

    private static final int NOTICES = 5;

    /** Uploads of a film, each with a strip of its pictures; all but one are recognised. */
    private static final int FILMS = 4;

    private static final int ACCOUNTS = 2;

    @TempDir private Path folder;

    @Test
    void theStoryFitsAScreenAndThePageHoldsEverySentenceAndPicture() throws Exception {
        Path page = folder.resolve("demo.html");
        StringWriter out = new StringWriter();
        CommandLine demo = new CommandLine(new DemoCommand());
        demo.setOut(new PrintWriter(out));

        int exitCode = demo.execute("--page", page.toString());

        assertThat(out.toString()).contains("Everything happened as expected", page.toString());
        assertThat(exitCode).isZero();
        assertThat(Printed.problems(out.toString())).isEmpty();
        assertThat(out.toString()).contains("Desk until the end: http://127.0.0.1:");

        PageReader read = PageReader.of(page);
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
        assertThat(read.loads()).containsExactly("a demo-inspection.html");
        assertThat(read.text()).doesNotContain("Drawn in");
        assertThat(read.pictureWidths()).hasSize(PICTURES).allMatch(width -> width > 1000);
        assertThat(read.all("svg")).hasSize(FILMS + NOTICES + ACCOUNTS);
        assertThat(read.text())
                .contains(
                        List.of("film-clip", "banned-clip", "series-clip").stream()
                                .map(session -> "Your upload '" + session + "'")
                                .toList())
                .contains(
                        "Your upload 'film-official' (film-official) stays online",
                        "Your upload 'album-clip' (album-clip) stays online",
                        "Your live stream 'match-restream' (match-restream) is blocked",
                        "Your live stream 'concert-stream' (concert-stream) is blocked");
        assertThat(read.text().split("To an inspector: Verdict ", -1)).hasSize(7 + FILMS);
        assertThat(read.text()).contains("breach recorded", "NOT_A_CLOUDEVENT: ce_specversion");
        theFilmIsFoundByItsPicturesOrByItsSound(read.text());
        theAccountThatRepeatsIsToldWhole(read.text());
        theAccountThatWasWarnedByMistakeHasNothingAgainstIt(read.text());
        theOwnersAgreeAndAreStatedTheirShares(out.toString(), read.text());
        out.toString()
                .lines()
                .filter(line -> line.startsWith("ok "))
                .flatMap(line -> Stream.of(line.substring(3, 40).split("; ")))
                .map(String::strip)
                .forEach(what -> assertThat(read.text()).contains(what));
    }

    private static void theFilmIsFoundByItsPicturesOrByItsSound(String page) {
        String story =
                page.substring(page.indexOf("A film, by its"), page.indexOf("Notices and their"));
        assertThat(story)
                .contains(
                        "Your upload 'cartoon-muted' (cartoon-muted) is blocked",
                        "Your upload 'cartoon-inset' (cartoon-inset) is blocked",
                        "Your upload 'cartoon-sound' (cartoon-sound) stays online",
                        "by its pictures, mirrored",
                        "by its sound alone, its pictures are other",
                        "policy of lantern")
                .contains("slides with its card: CLEAR");
    }

    private static void theAccountThatRepeatsIsToldWhole(String page) {
        String story =
                page.substring(page.indexOf("account-7781: "), page.indexOf("account-9002: "));
        assertThat(story)
                .containsSubsequence(
                        "S2 (second level)",
                        "declined, the service goes on",
                        "S1, 1 (before 0)",
                        "S2, 2 (before 1)",
                        "S3, 3 (before 2)",
                        "report: approved, by desk:person-12",
                        "report: sent",
                        "declined to end the service, by desk:person-12",
                        "report: corrected");
        assertThat(story)
                .contains("S2, 2 (before 3)", "withdrawn, as if it had never been")
                .contains("Copyright strike; strikes on your account now: 3")
                .contains(
                        "版权违规",
                        "We have withdrawn",
                        "Report on copyright infringements",
                        "账号版权违规情况报告");
        assertThat(story)
                .contains("实名登记系统 (register of accounts)")
                .doesNotContain("the platform's register", "could not be delivered");
        assertThat(story.split("no live streaming, step S", -1))
                .as("three, each in the drawing and in its table")
                .hasSize(2 * 3 + 1);
    }

    private static void theAccountThatWasWarnedByMistakeHasNothingAgainstIt(String page) {
        String story =
                page.substring(page.indexOf("account-9002: "), page.indexOf("Owners and the use"));
        assertThat(story)
                .contains("S0 (no strike)", "entry in the list of protected works: order-9")
                .contains("An earlier copyright warning has been withdrawn")
                .contains("withdrawn, as if it had never been")
                .doesNotContain("S1, 1 (before 0)");
    }

    private static void theOwnersAgreeAndAreStatedTheirShares(String printed, String page) {
        assertThat(printed).contains("20 % too much; agreed");
        Matcher stated =
                Pattern.compile("([0-9.]+) s used: harbour ([0-9.]+) s, pacific ([0-9.]+) s")
                        .matcher(printed);
        assertThat(stated.find()).isTrue();
        assertThat(new BigDecimal(stated.group(2)).add(new BigDecimal(stated.group(3))))
                .isEqualTo(new BigDecimal(stated.group(1)));
        String story = page.substring(page.indexOf("Owners and the use"), page.indexOf("Besides"));
        assertThat(story)
                .contains("amended its claim to 40 %", "the-album", "60 %", "provisional")
                .contains("合计", "点播", "未结算");
    }

    @Test
    void aLineTooManyAndAColumnTooManyAreFound() {
        String forty = String.join("\n", IntStream.range(0, 40).mapToObj(i -> "line").toList());

        assertThat(Printed.problems(forty)).isEmpty();
        assertThat(Printed.problems(forty + "\none more"))
                .singleElement()
                .asString()
                .contains("41");
        assertThat(Printed.problems("夜".repeat(50))).isEmpty();
        assertThat(Printed.problems("夜".repeat(51))).hasSize(1);
    }
}
