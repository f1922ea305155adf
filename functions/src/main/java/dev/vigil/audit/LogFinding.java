package dev.vigil.audit;

/**
 * One thing that a check of a log has found.
 *
 * @param place a record as topic/partition/offset, pages or a seal by number
 * @param message what was expected and what was found, for people
 */
public record LogFinding(LogFault fault, String place, String message) {
    @Override
    public String toString() {
        return fault + " " + place + ": " + message;
    }
}
