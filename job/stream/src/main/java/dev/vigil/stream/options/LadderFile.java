package dev.vigil.stream.options;

import dev.vigil.account.StrikeLadder;
import java.nio.file.Path;

/** The ladder of accounts as a JSON file; its keys are the components of {@link StrikeLadder}. */
public final class LadderFile {
    private LadderFile() {}

    /**
     * Reads and checks a file.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static StrikeLadder read(Path file) {
        return RulesFile.read(
                file,
                StrikeLadder.class,
                StrikeLadder.DEFAULTS,
                StrikeLadder::errors,
                "vigil standing rules");
    }

    /** A ladder as such a file. */
    public static String text(StrikeLadder ladder) {
        return RulesFile.text(ladder);
    }
}
