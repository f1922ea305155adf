package dev.vigil.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release has left behind stays what it was. */
class FrozenTest {
    private static final Pattern VERSION =
            Pattern.compile("<version>(\\d+\\.\\d+\\.\\d+)(-SNAPSHOT)?</version>");

    @TempDir private Path folder;

    /** With {@code -Dvigil.freeze=true} alone, as the last thing before a release. */
    @BeforeAll
    static void freeze() throws IOException {
        if (Boolean.getBoolean("vigil.freeze")) {
            Frozen.freeze(Golden.CURRENT);
        }
    }

    @Test
    void everyReleaseButTheOneInTheMakingIsFrozen() {
        List<Path> older = new ArrayList<>(Golden.releases());
        older.remove(Golden.CURRENT);
        assertThat(older).allMatch(Frozen::is);
    }

    @Test
    void theOneInTheMakingIsOfThisVersion() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Golden.CURRENT).hasFileName(version.group(1));
    }

    @Test
    void noFileOfAReleaseWasTouched() throws IOException {
        for (Path release : Golden.releases()) {
            if (Frozen.is(release)) {
                assertThat(Frozen.faults(release)).as("%s", release).isEmpty();
            }
        }
    }

    /** What an address had that left is lost, and the document says what. */
    @Test
    void anAddressThatLeftIsInTheDocument() throws IOException {
        String changes = Frozen.changes();
        for (Path release : Golden.releases().stream().filter(Frozen::is).toList()) {
            assertThat(Files.readAllLines(Frozen.addresses(release)))
                    .filteredOn(address -> !Frozen.addresses().contains(address))
                    .extracting(address -> address.split(" ")[1])
                    .allMatch(name -> changes.contains("`" + name + "`"), release + "");
        }
    }

    @Test
    void plantedChangesOfAFrozenFolderAreFound() throws IOException {
        Path first = Files.writeString(folder.resolve("first.json"), "{}");
        Path second = Files.writeString(folder.resolve("second.json"), "{}");
        assertThat(Frozen.is(folder)).isFalse();
        Frozen.freeze(folder);
        assertThat(Frozen.is(folder)).isTrue();
        assertThat(Frozen.faults(folder)).isEmpty();
        assertThat(Files.readAllLines(Frozen.addresses(folder)))
                .contains("uid media-judge", "state tracks");
        assertThat(folder.resolve("schemas/asyncapi.json")).isRegularFile();
        try (Stream<Path> schemas = Files.list(folder.resolve("schemas/json"))) {
            assertThat(schemas)
                    .as("one of each event")
                    .hasSameSizeAs(
                            Golden.files("events", ".json").stream()
                                    .filter(file -> file.startsWith(Golden.CURRENT))
                                    .toList());
        }

        Files.writeString(first, "{ }");
        Files.delete(second);
        Files.writeString(folder.resolve("third.json"), "{}");
        assertThat(Frozen.faults(folder))
                .extracting(fault -> fault.replaceAll("[0-9a-f]{64}", "sum"))
                .containsExactly(
                        "first.json: expected sum, got sum",
                        "second.json: expected sum, got null",
                        "third.json: expected no such file");
        assertThatThrownBy(() -> Frozen.freeze(folder)).hasMessageContaining("frozen already");
    }
}
