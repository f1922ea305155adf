package dev.vigil.cli.account;

import picocli.CommandLine.Command;

/** Reports to the department. */
@Command(
        name = "report",
        description = {
            "Reports to the department: the ledger job assembles one with each proposal to end a",
            "service; a person approves it, sends it and records its receipt."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            ReportListCommand.class,
            ReportShowCommand.class,
            ReportApproveCommand.class,
            ReportRejectCommand.class,
            ReportSentCommand.class,
            ReportAcknowledgedCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil report list",
            "  vigil report approve account-7781",
            "  vigil report sent account-7781 --channel post --document post/2026/811"
        })
public final class ReportVerbs {}
