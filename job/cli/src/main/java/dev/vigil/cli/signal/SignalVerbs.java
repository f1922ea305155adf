package dev.vigil.cli.signal;

import picocli.CommandLine.Command;

/** What other platforms share, and what this one does. */
@Command(
        name = "signal",
        description =
                "Signals of other platforms: what they may do here, and what this site shares.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SignalListCommand.class,
            SignalDecideCommand.class,
            SignalShareCommand.class,
            SignalReportCommand.class
        },
        synopsisSubcommandLabel = "list|decide|share|report",
        footer = {"", "Example:", "  vigil signal list"})
public final class SignalVerbs {}
