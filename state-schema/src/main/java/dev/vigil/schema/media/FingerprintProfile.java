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
    AUDIO_1(Modality.AUDIO, 1);

    private final String id;

    FingerprintProfile(Modality modality, int number) {
        id = id(modality, number);
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
