package dev.vigil.cli.list;

import picocli.CommandLine.Command;

/** The prohibited-and-in-screening list. */
@Command(
        name = "list",
        description = {
            "The prohibited-and-in-screening list.",
            "A verb that publishes something prints what the jobs answer: when it was effective on every",
            "subtask that decides, or why it was refused."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            ListAddCommand.class,
            ListWithdrawCommand.class,
            ListRenewCommand.class,
            ListShowCommand.class,
            ListImportCommand.class,
            ListPreviewCommand.class,
            ListReceiptsCommand.class,
            ListKeyCommand.class,
            ListSignCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil list add batch7-12 --work the-film --class IN_SCREENING \\",
            "      --from 2026-11-01T00:00:00 --to 2026-12-15T00:00:00 --zone Asia/Shanghai",
            "  vigil list preview batch.csv",
            "  vigil list import batch.csv --apply",
            "  vigil list receipts",
            "  vigil list withdraw batch7-12"
        })
public final class ListCommand {}
