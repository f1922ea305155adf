package dev.vigil.bench.live;

import dev.vigil.audio.Profile;
import dev.vigil.bench.sound.Recordings;
import dev.vigil.cli.evaluate.Decoys;
import dev.vigil.match.Index;
import dev.vigil.match.SearchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The works that streams are searched for: the recordings that a list names and, where asked for,
 * decoys beside them.
 *
 * @param files the recordings, in the order of their ordinals in the index
 */
public record Works(List<Path> files, Index index) {

    /**
     * Fingerprints and indexes them.
     *
     * @param folder that the names in the list are relative to
     * @param list file with one name a line; null for all recordings of the folder
     * @param hours to which decoys fill the index up; 0 for none
     * @throws IOException where a recording is missing or can't be decoded, or the list is empty
     */
    static Works of(Path folder, Path list, double hours, Consumer<String> progress)
            throws IOException {
        List<Path> files = list == null ? Recordings.in(folder) : named(folder, list);
        Index index = new Index(Profile.CURRENT);
        List<long[]> peaks = new ArrayList<>();
        for (Path file : files) {
            peaks.add(Recordings.peaks(Recordings.pcm(file, Integer.MAX_VALUE)));
            index.add(peaks.get(peaks.size() - 1));
            index.maintain();
            progress.accept("indexed " + peaks.size() + " of " + files.size() + " works");
        }
        if (index.hours() == 0) {
            throw new IOException(
                    (list == null ? folder : list)
                            + ": expected recordings with sound in them, got none; name others");
        }
        new Decoys(peaks, index.profile()).fill(index, hours, progress);
        return new Works(files, index);
    }

    private static List<Path> named(Path folder, Path list) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            Path file = folder.resolve(line.strip());
            if (!line.isBlank() && !Files.isRegularFile(file)) {
                throw new IOException(
                        list
                                + ": expected names of files in "
                                + folder
                                + ", got '"
                                + line.strip()
                                + "', which is none; correct the list or --references");
            }
            if (!line.isBlank()) {
                files.add(file);
            }
        }
        if (files.isEmpty()) {
            throw new IOException(
                    list + ": expected names of recordings, one a line, got none; name some");
        }
        return files;
    }

    /** The name behind an ordinal. */
    public String name(long ordinal) {
        return ordinal < files.size() ? fileName(files.get((int) ordinal)) : "a decoy";
    }

    /** The file's own name, without its folder. */
    public static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * The recordings of some files and folders that are not among the works: what is found in them
     * is found wrongly.
     *
     * @param option that gave the places, for the message
     * @throws IOException where there are none
     */
    public List<Path> others(List<Path> places, String option) throws IOException {
        List<Path> works = new ArrayList<>();
        for (Path file : files) {
            works.add(file.toRealPath());
        }
        List<Path> others = new ArrayList<>();
        for (Path place : places) {
            for (Path file : Recordings.in(place)) {
                if (!works.contains(file.toRealPath())) {
                    others.add(file);
                }
            }
        }
        if (others.isEmpty()) {
            throw new IOException(
                    option
                            + ": expected recordings that are not in the reference list, got none"
                            + " in "
                            + places
                            + "; give a folder that has some");
        }
        return others;
    }

    /** Evidence that makes a match in a live stream. */
    double threshold() {
        return SearchSettings.DEFAULT.threshold(index.profile().id(), false, index.hours());
    }
}
