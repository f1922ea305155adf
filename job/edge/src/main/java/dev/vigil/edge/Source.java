package dev.vigil.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing to ingest.
 *
 * @param location what {@link Decoder#open} takes
 * @param id readable, and allowed as an id: lower-case letters, digits and hyphens
 * @param title the name of the file as people wrote it, without its ending
 */
record Source(String location, String id, String title) {
    /** Endings that a directory is searched for; a file that is named is tried whatever it is. */
    private static final Set<String> MEDIA =
            Set.of(
                    "3gp", "aac", "aif", "aiff", "ac3", "amr", "ape", "au", "avi", "caf", "flac",
                    "flv", "m2ts", "m2v", "m4a", "m4b", "m4v", "mka", "mkv", "mov", "mp2", "mp3",
                    "mp4", "mpeg", "mpg", "mts", "mxf", "oga", "ogg", "ogv", "opus", "spx", "ts",
                    "vob", "wav", "webm", "wma", "wmv", "wv");

    /** Leaves room for a time stamp within the 200 characters of an id. */
    private static final int MAX_ID_LENGTH = 150;

    boolean isUrl() {
        return Container.isUrl(location);
    }

    /**
     * All that the arguments name: a directory means the media files in it, by name.
     *
     * @throws MediaException for a directory that can't be read or has no media in it
     */
    static List<Source> of(List<String> arguments) throws MediaException {
        List<Source> sources = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String argument : arguments) {
            boolean directory = !Container.isUrl(argument) && Files.isDirectory(Path.of(argument));
            for (String location : directory ? filesIn(argument) : List.of(argument)) {
                sources.add(named(location, taken));
            }
        }
        return sources;
    }

    private static List<String> filesIn(String directory) throws MediaException {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            List<String> found =
                    files.filter(Files::isRegularFile)
                            .filter(
                                    file ->
                                            MEDIA.contains(
                                                    extension(file.getFileName().toString())))
                            .map(Path::toString)
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw new MediaException(
                        directory
                                + ": expected audio or video files in the directory, got none;"
                                + " name the files if their endings are unusual");
            }
            return found;
        } catch (IOException e) {
            if (e instanceof MediaException known) {
                throw known;
            }
            throw new MediaException(
                    directory
                            + ": expected a readable directory, got "
                            + e.getMessage()
                            + "; check its permissions");
        }
    }

    private static Source named(String location, Set<String> taken) {
        String name = lastPart(location);
        String extension = extension(name);
        String title = extension.isEmpty() ? name : name.substring(0, name.lastIndexOf('.'));
        String id = id(title);
        // a.mp3 and a.flac in one directory are two sources.
        String unique = taken.contains(id) && !extension.isEmpty() ? id + "-" + extension : id;
        for (int i = 2; !taken.add(unique); i++) {
            unique = id + "-" + i;
        }
        return new Source(location, unique, title);
    }

    private static String lastPart(String location) {
        if (!Container.isUrl(location)) {
            Path name = Path.of(location).getFileName();
            return name == null ? location : name.toString();
        }
        String path = location.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String end = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot > 0 && end.matches("[a-z0-9]{1,5}") ? end : "";
    }

    private static String id(String title) {
        String id =
                title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", "-")
                        .replaceAll("^-|-$", "");
        if (id.isEmpty()) {
            return "source";
        }
        return id.length() <= MAX_ID_LENGTH ? id : id.substring(0, MAX_ID_LENGTH);
    }
}
