package dev.vigil.schema.media;

import dev.vigil.schema.check.Check;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The table of fingerprint profiles: a modality and a number each. Fingerprints can be compared
 * within one profile alone, so a packet, a reference and an answer name theirs by its id, {@code
 * audio/1}. What changes a fingerprint is a new row; a row is never changed and a number never
 * given again. The code that makes fingerprints of a profile has its parameters.
 */
public enum FingerprintProfile {
    /** Peaks of a log-frequency spectrum, 48 bands an octave, 43 frames a second. */
    AUDIO_1(Modality.AUDIO, 1),

    /**
     * Signs of the cosine transform of windows of a thumbnail, and of its change, 8 frames a
     * second.
     */
    VIDEO_1(Modality.VIDEO, 1);

    private final Modality modality;
    private final String id;

    FingerprintProfile(Modality modality, int number) {
        this.modality = modality;
        this.id = id(modality, number);
    }

    /** What it is of: sound or pictures. */
    public Modality modality() {
        return modality;
    }

    /** How records name it, as {@code audio/1}. */
    public String id() {
        return id;
    }

    /** The id of a profile, which need not be in the table here: a later version may have it. */
    public static String id(Modality modality, int number) {
        return text(modality) + "/" + number;
    }

    private static String text(Modality modality) {
        return modality.name().toLowerCase(Locale.ROOT);
    }

    /** Whether two ids are of one modality, known here or not. */
    public static boolean areOfOneModality(String one, String other) {
        return one.substring(0, one.indexOf('/') + 1)
                .equals(other.substring(0, other.indexOf('/') + 1));
    }

    /** Whether an id is of pictures, known here or not. */
    public static boolean isOfPictures(String id) {
        return areOfOneModality(id, VIDEO_1.id);
    }

    /** The row of an id; empty where this version does not know it. */
    public static Optional<FingerprintProfile> of(String id) {
        return Arrays.stream(values()).filter(row -> row.id.equals(id)).findFirst();
    }

    /**
     * The number within its modality.
     *
     * @throws IllegalArgumentException if it is of another modality, or no id
     */
    public static int number(Modality modality, String id) {
        String before = text(modality) + "/";
        if (!Check.profile("profile", id).startsWith(before)) {
            throw new IllegalArgumentException(
                    "profile: expected one such as " + id(modality, 1) + ", got '" + id + "'");
        }
        return Integer.parseInt(id.substring(before.length()));
    }
}
