package dev.vigil.local.command;

import dev.vigil.local.bus.Bus;
import dev.vigil.local.bus.Event;
import dev.vigil.schema.event.Authorization;
import dev.vigil.schema.event.RightType;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The register of authorizations. */
@Command(
        name = "authorization",
        description = "Authorizations of works: grant, revoke.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "grant|revoke",
        footer = {
            "",
            "Example:",
            "  vigil authorization grant deal-8 --to official-channel --work the-film \\",
            "      --right ON_DEMAND,LIVE_RELAY --territory CN",
            "  vigil authorization revoke deal-8"
        })
final class AuthorizationCommand {
    @Spec private CommandSpec spec;

    @Command(
            name = "grant",
            description = "Grant an authorization, or amend one: the version counts up by itself.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  vigil authorization grant deal-8 --to official-channel --work the-film"
            })
    int grant(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "id of the authorization") String id,
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "GRANTEE",
                            description = "account, channel or organisation")
                    String grantee,
            @Option(
                            names = "--work",
                            required = true,
                            split = ",",
                            description = "works that it covers")
                    List<String> works,
            @Option(
                            names = "--right",
                            split = ",",
                            defaultValue = "LIVE_RELAY,ON_DEMAND",
                            description = "of ${COMPLETION-CANDIDATES} (default: both)")
                    List<RightType> rights,
            @Option(
                            names = "--territory",
                            split = ",",
                            description = "only there, e.g. CN,HK (default: everywhere)")
                    List<String> territories,
            @Option(
                            names = "--from",
                            converter = Times.Moment.class,
                            description = "first moment (default: now less a day)")
                    Instant from,
            @Option(
                            names = "--until",
                            converter = Times.Moment.class,
                            description = "first moment after it (default: no end)")
                    Instant until,
            @Option(names = "--grantor", description = "who grants it") String grantor)
            throws IOException {
        try (Bus bus = connection.bus()) {
            Authorization before = find(bus, id);
            long now = System.currentTimeMillis();
            Authorization granted =
                    new Authorization(
                            id,
                            before == null ? 1 : before.version() + 1,
                            grantor,
                            grantee,
                            works,
                            rights,
                            territories,
                            from == null ? now - 86_400_000L : from.toEpochMilli(),
                            until == null ? null : until.toEpochMilli(),
                            null,
                            null,
                            null,
                            null);
            bus.send(Topic.AUTHORIZATIONS, EventType.AUTHORIZATION_GRANTED, id, now, granted);
            say(id + " version " + granted.version() + ": " + grantee + " may use " + works);
        }
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Revoke an authorization from now on, or from a given time.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil authorization revoke deal-8 --reason 'deal ended'"})
    int revoke(
            @Mixin Connection connection,
            @Parameters(paramLabel = "ID", description = "id of the authorization") String id,
            @Option(
                            names = "--at",
                            converter = Times.Moment.class,
                            description = "when it ends (default: now)")
                    Instant at,
            @Option(names = "--reason", description = "why") String reason)
            throws IOException {
        try (Bus bus = connection.bus()) {
            Authorization known = find(bus, id);
            if (known == null) {
                throw new IOException(
                        "authorization revoke: expected a granted authorization, came '"
                                + id
                                + "'; see vigil watch authorizations");
            }
            long now = System.currentTimeMillis();
            Authorization revoked =
                    new Authorization(
                            known.authorizationId(),
                            known.version() + 1,
                            known.grantor(),
                            known.grantee(),
                            known.workIds(),
                            known.rightTypes(),
                            known.territories(),
                            known.from(),
                            known.to(),
                            known.maxExcerptMs(),
                            at == null ? now : at.toEpochMilli(),
                            reason,
                            known.evidenceRef());
            bus.send(Topic.AUTHORIZATIONS, EventType.AUTHORIZATION_REVOKED, id, now, revoked);
            say(id + " version " + revoked.version() + ": revoked");
        }
        return 0;
    }

    private static Authorization find(Bus bus, String id) throws IOException {
        Event event = bus.latest(Topic.AUTHORIZATIONS).get(id);
        return event == null ? null : event.as(Authorization.class);
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
