package dev.vigil.local.command;

import dev.vigil.edge.IngestCommand;
import dev.vigil.local.alerts.AlertsCommand;
import dev.vigil.local.bench.BenchCommand;
import dev.vigil.local.demo.DemoCommand;
import dev.vigil.local.evaluate.EvaluateCommand;
import dev.vigil.local.picture.CompareCommand;
import dev.vigil.local.picture.FingerprintCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code vigil} command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "vigil",
        description = "Keeps the promises of the Copyright Self-Discipline Declaration.",
        mixinStandardHelpOptions = true,
        version = "vigil 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            IngestCommand.class,
            ListCommand.class,
            AuthorizationCommand.class,
            ConfirmCommand.class,
            PolicyCommand.class,
            WorkCommand.class,
            ReferenceCommand.class,
            NoticeCommand.class,
            NotifierCommand.class,
            WatchCommand.class,
            AlertsCommand.class,
            TopicsCommand.class,
            FingerprintCommand.class,
            CompareCommand.class,
            EvaluateCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Start here:",
            "  vigil demo                   the whole story in about a minute",
            "  vigil up                     broker, Flink and both jobs, until Ctrl-C",
            "  vigil COMMAND --help         options and an example"
        })
public final class Vigil implements Runnable {
    private static final String VERBOSE = "--verbose";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command, came none; see vigil --help");
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command line and gives its exit code. */
    public static int run(String... args) {
        return line().execute(args);
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new Vigil());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
        addVerbose(line);
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> {
                    OptionSpec verbose = command.getCommandSpec().findOption(VERBOSE);
                    if (Boolean.TRUE.equals(verbose.getValue())) {
                        e.printStackTrace(command.getErr());
                    } else {
                        command.getErr().println("vigil: " + oneLine(e));
                    }
                    // A value that the events refuse is a wrong command line.
                    return e instanceof IllegalArgumentException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                });
        line.setParameterExceptionHandler(
                (e, commandArgs) -> {
                    e.getCommandLine().getErr().println("vigil: " + wrongUsage(e));
                    e.getCommandLine()
                            .getErr()
                            .println(
                                    "see "
                                            + e.getCommandLine().getCommandSpec().qualifiedName()
                                            + " --help");
                    return CommandLine.ExitCode.USAGE;
                });
        return line;
    }

    /** Every verb takes it, wherever on the line it stands. */
    private static void addVerbose(CommandLine line) {
        if (line.getCommandSpec().findOption(VERBOSE) == null) {
            line.getCommandSpec()
                    .addOption(
                            OptionSpec.builder(VERBOSE)
                                    .type(Boolean.class)
                                    .arity("0")
                                    .description("show the stack trace of an error")
                                    .build());
        }
        line.getSubcommands().values().forEach(Vigil::addVerbose);
    }

    /** A word that is not known is told before what it leaves missing. */
    private static String wrongUsage(ParameterException e) {
        List<String> unknown = unknown(e);
        if (unknown.isEmpty()) {
            return oneLine(e);
        }
        List<String> near =
                new UnmatchedArgumentException(e.getCommandLine(), unknown).getSuggestions();
        return "expected what "
                + e.getCommandLine().getCommandSpec().qualifiedName()
                + " knows, came '"
                + unknown.get(0)
                + "'"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
    }

    private static List<String> unknown(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched();
        }
        return e instanceof MissingParameterException
                ? e.getCommandLine().getUnmatchedArguments()
                : List.of();
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(e.toString());
    }
}
