package dev.vigil.schema.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What EVOLUTION.md allows and refuses, tried with two releases of the same types. */
class EvolutionTest {
    private static final String ENUM =
            "@org.apache.flink.api.common.typeinfo.TypeInfo("
                    + "dev.vigil.schema.types.ByNameTypeInfoFactory.class) public enum Colour {%s}";

    @TempDir private Path folder;

    private Compiled release(String name, String colours, String part, String whole)
            throws IOException {
        return Compiled.of(
                Files.createDirectory(folder.resolve(name)),
                Map.of(
                        "Colour",
                        ENUM.formatted(colours),
                        "Part",
                        "public record Part(" + part + ") {}",
                        "Whole",
                        "public record Whole(" + whole + ") {}"));
    }

    private static final String PART = "String id, Long at";
    private static final String WHOLE = "String id, int n, java.util.List<Part> parts, Colour c";

    private Compiled first() throws IOException {
        return release("first", "RED, GREEN", PART, WHOLE);
    }

    private static byte[] written(Compiled release) throws Exception {
        Object whole =
                release.make(
                        "Whole",
                        "w",
                        7,
                        Arrays.asList(
                                release.make("Part", "p", null), release.make("Part", "q", 5L)),
                        release.constant("Colour", "GREEN"));
        return FlinkBytes.write(FlinkBytes.serializer(release.type("Whole")), whole);
    }

    private static FlinkBytes.Restored<Object> restored(byte[] bytes, Compiled release)
            throws Exception {
        return new FlinkBytes.Restored<>(
                bytes, FlinkBytes.serializer(release.type("Whole")), release.classes());
    }

    private static void assertRestored(Compiled release, byte[] bytes, String expected)
            throws Exception {
        assertThat(restored(bytes, release).next()).hasToString(expected);
    }

    @Test
    void theSameReleaseReadsItsBytesAsTheyAre() throws Exception {
        Compiled first = first();
        assertThat(restored(written(first), first).compatibility().isCompatibleAsIs()).isTrue();
        assertRestored(
                first,
                written(first),
                "Whole[id=w, n=7, parts=[Part[id=p, at=null], Part[id=q, at=5]], c=GREEN]");
    }

    @Test
    void aRecordMayGainFieldsOfAnyKind() throws Exception {
        String gained = ", long ms, Double ratio, String note, java.util.List<String> l, Part one";
        assertRestored(
                release("second", "RED, GREEN", PART, WHOLE + gained),
                written(first()),
                "Whole[id=w, n=7, parts=[Part[id=p, at=null], Part[id=q, at=5]], c=GREEN,"
                        + " ms=0, ratio=null, note=null, l=null, one=null]");
    }

    @Test
    void aRecordInAListMayGainFields() throws Exception {
        assertRestored(
                release("second", "RED, GREEN", PART + ", String note, boolean open", WHOLE),
                written(first()),
                "Whole[id=w, n=7, parts=[Part[id=p, at=null, note=null, open=false],"
                        + " Part[id=q, at=5, note=null, open=false]], c=GREEN]");
    }

    @Test
    void fieldsMayBeReordered() throws Exception {
        assertRestored(
                release("second", "RED, GREEN", "Long at, String id", WHOLE),
                written(first()),
                "Whole[id=w, n=7, parts=[Part[at=null, id=p], Part[at=5, id=q]], c=GREEN]");
    }

    @Test
    void constantsMayBeAddedAndReordered() throws Exception {
        assertRestored(
                release("second", "BLUE, GREEN, RED", PART, WHOLE),
                written(first()),
                "Whole[id=w, n=7, parts=[Part[id=p, at=null], Part[id=q, at=5]], c=GREEN]");
    }

    @Test
    void aConstantThatIsGoneIsNamed() throws Exception {
        Compiled second = release("second", "RED", PART, WHOLE);
        byte[] bytes = written(first());
        assertThatThrownBy(() -> restored(bytes, second).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("State holds Colour.GREEN, which this version does not know");
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() throws Exception {
        Compiled second = release("second", "RED, GREEN", PART, WHOLE.replace("int n", "long n"));
        assertThat(restored(written(first()), second).compatibility().isIncompatible()).isTrue();
    }

    /** No error, but a loss: only the golden files notice it. */
    @Test
    void aRenamedFieldLosesItsValue() throws Exception {
        assertRestored(
                release("second", "RED, GREEN", PART, WHOLE.replace("int n", "int count")),
                written(first()),
                "Whole[id=w, count=0, parts=[Part[id=p, at=null], Part[id=q, at=5]], c=GREEN]");
    }

    @Test
    void aRenamedClassIsRefused() throws Exception {
        byte[] bytes = written(first());
        Compiled second =
                Compiled.of(
                        Files.createDirectory(folder.resolve("second")),
                        Map.of("Whole2", "public record Whole2(String id, int n) {}"));
        assertThatThrownBy(
                        () ->
                                new FlinkBytes.Restored<>(
                                        bytes,
                                        FlinkBytes.serializer(second.type("Whole2")),
                                        second.classes()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Could not find class 'release.Whole'");
    }

    /** A restore runs constructors, so a check that comes later meets what was let in before. */
    @Test
    void aStricterConstructorFailsTheRestore() throws Exception {
        String stricter =
                "public record Whole(%s) { public Whole { if (n < 8) throw new"
                        + " IllegalArgumentException(\"n: expected 8\"); } }";
        Compiled second =
                Compiled.of(
                        Files.createDirectory(folder.resolve("second")),
                        Map.of(
                                "Colour",
                                ENUM.formatted("RED, GREEN"),
                                "Part",
                                "public record Part(" + PART + ") {}",
                                "Whole",
                                stricter.formatted(WHOLE)));
        byte[] bytes = written(first());
        assertThatThrownBy(() -> restored(bytes, second).next())
                .hasRootCauseMessage("n: expected 8");
    }
}
