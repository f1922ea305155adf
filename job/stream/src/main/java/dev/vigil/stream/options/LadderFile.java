package dev.vigil.stream.options;

import dev.vigil.account.StrikeLadder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
                LadderFile::errors,
                "vigil standing rules");
    }

    /** Records name the version that decided: another ladder must not have the built-in one's. */
    private static List<String> errors(StrikeLadder ladder) {
        List<String> errors = new ArrayList<>(ladder.errors());
        String builtIn = StrikeLadder.DEFAULTS.version();
        if (builtIn.equals(ladder.version()) && !ladder.equals(StrikeLadder.DEFAULTS)) {
            errors.add(
                    "version: expected one of its own, as it differs from the ladder that is built"
                            + " in, got "
                            + builtIn
                            + "; name it, such as site-1");
        }
        return errors;
    }

    /** A ladder as such a file. */
    public static String text(StrikeLadder ladder) {
        return RulesFile.text(ladder);
    }
}
