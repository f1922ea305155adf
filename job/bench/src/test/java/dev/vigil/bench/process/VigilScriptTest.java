package dev.vigil.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code job/vigil} in a checkout of its own, with a Maven and a Java that note how they began. */
class VigilScriptTest {
    private static final Path SCRIPT = Path.of("../vigil").toAbsolutePath().normalize();
    private static final String ARCHIVED = "-XX:ArchiveClassesAtExit";
    private static final String C1 = "-XX:TieredStopAtLevel=1";

    @TempDir Path directory;
    private Path home;
    private Path calls;
    private String locale = "C.UTF-8";

    @BeforeEach
    void checkOut() throws IOException {
        home = directory.resolve("a checkout");
        calls = directory.resolve("calls");
        for (String module : List.of("state-schema", "functions", "job/cli", "job/bench")) {
            source(module + "/pom.xml");
            source(module + "/src/main/java/A.java");
        }
        source("pom.xml");
        Files.copy(SCRIPT, home.resolve("job/vigil"));
        program(
                "mvn",
                "echo '[INFO] Building vigil-cli 0.1.0-SNAPSHOT                             [7/12]'",
                "echo '[INFO] Building jar: cli.jar'",
                "for ((i = 0; i < 250; i++)); do echo 'Downloaded from central: a.jar'; done",
                "[ ! -e '%s/broken' ] || { echo '[ERROR] no such symbol'; exit 1; }"
                        .formatted(home),
                "[ ! -e '%s/no-java' ] || { echo 'JAVA_HOME is wrong' >&2; exit 1; }"
                        .formatted(home),
                "mkdir -p job/bench/target",
                "echo a.jar:b.jar > job/bench/target/libraries.classpath",
                "[ -e job/bench/target/vigil-bench.jar ] || echo jar > job/bench/target/vigil-bench.jar");
        // An archive takes longer than a command, unless the command waits for it.
        program(
                "java",
                "[ \"${!#}\" != locale ] || echo \"it has ${LC_ALL:-none}\"",
                "for each; do case $each in %s=*)".formatted(ARCHIVED),
                "for ((i = 0; i < 500; i++)); do",
                "! grep -q 'Vigil list' '%s' || break; sleep 0.02".formatted(calls),
                "done; echo archive > \"${each#*=}\"; exit 1",
                "esac; done");
    }

