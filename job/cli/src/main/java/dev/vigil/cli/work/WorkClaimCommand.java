package dev.vigil.cli.work;

import dev.vigil.audit.RecordPlace;
import dev.vigil.cli.option.AnswerOption;
import dev.vigil.cli.option.TimeOption;
import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.act.Act;
import dev.vigil.client.act.ActAnswer;
import dev.vigil.client.act.ActAnswerWords;
import dev.vigil.client.act.RightsActs;
import dev.vigil.client.act.TopicFacts;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.register.WorkClaimBuilder;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.OwnerShareBuilder;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.wire.ClaimSignature;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.ListKeysFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A party says what it owns of a work. */
@Command(
        name = "claim",
        description = "Claim what a party owns of a work; replaces its earlier claim.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Prints what the register answers: that it counts, and with whom it is in conflict.",
            "No party has won because it was first.",
            "",
            "Example:",
            "  vigil work claim the-film --as harbour --percent 60 --territory CN,HK",
            "  vigil work claim the-film --as harbour --shares shares.json --key harbour.pem",
            "  vigil work claim the-film --as harbour --withdraw"
        })
public final class WorkClaimCommand implements Callable<Integer> {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;
    @Mixin private AnswerOption answer;

    @Parameters(paramLabel = "WORK", description = "id of the work")
    private String workId;

    @Option(
            names = "--as",
            required = true,
            paramLabel = "PARTY",
            description = "who claims: the owner of policies and authorizations")
    private String claimant;

    @Option(names = "--percent", description = "how much of it (default: all)")
    private Double percent;

    @Option(names = "--territory", split = ",", description = "where (default: everywhere)")
    private List<String> territories;

    @Option(names = "--except", split = ",", description = "not there")
    private List<String> except;

    @Option(
            names = "--right",
            split = ",",
            description = "of ${COMPLETION-CANDIDATES} (default: all)")
    private List<RightType> rights;

    @Option(names = "--from", converter = TimeOption.Moment.class, description = "since when")
    private Instant from;

    @Option(
            names = "--to",
            converter = TimeOption.Moment.class,
            description = "first moment at which it no longer owns it")
    private Instant to;

    @Option(names = "--exclusive", description = "no other party owns any of it there")
    private boolean exclusive;

    @Option(
            names = "--shares",
            paramLabel = "FILE",
            description = "several shares: a JSON list of them, in place of the options above")
    private Path file;

    @Option(names = "--evidence", description = "contract or another proof; no other party sees it")
    private String evidenceRef;

    @Option(names = "--withdraw", description = "take the claim back as if it had never been")
    private boolean withdraw;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "sign with the party's private key, for jobs that run with rights.keys")
    private Path keyFile;

    @Override
    public Integer call() throws IOException {
        long now = System.currentTimeMillis();
        WorkClaimBuilder claim =
                WorkClaimBuilder.builder()
                        .workId(workId)
                        .claimant(claimant)
                        .shares(shares())
                        .evidenceRef(evidenceRef)
                        .at(now)
                        .withdrawnAt(withdraw ? now : null);
        try (Bus bus = connection.bus()) {
            Act unsigned = RightsActs.claim(new TopicFacts(bus), claim);
            Act act = unsigned.having(signed((WorkClaim) unsigned.body()));
            if (!answer.isAwaited()) {
                act.send(bus);
                say(act.key() + ": version " + ((WorkClaim) act.body()).version() + " sent");
                return 0;
            }
            return sendAndWait(bus, act);
        }
    }

    private List<OwnerShare> shares() throws IOException {
        if (file != null) {
            return List.of(Json.read(Files.readAllBytes(file), OwnerShare[].class));
        }
        return List.of(
                OwnerShareBuilder.builder()
                        .ownerId(claimant)
                        .territories(territories)
                        .exceptTerritories(except)
                        .rightTypes(rights)
                        .shareBp(percent == null ? null : (Integer) (int) Math.round(percent * 100))
                        .from(from == null ? null : (Long) from.toEpochMilli())
                        .to(to == null ? null : (Long) to.toEpochMilli())
                        .exclusive(exclusive ? Boolean.TRUE : null)
                        .build());
    }

    private WorkClaim signed(WorkClaim claim) {
        return keyFile == null
                ? claim
                : claim.withSignature(
                        ClaimSignature.sign(Json.bytes(claim), ListKeysFile.privateKey(keyFile)));
    }

    private int sendAndWait(Bus bus, Act act) throws IOException {
        try (Bus.Tail tail = bus.tail(Topic.REGISTER)) {
            RecordPlace sent = act.send(bus);
            Optional<ActAnswer> answer =
                    tail.first(event -> ActAnswer.of(act, sent, event), ANSWERS_WITHIN);
            if (answer.isPresent()) {
                say(ActAnswerWords.of(act, answer.get(), System.currentTimeMillis()));
                return answer.get().kind() == ActAnswer.Kind.REFUSED ? 1 : 0;
            }
        }
        say(
                act.key()
                        + ": sent, and got no answer within "
                        + ANSWERS_WITHIN.toSeconds()
                        + " s: the ledger job does not run; see vigil work show "
                        + workId);
        return 0;
    }

    private void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
