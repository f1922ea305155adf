package dev.vigil.desk.compare;

import java.util.List;

/**
 * The command line of the program that compares. It is started in a folder of its own, with nothing
 * of the environment and no input; it prints what {@code vigil compare --json} prints, ends with
 * its exit codes, and draws a picture.
 */
@FunctionalInterface
public interface CompareProgram {
    /**
     * The command line; empty where there is no such program.
     *
     * @param files names of the query, the reference and the picture to be drawn, in the folder
     */
    List<String> command(Files files, ComparedTracks tracks);

    /** Names of files in the folder. */
    record Files(String query, String reference, String picture) {}

    /** Of a desk that compares none. */
    static CompareProgram none() {
        return (files, tracks) -> List.of();
    }
}
