package dev.vigil.desk.inspect;

/**
 * An inspection as it is kept here.
 *
 * @param ended null while it is made, and where the desk ended meanwhile
 * @param read records read so far; null where it is not being made
 */
public record KeptInspection(AskedInspection asked, EndedInspection ended, Long read) {
    public boolean isRunning() {
        return read != null;
    }

    public boolean isMade() {
        return ended != null && ended.failure() == null;
    }

    public boolean isFailed() {
        return ended != null && ended.failure() != null;
    }

    /** True where the desk ended while it was made. */
    public boolean isInterrupted() {
        return ended == null && read == null;
    }
}
