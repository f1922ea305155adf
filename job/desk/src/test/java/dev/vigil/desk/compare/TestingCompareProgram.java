package dev.vigil.desk.compare;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;

/** A program in place of {@code vigil compare}: does what its query's first word names. */
public final class TestingCompareProgram {
    /** As the command prints it. */
    static final String REPORT =
            """
            {"sound": {"threshold": 20.0, "silent": null, "best": null, "matches": [
              {"stretch": {"queryStartMs": 1000, "queryEndMs": 21000, "refStartMs": 61000,
                "refEndMs": 81800, "tempo": 1.04, "pitchSemitones": 0.68, "evidence": 412.5},
               "agreement": {"peaks": 900, "met": 0.9, "close": 0.83, "covered": 0.94},
               "grade": "SAME", "whole": true, "verdict": "x"}]},
             "pictures": {"threshold": 30.0, "blank": null, "matches": [], "best": null}}
            """;

    private TestingCompareProgram() {}

    /** As {@link CompareProgram}. */
    public static List<String> line(CompareProgram.Files files, ComparedTracks tracks) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                TestingCompareProgram.class.getName(),
                files.query(),
                files.picture());
    }

    /**
     * The program.
     *
     * @param files names of the query and the picture
     */
    public static void main(String[] files) throws Exception {
        String wanted = Files.readString(Path.of(files[0])).split("\\s", 2)[0];
        switch (wanted) {
            case "match" -> {
                draw(files[1]);
                System.out.println(REPORT);
            }
            case "none" -> {
                System.out.println(REPORT.replaceAll("(?s)\\[.*?\\}\\]\\}", "[]}"));
                System.exit(3);
            }
            case "environment" -> {
                System.err.println(System.getenv());
                System.exit(1);
            }
            case "forever" -> {
                Process own = new ProcessBuilder(line(files)).inheritIO().start();
                Files.writeString(Path.of("..", "descendant"), own.pid() + "");
                own.waitFor();
            }
            case "wait" -> {
                // Until it is killed.
                new CountDownLatch(1).await();
            }
            case "print" -> {
                while (!System.out.checkError()) {
                    System.out.println(REPORT);
                }
            }
            case "die" -> Runtime.getRuntime().halt(134);
            default -> {
                System.err.println("vigil: query: expected a media file, got a text");
                System.exit(1);
            }
        }
    }

    /** The same program, which waits. */
    private static List<String> line(String[] files) throws IOException {
        Files.writeString(Path.of("waits"), "wait");
        return line(new CompareProgram.Files("waits", "", files[1]), ComparedTracks.BOTH);
    }

    private static void draw(String file) throws IOException {
        ImageIO.write(new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB), "png", new File(file));
    }
}
