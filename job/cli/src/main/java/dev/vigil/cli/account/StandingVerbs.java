package dev.vigil.cli.account;

import picocli.CommandLine.Command;

/** The ladder, and what a person decides about an account. */
@Command(
        name = "standing",
        description = {
            "The ladder that offences of an account climb, and what a person decides about an"
                    + " account: end of",
            "service, waived offences, links. Each decision names who decided: --actor, a pointer,"
                    + " never a name."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            StandingRulesCommand.class,
            StandingPreviewCommand.class,
            StandingDecideCommand.class,
            StandingWaiveCommand.class,
            StandingLinkCommand.class,
            StandingUnlinkCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil account list --proposed",
            "  vigil standing decide account-7781 DECLINE --reason 'a first year student'"
        })
public final class StandingVerbs {}
