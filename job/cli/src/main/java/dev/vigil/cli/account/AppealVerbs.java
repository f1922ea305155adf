package dev.vigil.cli.account;

import picocli.CommandLine.Command;

/** Appeals of users. */
@Command(
        name = "appeal",
        description = {
            "Appeals of users against offences and measures. While one is open, what it disputes"
                    + " is",
            "suspended: it counts nothing."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "file|decide",
        subcommands = {AppealFileCommand.class, AppealDecideCommand.class},
        footer = {
            "",
            "Example:",
            "  vigil appeal file appeal-31 --account account-7781 --why AUTHORIZED \\",
            "      --offence session:live-2026-1124-0042",
            "  vigil appeal decide appeal-31 OVERTURN --reason 'contract shown and checked'"
        })
public final class AppealVerbs {}
