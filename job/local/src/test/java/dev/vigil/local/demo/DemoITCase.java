package dev.vigil.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole story is true, is read in a minute, and all of it is on the page. */
class DemoITCase {
    /** One for each work that is recognised. */
    private static final int PICTURES = 6;

    private static final int NOTICES = 5;

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

        PageReader read = PageReader.of(page);
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
        assertThat(read.loads()).isEmpty();
        assertThat(read.pictureWidths()).hasSize(PICTURES).allMatch(width -> width > 1000);
        assertThat(read.all("svg")).hasSize(NOTICES);
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
        assertThat(read.text().split("To an inspector: Verdict ", -1)).hasSize(7 + 1);
        assertThat(read.text()).contains("breach recorded", "NOT_A_CLOUDEVENT: ce_specversion");
        out.toString()
                .lines()
                .filter(line -> line.startsWith("ok "))
                .map(line -> line.substring(3, 40).strip())
                .forEach(what -> assertThat(read.text()).contains(what));
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
