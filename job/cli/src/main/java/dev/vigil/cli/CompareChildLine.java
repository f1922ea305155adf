package dev.vigil.cli;

import dev.vigil.desk.compare.CompareProgram;
import dev.vigil.desk.compare.ComparedTracks;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code vigil compare} as a desk starts it: with the Java and the class path of its own process.
 */
public final class CompareChildLine {
    /** Of its heap. FFmpeg's memory comes on top: the desk looks at both. */
    private static final String MOST_HEAP = "-Xmx512m";

    /** Where FFmpeg's libraries were unpacked before. */
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private CompareChildLine() {}

    /** As {@link CompareProgram}. */
    public static List<String> of(CompareProgram.Files files, ComparedTracks tracks) {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                MOST_HEAP,
                                "-XX:+UseSerialGC",
                                "-Djava.awt.headless=true",
                                "-Djava.io.tmpdir=.",
                                "-Dsun.stdout.encoding=UTF-8",
                                "-Dsun.stderr.encoding=UTF-8"));
        if (System.getProperty(CACHE) != null) {
            line.add("-D" + CACHE + "=" + System.getProperty(CACHE));
        }
        line.addAll(List.of("-cp", classPath(), Vigil.class.getName(), "compare"));
        line.addAll(List.of(files.query(), files.reference(), "--json"));
        line.add("--picture=" + files.picture());
        switch (tracks) {
            case SOUND -> line.add("--no-video");
            case PICTURES -> line.add("--no-audio");
            case BOTH -> {}
        }
        return line;
    }

    /** The child has another working folder. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
