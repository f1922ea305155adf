package dev.vigil.cli.account;

import picocli.CommandLine.Command;

/** Warnings to users. */
@Command(
        name = "warning",
        description = "Warnings to users: record what became of one; their texts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "receipt|texts",
        subcommands = {WarningReceiptCommand.class, WarningTextsCommand.class},
        footer = {
            "",
            "Example:",
            "  vigil watch warnings",
            "  vigil warning receipt account-7781/FIRST/item:v-7 DELIVERED --channel app"
        })
public final class WarningVerbs {}
