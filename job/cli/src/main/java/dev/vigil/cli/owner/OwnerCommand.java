package dev.vigil.cli.owner;

import picocli.CommandLine.Command;

/** What owners see of the use of their works. */
@Command(
        name = "owner",
        description = "Owners of works: how they are used, and statements of a month.",
        mixinStandardHelpOptions = true,
        subcommands = {OwnerUsageCommand.class, OwnerStatementCommand.class},
        synopsisSubcommandLabel = "usage|statement",
        footer = {"", "Example:", "  vigil owner usage harbour --from 2026-11-01"})
public final class OwnerCommand {}
