package dev.vigil.rooms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documents, and what it names that is not there. */
record Page(Path file) {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

    /** A class name in code font, alone or with a member: {@code MediaJob.wire}. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w*)(?:\\.\\w+)?`");

    /** A package in code font, with a dot: {@code schema.media}. */
    private static final Pattern PACKAGE = Pattern.compile("`([a-z]+(?:\\.[a-z]+)+)`");

    /**
     * In the table of rooms: {@code schema.} (of those that follow), {@code audio}, {@code .door}.
     */
    private static final Pattern LISTED = Pattern.compile("`(\\.?[a-z]+(?:\\.[a-z]+)*\\.?)`");

    private static final String ROOMS = "| room | packages";

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    String text() throws IOException {
        return Files.readString(file);
    }

    /** Links to a file or a heading that does not exist; those to the web are left alone. */
    List<String> brokenLinks() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String link : all(LINK, text())) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
            boolean web = link.contains("://") || link.startsWith("mailto:");
            if (!web && !(Files.exists(target) && hasHeading(target, parts))) {
                broken.add(link);
            }
        }
        return broken;
    }

    private static boolean hasHeading(Path target, String[] parts) throws IOException {
        return parts.length == 1
                || !target.toString().endsWith(".md")
                || all(HEADING, Files.readString(target)).stream()
                        .anyMatch(heading -> anchor(heading).equals(parts[1]));
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** Class names that no source file has. */
    Set<String> missingClasses(Set<String> known) throws IOException {
        Set<String> missing = new HashSet<>(all(CLASS, text()));
        missing.removeAll(known);
        return missing;
    }

    /** Packages in code font, such as {@code schema.media}, that have no folder. */
    Set<String> missingPackages(Set<String> roots, Set<String> folders) throws IOException {
        Set<String> missing = new HashSet<>();
        for (String name : all(PACKAGE, text())) {
            String root = name.split("\\.")[0];
            if (roots.contains(root) && !folders.contains(name)) {
                missing.add(name);
            }
        }
        return missing;
    }

    /** Packages that the table of rooms lists, with their full names below the root package. */
    Set<String> listedPackages() throws IOException {
        Set<String> listed = new HashSet<>();
        text().lines()
                .dropWhile(line -> !line.startsWith(ROOMS))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .forEach(row -> listed.addAll(listed(row.split("\\|")[2])));
        return listed;
    }

    /** A name with a dot before it belongs to the first one of the cell. */
    private static List<String> listed(String cell) {
        List<String> names = new ArrayList<>();
        String prefix = "";
        for (String name : all(LISTED, cell)) {
            if (name.endsWith(".")) {
                prefix = name;
                names.add(name.substring(0, name.length() - 1));
            } else if (name.startsWith(".")) {
                names.add(names.get(0).split("\\.")[0] + name);
            } else {
                names.add(prefix + name);
            }
        }
        return names;
    }

    /** Packages of all rooms, below the root package. */
    static Set<String> packages(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.map(path -> repository.relativize(path).toString())
                    .filter(path -> path.contains("src/main/java/dev/vigil/"))
                    .filter(path -> path.endsWith("package-info.java"))
                    .map(path -> path.replaceAll("^.*/dev/vigil/|/?package-info[.]java$", ""))
                    .map(path -> path.replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }

    /** Simple names of the classes of all rooms: one file each. */
    static Set<String> classes(Path repository) throws IOException {
        try (Stream<Path> files = Files.walk(repository)) {
            return files.map(path -> repository.relativize(path).toString())
                    .filter(path -> path.contains("src/") && path.endsWith(".java"))
                    .map(path -> path.replaceAll("^.*/|\\.java$", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }
}
