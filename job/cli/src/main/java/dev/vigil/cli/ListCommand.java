package dev.vigil.cli;

import dev.vigil.cli.list.AddCommand;
import dev.vigil.cli.list.ImportCommand;
import dev.vigil.cli.list.KeyCommand;
import dev.vigil.cli.list.PreviewCommand;
import dev.vigil.cli.list.ReceiptsCommand;
import dev.vigil.cli.list.RenewCommand;
import dev.vigil.cli.list.ShowCommand;
import dev.vigil.cli.list.SignCommand;
import dev.vigil.cli.list.WithdrawCommand;
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
            AddCommand.class,
            WithdrawCommand.class,
            RenewCommand.class,
            ShowCommand.class,
            ImportCommand.class,
            PreviewCommand.class,
            ReceiptsCommand.class,
            KeyCommand.class,
            SignCommand.class
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
final class ListCommand {}
