package dev.vigil.cli.account;

import picocli.CommandLine.Command;

/** What users report of sessions and items. */
@Command(
        name = "user-report",
        description = {
            "What users report of streams and uploads, for a person to look at.",
            "No job reads it: a report is never an offence by itself. What follows from it is a"
                    + " notice",
            "(vigil notice file), an entry of the list (vigil list add), or nothing."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show|done",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            UserReportListCommand.class,
            UserReportShowCommand.class,
            UserReportDoneCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil user-report list",
            "  vigil user-report show live-2026-1124-0042",
            "  vigil user-report done live-2026-1124-0042 --ref notice/n-5 --reason 'a whole film'"
        })
public final class UserReportVerbs {}
