package dev.vigil.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.cli.Vigil;
import dev.vigil.edge.PcmSource;
import dev.vigil.fixtures.sound.Composer;
import dev.vigil.fixtures.sound.Encoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of the guide for rights holders, in its order, against all of Vigil. */
class RightsHoldersGuideITCase {
    private static final Path GUIDE = Path.of("../docs/guides/rights-holders.md");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern FILE = Pattern.compile("[a-z-]+\\.(flac|json|pem|html|csv)");

    @TempDir private Path folder;

    @Test
    void everyCommandDoesWhatItsPageIsAbout() throws Exception {
        Encoder.write(
                Composer.compose(17, 60, PcmSource.RATE_HZ * 2),
                folder.resolve("film.flac"),
                Encoder.Format.FLAC);
        String guide = Files.readString(GUIDE);
        Matcher shares = Pattern.compile("`(\\[\\{[^`]*)`").matcher(guide);
        assertThat(shares.find()).isTrue();
        Files.writeString(folder.resolve("shares.json"), shares.group(1));
        Map<String, String> printed = new TreeMap<>();
        try (EmbeddedVigil vigil =
                EmbeddedVigil.start(
                        folder.resolve("state"), 0, 0, EmbeddedVigil.BeforeJobs.NOTHING)) {
            run(List.of("list", "key", "harbour", "--out", file("harbour.pem")), 0);
            for (String line : commands(guide)) {
                List<String> words = words(line);
                words.add("--bootstrap");
                words.add(vigil.bootstrap());
                printed.put(line, run(words, line.contains("reference show") ? null : 0));
            }
        }
        assertThat(printed).hasSizeGreaterThan(20);
        assertThat(of(printed, "claim the-film --as harbour --shares"))
                .contains("version 2 counts");
        assertThat(of(printed, "work conflicts the-film "))
                .contains("ON_DEMAND-CN: OPEN", "harbour 60 %, pacific 60 %", "20 % too much");
        assertThat(of(printed, "--percent 40")).contains("counts").doesNotContain("in conflict");
        assertThat(of(printed, "--percent 70")).contains("in conflict about ON_DEMAND-CN");
        assertThat(of(printed, "work conflicts the-film --all"))
                .contains("ON_DEMAND-CN: DECIDED", "judgment 7");
        assertThat(Files.readString(folder.resolve("conflicts.html"))).contains("pacific", "权属争议");
        assertThat(Files.readString(folder.resolve("harbour.html"))).contains("结算单");
        assertThat(folder.resolve("the-film.html")).exists();
        assertThat(Files.readString(folder.resolve("harbour.csv"))).startsWith("kind,day,work");
    }

    private static String of(Map<String, String> printed, String part) {
        return printed.entrySet().stream()
                .filter(one -> one.getKey().contains(part))
                .map(Map.Entry::getValue)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Those of code blocks, without comments. */
    private static List<String> commands(String guide) {
        return guide.lines()
                .filter(line -> line.startsWith("    job/vigil "))
                .map(line -> line.replaceAll("\\s+#.*", "").replace("    job/vigil ", ""))
                .toList();
    }

    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String text = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(FILE.matcher(text).matches() ? file(text) : text);
        }
        return words;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String run(List<String> words, Integer code) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine vigil = Vigil.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int exit = vigil.execute(words.toArray(String[]::new));
        if (code != null) {
            assertThat(exit).as(words + "\n" + out).isEqualTo(code);
        }
        return out.toString();
    }
}
