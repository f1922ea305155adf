package dev.vigil.rooms.planted.desk;

import picocli.CommandLine;

/** Planted: a page that reads its options as the command does. */
public interface DeskWithCommandLine {
    CommandLine options();
}
