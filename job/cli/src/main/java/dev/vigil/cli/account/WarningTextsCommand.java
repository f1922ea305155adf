package dev.vigil.cli.account;

import dev.vigil.account.TemplateTexts;
import dev.vigil.stream.options.WarningTextsFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The texts of warnings, as a file that the job reads. */
@Command(
        name = "texts",
        description = {
            "Print the texts of warnings as a file: the defaults, or a file of yours, checked.",
            "Change what you want and the version, drop the rest, and start the ledger job with",
            "--warning.texts FILE."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil warning texts > texts.json",
            "  vigil warning texts --file texts.json"
        })
public final class WarningTextsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--file", paramLabel = "FILE", description = "check this one and complete it")
    private Path file;

    @Override
    public Integer call() {
        try {
            TemplateTexts texts =
                    file == null ? TemplateTexts.DEFAULTS : WarningTextsFile.read(file);
            spec.commandLine().getOut().println(WarningTextsFile.text(texts));
            return 0;
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(line -> spec.commandLine().getErr().println(line));
            return 1;
        }
    }
}
