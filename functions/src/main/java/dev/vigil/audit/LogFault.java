package dev.vigil.audit;

/** What a check of a log finds; each with its place. */
public enum LogFault {
    /** A record or a page is not what it was when it was logged. */
    ALTERED,
    /** A record or a page that was logged is not there. */
    MISSING,
    /** Records or pages are there in another order, or at each other's place. */
    REORDERED,
    /** The log is shorter than a seal of it. */
    CUT,
    /** A seal contradicts the log that a later one covers. */
    FORKED,
    /** Nothing was logged or sealed for longer than an hour. */
    STALE,
    /** A seal is not signed by a key of the log, or there is none. */
    UNSIGNED,
    /** What was decided by, or what was answered, is on no page. */
    UNFOUNDED,
    /** The log says that it could not read these offsets: they were gone before it read them. */
    UNREAD
}
