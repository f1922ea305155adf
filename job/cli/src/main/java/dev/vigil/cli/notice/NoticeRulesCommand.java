package dev.vigil.cli.notice;

import dev.vigil.notice.ClockRules;
import dev.vigil.stream.options.ClockRulesFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The rules of the clock, as a file that the job reads. */
@Command(
        name = "rules",
        description = {
            "Print the rules of the clock as a file: the defaults, or a file of yours, checked.",
            "Change what you want, drop the rest, and start the notice job with --clock.rules FILE."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  vigil notice rules > rules.json",
            "  vigil notice rules --file rules.json"
        })
public final class NoticeRulesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--file", paramLabel = "FILE", description = "check this one and complete it")
    private Path file;

    @Override
    public Integer call() {
        try {
            ClockRules rules = file == null ? ClockRules.DEFAULTS : ClockRulesFile.read(file);
            spec.commandLine().getOut().println(ClockRulesFile.text(rules));
            return 0;
        } catch (IllegalArgumentException e) {
            e.getMessage().lines().forEach(line -> spec.commandLine().getErr().println(line));
            return 1;
        }
    }
}
