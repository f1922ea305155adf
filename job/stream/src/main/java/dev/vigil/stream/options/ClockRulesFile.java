package dev.vigil.stream.options;

import dev.vigil.notice.ClockRules;
import dev.vigil.notice.RulesCheck;
import java.nio.file.Path;

/**
 * The rules of the notice clock as a JSON file; its keys are the components of {@link ClockRules}.
 */
public final class ClockRulesFile {
    private ClockRulesFile() {}

    /**
     * Reads and checks a file.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static ClockRules read(Path file) {
        return RulesFile.read(
                file,
                ClockRules.class,
                ClockRules.DEFAULTS,
                RulesCheck::errors,
                "vigil notice rules");
    }

    /** Rules as such a file. */
    public static String text(ClockRules rules) {
        return RulesFile.text(rules);
    }
}
