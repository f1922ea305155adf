package dev.vigil.local.command;

import dev.vigil.local.command.list.AddCommand;
import dev.vigil.local.command.list.ImportCommand;
import dev.vigil.local.command.list.KeyCommand;
import dev.vigil.local.command.list.PreviewCommand;
import dev.vigil.local.command.list.ReceiptsCommand;
import dev.vigil.local.command.list.RenewCommand;
import dev.vigil.local.command.list.ShowCommand;
import dev.vigil.local.command.list.SignCommand;
import dev.vigil.local.command.list.WithdrawCommand;
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
