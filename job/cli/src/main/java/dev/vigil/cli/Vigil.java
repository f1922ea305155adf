package dev.vigil.cli;

import dev.vigil.cli.text.AsCalled;
import dev.vigil.cli.text.Failure;
import dev.vigil.cli.text.Terminal;
import dev.vigil.cli.text.Version;
import dev.vigil.client.text.NearWords;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code vigil} command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "vigil",
        description = "Keeps the promises of the Copyright Self-Discipline Declaration.",
        mixinStandardHelpOptions = true,
        version = "vigil " + Version.NUMBER,
        synopsisSubcommandLabel = "COMMAND")
public final class Vigil implements Runnable {
    private static final Pattern NO_PAIR =
            Pattern.compile("(?s).* should be in KEY=VALUE format but was (.*)");

    private static final String VERBOSE = "--verbose";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command, got none");
    }

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command line and gives its exit code. */
    public static int run(String... args) {
        return line().execute(args);
    }

    public static CommandLine line() {
        CommandLine line = new CommandLine(new Vigil());
        List<Verbs> modules =
                ServiceLoader.load(Verbs.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .sorted(Comparator.comparingInt(Verbs::rank))
                        .toList();
        modules.stream().flatMap(verbs -> verbs.commands().stream()).forEach(line::addSubcommand);
        line.getCommandSpec().usageMessage().footer(startHere(modules));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(100);
        addVerbose(line);
        listBySentence(line);
        line.setExecutionStrategy(Vigil::told);
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> {
                    OptionSpec verbose = command.getCommandSpec().findOption(VERBOSE);
                    if (Boolean.TRUE.equals(verbose.getValue())) {
                        e.printStackTrace(command.getErr());
                    } else {
                        command.getErr().println("vigil: " + AsCalled.of(Failure.told(e)));
                    }
                    // A value that the events refuse is a wrong command line.
                    return e instanceof IllegalArgumentException
                            ? CommandLine.ExitCode.USAGE
                            : command.getCommandSpec().exitCodeOnExecutionException();
                });
        line.setParameterExceptionHandler(
                (e, commandArgs) -> {
                    String name = e.getCommandLine().getCommandSpec().qualifiedName();
                    PrintWriter err = e.getCommandLine().getErr();
                    err.println("vigil: " + AsCalled.of(wrongUsage(e)));
                    err.println(AsCalled.of("see " + name + " --help"));
                    return CommandLine.ExitCode.USAGE;
                });
        return line;
    }

    /** Verbs of modules that a distribution leaves out are not named in its help. */
    private static String[] startHere(List<Verbs> modules) {
        return Stream.of(
                        Stream.of("", "Start here:"),
                        modules.stream().flatMap(verbs -> verbs.firstSteps().stream()),
                        Stream.of(
                                "  vigil COMMAND --help         options and an example",
                                "",
                                "Times are of this machine's zone, with their offset; with"
                                        + " TZ=Asia/Shanghai before",
                                "the command they are those that the desk shows."))
                .flatMap(lines -> lines)
                .toArray(String[]::new);
    }

    /** Every verb takes it, anywhere on the line. */
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

    /**
     * Picocli lists a command with the first line of its description, cut where that ends: here
     * with its first sentence.
     */
    private static void listBySentence(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        String description = String.join(" ", usage.description());
        int end = description.indexOf(". ") + 1;
        if (end > 0) {
            usage.description(description.substring(0, end), description.substring(end + 1));
        } else {
            usage.description(description);
        }
        line.getSubcommands().values().forEach(Vigil::listBySentence);
    }

    /** A word that is not known is reported before what it leaves missing. */
    private static String wrongUsage(ParameterException e) {
        List<String> unknown = unknown(e);
        if (unknown.isEmpty()) {
            return noNumber(e).or(() -> noPair(e)).orElseGet(() -> Failure.told(e));
        }
        List<String> near =
                NearWords.of(unknown.get(0).replaceFirst("=.*", ""), known(e.getCommandLine()));
        return "expected a command or option of "
                + e.getCommandLine().getCommandSpec().qualifiedName()
                + ", got '"
                + unknown.get(0)
                + "'"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
    }

    private static List<String> known(CommandLine command) {
        return Stream.concat(
                        command.getSubcommands().keySet().stream(),
                        command.getCommandSpec().optionsMap().keySet().stream())
                .toList();
    }

    private static List<String> unknown(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched();
        }
        return e instanceof MissingParameterException
                ? e.getCommandLine().getUnmatchedArguments()
                : List.of();
    }

    /** Picocli would name the types of Java. */
    private static Optional<String> noNumber(ParameterException e) {
        if (!(e.getArgSpec() instanceof OptionSpec option)
                || e.getValue() == null
                || !e.getMessage().matches("(?s).* is not an? (int|long|double)")) {
            return Optional.empty();
        }
        boolean fraction = e.getMessage().endsWith("double");
        return Optional.of(
                option.longestName()
                        + (fraction
                                ? ": expected a number, got '"
                                : ": expected a whole number, got '")
                        + e.getValue()
                        + "'");
    }

    /** Picocli would write "option option '--set'". */
    private static Optional<String> noPair(ParameterException e) {
        Matcher noPair = NO_PAIR.matcher(e.getMessage());
        return e.getArgSpec() instanceof OptionSpec option && noPair.matches()
                ? Optional.of(
                        option.longestName()
                                + ": expected KEY=VALUE, got '"
                                + noPair.group(1)
                                + "'")
                : Optional.empty();
    }

    /** Names the command as it was called. */
    private static Optional<Integer> helped(ParseResult parsed, CommandLine line) {
        PrintWriter out = line.getOut();
        StringWriter help = new StringWriter();
        line.setOut(new PrintWriter(help));
        Integer code = CommandLine.executeHelpRequest(parsed);
        line.setOut(out);
        out.print(AsCalled.of(help.toString()));
        out.flush();
        return Optional.ofNullable(code);
    }

    /**
     * Help may be coloured; what a verb prints may be foreign input and is cleaned. Too little
     * memory is reported like any failure; picocli hands on no {@link Error}.
     */
    private static int told(ParseResult parsed) {
        CommandLine line = parsed.commandSpec().commandLine();
        Optional<Integer> helped = helped(parsed, line);
        if (helped.isPresent()) {
            return helped.get();
        }
        line.setOut(Terminal.cleaning(line.getOut()));
        line.setErr(Terminal.cleaning(line.getErr()));
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            ParseResult last = parsed;
            while (last.hasSubcommand()) {
                last = last.subcommand();
            }
            throw new ExecutionException(last.commandSpec().commandLine(), "out of memory", e);
        }
    }
}
