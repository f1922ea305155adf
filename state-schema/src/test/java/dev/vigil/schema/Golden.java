package dev.vigil.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What every release has left behind, one folder each; a new folder is a new test case. */
public final class Golden {
    public static final Path ROOT = Path.of("src/test/resources/golden");

    /** The release in the making: only its folder is ever written, until it is frozen. */
    public static final Path CURRENT = releases().get(releases().size() - 1);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Golden() {}

    /** The folders of all releases, the newest last: 0.10.0 is newer than 0.9.0. */
    public static List<Path> releases() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.sorted(Comparator.comparing(Golden::numbers, Arrays::compare)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] numbers(Path release) {
        return Stream.of(release.getFileName().toString().split("\\."))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** All files of one kind of all releases. */
    public static List<Path> files(String folder, String suffix) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.getParent().endsWith(folder))
                    .filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a file without its suffix. */
    public static String name(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - suffix.length());
    }

    public static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that an old file says must still be there; new fields may have joined. */
    public static void assertKept(String where, JsonNode old, JsonNode now) {
        if (old.isObject()) {
            old.properties()
                    .forEach(
                            field ->
                                    assertKept(
                                            where + "." + field.getKey(),
                                            field.getValue(),
                                            now.path(field.getKey())));
        } else if (old.isArray()) {
            assertThat(now.size()).as(where).isEqualTo(old.size());
            for (int i = 0; i < old.size(); i++) {
                assertKept(where + "[" + i + "]", old.get(i), now.get(i));
            }
        } else {
            assertThat(now).as(where).isEqualTo(old);
        }
    }
}
