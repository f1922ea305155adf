package dev.vigil.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A migration that was released is in the stores of users: an edited one is refused there, and one
 * that joins before it is not run.
 */
class ReleasedMigrationsTest {
    private static final Path MIGRATIONS =
            Path.of("src/main/resources/dev/vigil/desk/store/migration");

    /** Of the last release, in the form that {@code sha256sum -c} reads; empty before the first. */
    private static final Path RELEASED =
            Path.of("src/test/resources/dev/vigil/desk/store/released-migrations.sha256");

    @TempDir private Path folder;

    /** With {@code -Dvigil.freeze=true} alone, as the last thing before a release. */
    @BeforeAll
    static void freeze() throws Exception {
        if (Boolean.getBoolean("vigil.freeze")) {
            freeze(RELEASED, MIGRATIONS);
        }
    }

    @Test
    void thoseOfTheLastReleaseComeFirstAndAreAsTheyWere() throws Exception {
        assertKept(RELEASED, MIGRATIONS);
    }

    /** One that was edited since would else become the released one by the next release. */
    @Test
    void aReleaseIsRefusedThatEditsOneOfTheLastRelease() throws Exception {
        Path migrations = Files.createDirectory(folder.resolve("migration"));
        Path first = Files.writeString(migrations.resolve("V9__first.sql"), "select 1");
        Path released = Files.createFile(folder.resolve("released.sha256"));
        freeze(released, migrations);
        Files.writeString(migrations.resolve("V10__second.sql"), "select 2");
        freeze(released, migrations);
        List<String> kept = sums(migrations);
        assertThat(Files.readAllLines(released)).isEqualTo(kept).hasSize(2);

        Files.writeString(first, "select 3");
        assertThatThrownBy(() -> freeze(released, migrations)).isInstanceOf(AssertionError.class);
        assertThat(Files.readAllLines(released)).isEqualTo(kept);
    }

    @Test
    void plantedChangesOfAReleasedOneAreFound() throws Exception {
        Path first = Files.writeString(folder.resolve("V9__first.sql"), "select 1");
        Files.writeString(folder.resolve("V11__second.sql"), "select 2");
        List<String> released = sums(folder);
        assertThat(released).hasSize(2);
        Files.writeString(folder.resolve("V12__third.sql"), "select 3");
        assertThat(first(2, folder)).isEqualTo(released);

        Path between = Files.writeString(folder.resolve("V10__between.sql"), "select 4");
        assertThat(first(2, folder)).isNotEqualTo(released);
        Files.delete(between);
        assertThat(first(2, folder)).isEqualTo(released);
        Files.writeString(first, "select 5");
        assertThat(first(2, folder)).isNotEqualTo(released);
    }

    private static void freeze(Path released, Path migrations) throws Exception {
        assertKept(released, migrations);
        Files.write(released, sums(migrations));
    }

    private static void assertKept(Path released, Path migrations) throws Exception {
        List<String> sums = Files.readAllLines(released);
        assertThat(first(sums.size(), migrations)).isEqualTo(sums);
    }

    private static List<String> first(int count, Path migrations) throws Exception {
        return sums(migrations).stream().limit(count).toList();
    }

    /** In the order in which they are run. */
    private static List<String> sums(Path migrations) throws Exception {
        List<String> sums = new ArrayList<>();
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.sorted(Comparator.comparing(it -> number(it))).toList()) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sums.add(HexFormat.of().formatHex(sum) + "  " + file.getFileName());
            }
        }
        return sums;
    }

    private static int number(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"));
    }
}
