package dev.vigil.schema;

import dev.vigil.schema.address.StateName;
import dev.vigil.schema.address.Uid;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A release that is out: {@code SHA256SUMS} in its folder lists every other file of it, in the form
 * that {@code sha256sum -c} reads, and is never written again.
 */
public final class Frozen {
    private static final String SUMS = "SHA256SUMS";
    private static final Path PUBLISHED = Path.of("src/main/resources/dev/vigil/schema");

    private Frozen() {}

    public static boolean is(Path release) {
        return Files.exists(release.resolve(SUMS));
    }

    /** Adds what was published and the addresses, then the sums. */
    static void freeze(Path release) throws IOException {
        if (is(release)) {
            throw new IOException(release + " is frozen already: expected a new version");
        }
        for (Path file : files(PUBLISHED)) {
            Path copy = release.resolve("schemas").resolve(PUBLISHED.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(file));
        }
        Files.write(addresses(release), addresses());
        List<String> lines = new ArrayList<>();
        sums(release).forEach((name, sum) -> lines.add(sum + "  " + name));
        Files.write(release.resolve(SUMS), lines);
    }

    /** The file with the uids and state names of a release. */
    static Path addresses(Path release) {
        return release.resolve("addresses.txt");
    }

    /** All of today, as {@code uid media-judge} and {@code state tracks}. */
    static List<String> addresses() {
        return Stream.concat(
                        values(Uid.class).map(uid -> "uid " + uid),
                        values(StateName.class).map(name -> "state " + name))
                .toList();
    }

    private static Stream<String> values(Class<?> constants) {
        return Stream.of(constants.getDeclaredFields())
                .filter(field -> field.getType() == String.class)
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(Frozen::value);
    }

    /** Of addresses and of types of state since the first release, of the text in EVOLUTION.md. */
    public static String changes() throws IOException {
        String document = Files.readString(Path.of("EVOLUTION.md"));
        int start = document.indexOf("Changes so far:");
        int end = document.indexOf("\n## ", start);
        if (start < 0 || end < 0) {
            throw new IOException(
                    "EVOLUTION.md: expected a section with 'Changes so far:', got none");
        }
        return document.substring(start, end);
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One line for each file that was changed, added or removed since. */
    static List<String> faults(Path release) throws IOException {
        Map<String, String> sums = sums(release);
        List<String> faults = new ArrayList<>();
        for (String line : Files.readAllLines(release.resolve(SUMS))) {
            String name = line.substring(66);
            String sum = sums.remove(name);
            if (!line.startsWith(sum + "  ")) {
                faults.add("%s: expected %s, got %s".formatted(name, line.substring(0, 64), sum));
            }
        }
        sums.keySet().forEach(name -> faults.add(name + ": expected no such file"));
        return faults;
    }

    private static Map<String, String> sums(Path release) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (Path file : files(release)) {
            String name = release.relativize(file).toString();
            if (!name.equals(SUMS)) {
                sums.put(name, sha256(Files.readAllBytes(file)));
            }
        }
        return sums;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
