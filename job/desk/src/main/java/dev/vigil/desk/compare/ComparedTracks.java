package dev.vigil.desk.compare;

/** What of two files is compared. */
public enum ComparedTracks {
    /** Where both files have both. */
    BOTH,
    SOUND,
    PICTURES
}
