package dev.vigil.rooms.planted.stream;

import picocli.CommandLine;

/** Planted: a job that reads its options as the command does. */
public interface StreamWithCommandLine {
    CommandLine options();
}
