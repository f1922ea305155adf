package dev.vigil.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What people see and what they order goes by the clock that the desk is given, and by no second
 * one: where the machine's is off by ten minutes, all of a page is right or all of it is off alike.
 */
class MachineClockTest {
    private static final Pattern MACHINE =
            Pattern.compile(
                    "InstantSource\\.system\\(\\)|System\\.currentTimeMillis\\(\\)|Instant\\.now\\(\\)"
                            + "|Clock\\.system");

    @Test
    void noPageOrRecordGoesByTheClockOfTheMachine() throws IOException {
        Map<String, Long> uses = new TreeMap<>();
        for (String room : List.of("src/main/java", "../client/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(room))) {
                for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    long found = MACHINE.matcher(Files.readString(file)).results().count();
                    if (found > 0) {
                        uses.put(file.getFileName().toString(), found);
                    }
                }
            }
        }
        assertThat(uses)
                .isEqualTo(
                        Map.of(
                                // How long a session lasts, and when a provider was asked.
                                "Desk.java", 1L,
                                "PageHandler.java", 1L,
                                // How far a JobManager's clock is from this machine's.
                                "JobsWatch.java", 1L,
                                // A desk that makes none.
                                "InspectionMaker.java", 1L,
                                // Of commands, on their own machine.
                                "ListPreview.java", 1L,
                                "Publication.java", 1L));
    }
}
