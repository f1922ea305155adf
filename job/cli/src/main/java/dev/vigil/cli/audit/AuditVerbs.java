package dev.vigil.cli.audit;

import picocli.CommandLine.Command;

/** The audit log. */
@Command(
        name = "audit",
        description = {
            "The audit log: the ledger job lists the digest of each record of all topics in a Merkle",
            "tree and signs it. With the log's key anybody can check that nothing was changed, left",
            "out, reordered or cut off."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            AuditKeyCommand.class,
            AuditVerifyCommand.class,
            AuditProofCommand.class,
            AuditPublishCommand.class,
            AuditWitnessCommand.class
        },
        footer = {
            "",
            "Example:",
            "  vigil audit key example.com/audit/1 --out audit.pem > audit.vkey",
            "  vigil audit verify --key audit.vkey",
            "  vigil audit publish --key audit.vkey --out /srv/audit",
            "  vigil audit proof verdicts/3/1207 --key audit.vkey --out 1207.tlog-proof"
        })
public final class AuditVerbs {}
