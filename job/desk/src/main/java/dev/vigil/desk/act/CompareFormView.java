package dev.vigil.desk.act;

import dev.vigil.desk.compare.CompareLimits;
import dev.vigil.desk.compare.ComparedTracks;
import java.util.List;

/**
 * Where two files are given.
 *
 * @param isHere false where this desk compares none
 * @param tracks what is chosen
 * @param request id of the form that was sent before; null for a new one
 * @param said why it was not taken; null for none
 */
public record CompareFormView(
        boolean isHere,
        CompareLimits limits,
        AboutSession about,
        ComparedTracks tracks,
        String request,
        String said) {
    public List<ComparedTracks> all() {
        return List.of(ComparedTracks.values());
    }

    public long fileMegabytes() {
        return limits.fileBytes() >> 20;
    }

    public long seconds() {
        return limits.time().toSeconds();
    }

    public long minutes() {
        return limits.kept().toMinutes();
    }
}
