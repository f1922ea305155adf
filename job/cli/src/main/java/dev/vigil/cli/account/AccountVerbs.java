package dev.vigil.cli.account;

import picocli.CommandLine.Command;

/** Accounts of users. */
@Command(
        name = "account",
        description = {
            "Accounts of users: what counts against them, and the warnings they got.",
            "An account is a pointer of the platform, never a name. A verb that sends something"
                    + " prints what",
            "the ledger job made of it, or why it was refused."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            AccountShowCommand.class,
            AccountListCommand.class,
            AccountOpenedCommand.class,
            AccountConfirmCommand.class,
            AccountFailCommand.class,
            AccountEraseCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil account list --step S2",
            "  vigil account show account-7781"
        })
public final class AccountVerbs {}
