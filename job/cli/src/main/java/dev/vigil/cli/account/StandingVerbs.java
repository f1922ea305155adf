package dev.vigil.cli.account;

import picocli.CommandLine.Command;

/** What a person decides about an account. */
@Command(
        name = "standing",
        description = {
            "What a person decides about an account: end of service, waived offences, links.",
            "Each names who decided: --actor, a pointer, never a name."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "decide|waive|link",
        subcommands = {
            StandingDecideCommand.class,
            StandingWaiveCommand.class,
            StandingLinkCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil account list --proposed",
            "  vigil standing decide account-7781 DECLINE --reason 'a first year student'"
        })
public final class StandingVerbs {}