    /** An hour old: the build that follows is newer, however coarse the file system's time is. */
    private void source(String file) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
        Files.setLastModifiedTime(path, FileTime.from(anHourAgo));
    }

    private void program(String name, String... lines) throws IOException {
        List<String> script = new ArrayList<>();
        script.add("#!/usr/bin/env bash");
        script.add("echo %s \"$*\" >> '%s'".formatted(name, calls));
        script.addAll(List.of(lines));
        Path path = directory.resolve("bin").resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, script);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    /** What Maven and Java were called with. */
    private List<String> vigil(int code, String... arguments) throws Exception {
        run(code, arguments);
        return Files.readAllLines(calls);
    }

    /** What it printed. */
    private String run(int code, String... arguments) throws Exception {
        Files.writeString(calls, "");
        List<String> command = new ArrayList<>(List.of("bash", home.resolve("job/vigil") + ""));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Path bin = directory.resolve("bin");
        builder.environment().merge("PATH", "", (path, none) -> bin + ":" + path);
        builder.environment().remove("VIGIL_JAVA_OPTS");
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }

    /** The same of a first use, when the archive of classes is made beside it. */
    private List<String> first(String... arguments) throws Exception {
        run(0, arguments);
        awaitArchive();
        return Files.readAllLines(calls);
    }

    private void awaitArchive() throws Exception {
        Path archive = home.resolve("job/bench/target/vigil.jsa");
        Await.until(
                Duration.ofMillis(10),
                () -> Files.size(archive) > 0,
                () -> {},
                () -> Files.readString(calls));
    }

    @Test
    void itIsBuiltOnFirstUseWithItsArchiveAndThenNoMore() throws Exception {
        List<String> first = first("list", "show", "two words");
        assertThat(first).hasSize(3);
        assertThat(first.get(0)).startsWith("mvn ").contains("-pl job/bench -am package");
        assertThat(first.subList(1, 3))
                .satisfiesOnlyOnce(call -> assertThat(call).contains(ARCHIVED))
                .satisfiesOnlyOnce(
                        call ->
                                assertThat(call)
                                        .endsWith("dev.vigil.cli.Vigil list show two words")
                                        .doesNotContain("/vigil.jsa "));

        assertThat(vigil(0, "list")).singleElement().asString().startsWith("java ");
    }

    @Test
    void aChangedSourceIsBuiltAndArchivedAgain() throws Exception {
        first("list");
        Path changed = home.resolve("job/cli/src/main/java/A.java");
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusMillis(10)));

        assertThat(first("list"))
                .hasSize(3)
                .satisfiesOnlyOnce(call -> assertThat(call).startsWith("mvn "))
                .satisfiesOnlyOnce(call -> assertThat(call).contains(ARCHIVED));
    }

    @Test
    void whatIsNotBuiltIntoItIsNoReason() throws Exception {
        first("list");
        for (String file :
                List.of(
                        "job/cli/src/test/java/T.java",
                        "job/docs/A.md",
                        "job/cli/target/A.class")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.writeString(home.resolve(file), "");
        }

        assertThat(vigil(0, "list")).hasSize(1);
    }

    @Test
    void aBuildThatFailsEndsIt() throws Exception {
        Files.writeString(home.resolve("broken"), "");

        assertThat(run(1, "list")).contains("[ERROR] no such symbol", "vigil: the build failed");
        assertThat(Files.readAllLines(calls)).singleElement().asString().startsWith("mvn ");
    }

    /** What the shell, the script of Maven or the JVM prints is none of Maven's log. */
    @Test
    void aBuildThatDoesNotBeginShowsWhy() throws Exception {
        Files.writeString(home.resolve("no-java"), "");

        assertThat(run(1, "list")).contains("\nJAVA_HOME is wrong\n", "vigil: the build failed");
    }

    /** A first build takes minutes. */
    @Test
    void aBuildShowsHowFarItIs() throws Exception {
        assertThat(run(0, "list").lines())
                .containsExactly(
                        "Building Vigil (first use downloads its libraries, some minutes) ...",
                        "  vigil-cli 0.1.0-SNAPSHOT                             [7/12]",
                        "  100 files downloaded",
                        "  200 files downloaded");
        awaitArchive();
    }

    /** In the locale C a JVM can't open a file with a Chinese name. */
    @Test
    void aBareMachineHasUtf8Too() throws Exception {
        first("list");

        locale = "C";
        assertThat(run(0, "locale")).isEqualTo("it has C.UTF-8\n");
        locale = "zh_CN.UTF-8";
        // Behind a warning where the machine does not have it.
        assertThat(run(0, "locale")).endsWith("it has zh_CN.UTF-8\n");
    }

    @Test
    void javaKnowsHowItWasCalled() throws Exception {
        first("list");

        assertThat(vigil(0, "list").get(0)).contains("-Dvigil.command=" + home + "/job/vigil ");
    }

    /** Long-running work is compiled in full; whatever follows in the environment wins. */
    @Test
    void verbsStartQuicklyAndWorkIsCompiledInFull() throws Exception {
        first("list");

        assertThat(vigil(0, "notice", "list").get(0)).contains(C1, "/vigil.jsa ");
        assertThat(vigil(0, "--version").get(0)).contains(C1, "/vigil.jsa ");
        assertThat(vigil(0, "demo").get(0)).doesNotContain(C1).contains("/vigil.jsa ");
        assertThat(vigil(0, "bench", "audio").get(0)).doesNotContain(C1);
    }
}
