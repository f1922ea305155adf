package dev.vigil.cli;

import dev.vigil.cli.option.Connection;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.cli.text.Tables;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.AuthorizationTerms;
import dev.vigil.client.act.RightsActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.text.Times;
import dev.vigil.schema.rights.Authorization;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
        description = "Authorizations of works: grant, amend, revoke, show.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "grant|amend|revoke|show",
        footer = {
            "",
            "Example:",
            "  vigil authorization grant deal-8 --to official-channel --work the-film \\",
            "      --right ON_DEMAND,LIVE_RELAY --territory CN",
            "  vigil authorization amend deal-8 --work the-film,the-sequel",
            "  vigil authorization revoke deal-8",
            "  vigil authorization show deal-8"
        })
final class AuthorizationCommand {
    @Spec private CommandSpec spec;

    /** What is not given stays as it was. */
    static final class Terms {
        @Option(
                names = "--to",
                paramLabel = "GRANTEE",
                description = "account, channel or organisation")
        private String grantee;

        @Option(names = "--work", split = ",", description = "works that it covers")
        private List<String> works;

        @Option(
                names = "--right",
                split = ",",
                description = "of ${COMPLETION-CANDIDATES} (default: both)")
        private List<RightType> rights;

        @Option(
                names = "--territory",
                split = ",",
                description = "only there, e.g. CN,HK; * is everywhere (default: everywhere)")
        private List<String> territories;

        @Option(
                names = "--from",
                converter = TimeOption.Moment.class,
                description = "first moment (default: now less a day)")
        private Instant from;

        @Option(
                names = "--until",
                converter = TimeOption.Time.class,
                paramLabel = "TIME",
                description = "first moment after it (default: no end)")
        private Instant until;

        @Option(
                names = "--excerpt",
                converter = TimeOption.Span.class,
                paramLabel = "SPAN",
                description = "limit of a work in the rolling window (default: all of it)")
        private Duration excerpt;

        @Option(
                names = "--grantor",
                description = "who grants it; of a registered work its owner's id")
        private String grantor;

        @Option(names = "--evidence", description = "where the contract is")
        private String evidence;

        private AuthorizationTerms terms() {
            return new AuthorizationTerms(
                    grantee,
                    works,
                    rights,
                    territories,
                    from == null ? null : (Long) from.toEpochMilli(),
                    until == null ? null : (Long) until.toEpochMilli(),
                    excerpt == null ? null : (Long) excerpt.toMillis(),
                    grantor,
                    evidence);
        }
    }

    @Command(
            name = "grant",
            description = "Grant an authorization; one that exists is granted anew in full.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  vigil authorization grant deal-8 --to official-channel --work the-film"
            })
    int grant(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "ID", description = "id of the authorization") String id,
            @Mixin Terms terms)
            throws IOException {
        long now = System.currentTimeMillis();
        try (Bus bus = connection.bus()) {
            send(bus, RightsActs.grant(new TopicFacts(bus), id, terms.terms(), now));
        }
        return 0;
    }

    @Command(
            name = "amend",
            description = "Change what is given of an authorization, the rest stays.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Works that are dropped, and a grantee that is replaced, are judged again at once.",
                "",
                "Example:",
                "  vigil authorization amend deal-8 --work the-film,the-sequel --excerpt 3m"
            })
    int amend(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "ID", description = "id of the authorization") String id,
            @Mixin Terms terms)
            throws IOException {
        try (Bus bus = connection.bus()) {
            long now = System.currentTimeMillis();
            send(bus, RightsActs.amend(new TopicFacts(bus), id, terms.terms(), now));
        }
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Revoke an authorization from now on, or from a given time.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "What was shown before that time stays authorized.",
                "",
                "Example:",
                "  vigil authorization revoke deal-8 --reason 'deal ended'"
            })
    int revoke(
            @Mixin WritingConnection connection,
            @Parameters(paramLabel = "ID", description = "id of the authorization") String id,
            @Option(
                            names = "--at",
                            converter = TimeOption.Moment.class,
                            description = "when it ends (default: now)")
                    Instant at,
            @Option(names = "--reason", description = "why") String reason)
            throws IOException {
        try (Bus bus = connection.bus()) {
            long now = System.currentTimeMillis();
            long end = at == null ? now : at.toEpochMilli();
            Act act = RightsActs.revoke(new TopicFacts(bus), id, end, reason, now);
            act.send(bus);
            say(id + " version " + ((Authorization) act.body()).version() + ": revoked");
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Show an authorization, or all of them.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  vigil authorization show --work the-film"})
    int show(
            @Mixin Connection connection,
            @Parameters(arity = "0..1", paramLabel = "ID", description = "only this one") String id,
            @Option(names = "--work", description = "only those of this work") String work)
            throws IOException {
        List<Authorization> shown = new ArrayList<>();
        try (Bus bus = connection.bus()) {
            for (Authorization authorization :
                    bus.latest(Topic.AUTHORIZATIONS, Authorization.class).values()) {
                if ((id == null || id.equals(authorization.authorizationId()))
                        && (work == null || authorization.workIds().contains(work))) {
                    shown.add(authorization);
                }
            }
        }
        shown.sort(Comparator.comparing(Authorization::authorizationId));
        say(shown.isEmpty() ? "No such authorization." : table(shown));
        return 0;
    }

    private static String table(List<Authorization> shown) {
        return Tables.of(
                shown,
                List.of(
                        Tables.left("id").with(Authorization::authorizationId),
                        Tables.left("version").with(a -> Long.toString(a.version())),
                        Tables.left("grantor").with(a -> a.grantor() == null ? "" : a.grantor()),
                        Tables.left("grantee").with(Authorization::grantee),
                        Tables.left("works").with(a -> String.join(",", a.workIds())),
                        Tables.left("rights").with(a -> words(a.rightTypes())),
                        Tables.left("territories").with(a -> String.join(",", a.territories())),
                        Tables.left("from").with(a -> Times.date(a.from())),
                        Tables.left("until").with(a -> a.to() == null ? "" : Times.date(a.to())),
                        Tables.left("excerpt").with(AuthorizationCommand::excerpt),
                        Tables.left("revoked")
                                .with(
                                        a ->
                                                a.revokedAt() == null
                                                        ? ""
                                                        : Times.date(a.revokedAt()))));
    }

    private static String excerpt(Authorization authorization) {
        return authorization.maxExcerptMs() == null
                ? ""
                : authorization.maxExcerptMs() / 1_000 + " s";
    }

    private static String words(List<RightType> rights) {
        return String.join(",", rights.stream().map(Enum::name).toList());
    }

    private void send(Bus bus, Act act) throws IOException {
        act.send(bus);
        Authorization granted = (Authorization) act.body();
        say(
                granted.authorizationId()
                        + " version "
                        + granted.version()
                        + ": "
                        + granted.grantee()
                        + " may use "
                        + granted.workIds()
                        + (granted.maxExcerptMs() == null
                                ? ""
                                : ", " + excerpt(granted) + " of a work"));
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
