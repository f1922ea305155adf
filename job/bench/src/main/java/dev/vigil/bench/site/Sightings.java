package dev.vigil.bench.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where words of ASCII are seen: in files of any kind, and on pages. */
final class Sightings {
    private final Map<String, Set<String>> places = new TreeMap<>();
    private int looked;

    Sightings(Collection<String> words) {
        words.forEach(word -> places.put(word, new TreeSet<>()));
    }

    void look(String place, byte[] content) {
        looked++;
        String text = new String(content, ISO_8859_1);
        places.forEach(
                (word, seen) -> {
                    if (text.contains(word)) {
                        seen.add(place);
                    }
                });
    }

    /** Into every file below, but for some folders; one that goes meanwhile is none. */
    void look(Path root, Collection<Path> but) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                        return but.contains(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        try {
                            look(root.relativize(file).toString(), Files.readAllBytes(file));
                        } catch (NoSuchFileException e) {
                            return visitFileFailed(file, e);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException e)
                            throws IOException {
                        return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
                    }
                });
    }

    /** The places that show one of these words. */
    Set<String> of(Collection<String> words) {
        Set<String> of = new TreeSet<>();
        words.forEach(word -> of.addAll(places.get(word)));
        return of;
    }

    /** How many places there were. */
    int looked() {
        return looked;
    }
}
