package dev.vigil.schema.reference;

import java.util.List;

/**
 * A recording with sound and moving pictures is two references of its work: one of sound, with the
 * recording's own id, and one of pictures, with {@code .video} behind it.
 */
public final class RecordingId {
    private static final String PICTURES = ".video";

    private RecordingId() {}

    /** Id of the reference of a recording's pictures. */
    public static String pictures(String recordingId) {
        return recordingId + PICTURES;
    }

    /** Id of the recording that a reference is of. */
    public static String of(String referenceId) {
        return isOfPictures(referenceId)
                ? referenceId.substring(0, referenceId.length() - PICTURES.length())
                : referenceId;
    }

    /** By which a reference may be named: its own id, and that of its recording. */
    public static List<String> ids(String referenceId) {
        return isOfPictures(referenceId)
                ? List.of(referenceId, of(referenceId))
                : List.of(referenceId);
    }

    /** Whether a reference is of a recording's pictures. */
    public static boolean isOfPictures(String referenceId) {
        return referenceId.endsWith(PICTURES) && referenceId.length() > PICTURES.length();
    }

    /**
     * The id of a recording, which is not that of pictures: else its sound would be taken for them.
     *
     * @param name of the field
     * @throws IllegalArgumentException that says so
     */
    public static String require(String name, String recordingId) {
        if (isOfPictures(recordingId)) {
            throw new IllegalArgumentException(
                    name
                            + ": expected an id that does not end in "
                            + PICTURES
                            + ", got "
                            + recordingId
                            + "; that is the id of the pictures of "
                            + of(recordingId)
                            + ": give another");
        }
        return recordingId;
    }
}
