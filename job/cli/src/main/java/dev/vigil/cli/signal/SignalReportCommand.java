package dev.vigil.cli.signal;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.bus.Bus;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.signal.SignalAbuse;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalSharedBuilder;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person reports to other platforms that a notifier used forged evidence. */
@Command(
        name = "report",
        description = "Report to other platforms that a notifier used forged evidence.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Only of a notifier of whom a person here has found it in the last 90 days. Peers get"
                    + " the",
            "organisation's id and the digest of the document, nothing else. They may put it on"
                    + " WATCH,",
            "and no clock changes.",
            "",
            "Example:",
            "  vigil signal report studio-9 --organisation 91310000MA1K35XXXX \\",
            "      --document contract.pdf --origin here.example"
        })
public final class SignalReportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;
    @Mixin private SharingOptions sharing;

    @Parameters(index = "0", paramLabel = "NOTIFIER", description = "as notices here name it")
    private String notifier;

    @Option(
            names = "--organisation",
            required = true,
            paramLabel = "ID",
            description = "its registered id, by which others know it; never a person's")
    private String organisationId;

    @Option(
            names = "--document",
            required = true,
            paramLabel = "FILE",
            description = "the forged document; only its digest leaves this machine")
    private Path document;

    @Override
    public Integer call() throws IOException {
        String digest = sha256(document);
        try (Bus bus = connection.bus();
                Bus.Tail tail = bus.tail(Topic.SIGNAL_STATES)) {
            if (!sharing.isWithdrawn()) {
                requireForged(bus);
            }
            SignalShared signal =
                    sharing.next(
                            SignalSharedBuilder.builder()
                                    .kind(SignalKind.ABUSE)
                                    .abuse(new SignalAbuse(organisationId, digest)),
                            "report." + digest.substring(0, 16),
                            bus,
                            System.currentTimeMillis());
            SharingOptions.send(signal, bus);
            spec.commandLine().getOut().println(sharing.outcome(signal, tail));
        }
        return 0;
    }

    private void requireForged(Bus bus) throws IOException {
        NotifierStanding standing =
                bus.latest(Topic.NOTIFIERS, NotifierStanding.class).get(notifier);
        if (standing == null || standing.forged() == 0) {
            throw new IllegalArgumentException(
                    "notifier: expected one of whom forged evidence was found in the last 90 days,"
                            + " got '"
                            + notifier
                            + "'; see vigil notifier show");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream read =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            read.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(read.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
