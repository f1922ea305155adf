package dev.vigil.stream.options;

import dev.vigil.account.TemplateTexts;
import dev.vigil.account.WarningTemplates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts of warnings as a JSON file; its keys are the components of {@link WarningTemplates}. */
public final class WarningTextsFile {
    private WarningTextsFile() {}

    /**
     * Reads and checks a file.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static TemplateTexts read(Path file) {
        return new TemplateTexts(
                RulesFile.read(
                        file,
                        WarningTemplates.class,
                        TemplateTexts.DEFAULTS.templates(),
                        WarningTextsFile::errors,
                        "vigil warning texts"));
    }

    /** Texts that are not the defaults must not have the version of these. */
    private static List<String> errors(WarningTemplates templates) {
        List<String> errors = new ArrayList<>(templates.errors());
        WarningTemplates defaults = TemplateTexts.DEFAULTS.templates();
        if (defaults.version().equals(templates.version()) && !defaults.equals(templates)) {
            errors.add(
                    "version: expected one of your own for texts of your own, got "
                            + templates.version()
                            + ", which names the defaults; change it");
        }
        return errors;
    }

    /** Texts as such a file. */
    public static String text(TemplateTexts texts) {
        return RulesFile.text(texts.templates());
    }
}
