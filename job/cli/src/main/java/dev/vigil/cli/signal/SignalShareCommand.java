package dev.vigil.cli.signal;

import dev.vigil.cli.option.WritingConnection;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.bus.Event;
import dev.vigil.client.reference.References;
import dev.vigil.schema.list.ListClass;
import dev.vigil.schema.reference.ReferenceManifest;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.signal.SignalFingerprint;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalShared;
import dev.vigil.schema.signal.SignalSharedBuilder;
import dev.vigil.schema.signal.SignalWork;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EnvelopeBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.PeaksCodec;
import dev.vigil.schema.wire.ReferenceKey;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A person shares a reference of this site with other platforms. */
@Command(
        name = "share",
        description = "Share a reference of a work with other platforms, or take it back.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The ledger job signs it and peers get it: the fingerprint, titles and identifiers of",
            "the work, nothing of any user.",
            "",
            "Example:",
            "  vigil signal share the-film master --origin here.example --class RIGHTS_DECLARED",
            "  vigil signal share the-film master --origin here.example --class RIGHTS_DECLARED \\",
            "      --withdraw"
        })
public final class SignalShareCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private WritingConnection connection;
    @Mixin private SharingOptions sharing;

    @Parameters(index = "0", paramLabel = "WORK", description = "id of the work")
    private String workId;

    @Parameters(index = "1", paramLabel = "REFERENCE", description = "id of the reference")
    private String referenceId;

    @Option(
            names = "--class",
            required = true,
            description =
                    "PERMISSION_REQUIRED, RIGHTS_DECLARED or STAYDOWN: why others should protect"
                            + " it")
    private ListClass listClass;

    @Override
    public Integer call() throws IOException {
        try (Bus bus = connection.bus();
                Bus.Tail tail = bus.tail(Topic.SIGNAL_STATES)) {
            ReferenceManifest manifest = manifest(References.read(bus));
            Map<Integer, byte[]> chunks = chunks(bus, manifest);
            SignalShared signal =
                    sharing.next(
                            content(bus, manifest, chunks),
                            workId + "." + referenceId,
                            bus,
                            System.currentTimeMillis());
            SharingOptions.send(signal, bus);
            if (!sharing.isWithdrawn()) {
                for (Map.Entry<Integer, byte[]> chunk : chunks.entrySet()) {
                    send(bus, signal, chunk.getKey(), chunk.getValue());
                }
            }
            spec.commandLine().getOut().println(sharing.outcome(signal, tail));
        }
        return 0;
    }

    private ReferenceManifest manifest(References references) {
        return references.all().stream()
                .filter(one -> one.workId().equals(workId))
                .filter(one -> one.referenceId().equals(referenceId))
                .findAny()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "reference: expected one of "
                                                + workId
                                                + ", got '"
                                                + referenceId
                                                + "'; vigil reference show has them"));
    }

    private static Map<Integer, byte[]> chunks(Bus bus, ReferenceManifest manifest)
            throws IOException {
        Map<Integer, byte[]> chunks = new TreeMap<>();
        bus.each(
                Topic.REFERENCES,
                event -> {
                    ReferenceKey key = key(event);
                    boolean isOne =
                            key != null
                                    && key.workId().equals(manifest.workId())
                                    && key.referenceId().equals(manifest.referenceId())
                                    && key.version() == manifest.version()
                                    && key.chunk() != ReferenceKey.MANIFEST
                                    && !key.pictures();
                    if (isOne && event.data() != null) {
                        chunks.put(key.chunk(), event.data());
                    }
                });
        if (chunks.size() != manifest.chunks()
                || !PeaksCodec.digest(List.copyOf(chunks.values())).equals(manifest.digest())) {
            throw new IOException(
                    "reference: expected its "
                            + manifest.chunks()
                            + " chunks with the digest of its manifest, got "
                            + chunks.size()
                            + "; register it again (vigil ingest --as work)");
        }
        return chunks;
    }

    private static ReferenceKey key(Event event) {
        try {
            return ReferenceKey.parse(event.key());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private SignalSharedBuilder content(
            Bus bus, ReferenceManifest manifest, Map<Integer, byte[]> chunks) throws IOException {
        RegisteredWork work = bus.latest(Topic.WORKS, RegisteredWork.class).get(workId);
        return SignalSharedBuilder.builder()
                .kind(SignalKind.REFERENCE)
                .work(
                        new SignalWork(
                                work == null ? null : work.ids(),
                                titles(manifest, work),
                                work == null ? null : work.kind()))
                .fingerprint(
                        new SignalFingerprint(
                                manifest.profile(),
                                manifest.durationMs(),
                                manifest.peaks(),
                                chunks.values().stream()
                                        .map(List::of)
                                        .map(PeaksCodec::digest)
                                        .toList()))
                .listClass(listClass);
    }

    private List<WorkTitle> titles(ReferenceManifest manifest, RegisteredWork work) {
        if (work != null && !work.titles().isEmpty()) {
            return work.titles().stream().limit(10).toList();
        }
        return List.of(new WorkTitle(null, manifest.title() == null ? workId : manifest.title()));
    }

    private void send(Bus bus, SignalShared signal, int number, byte[] peaks) throws IOException {
        Envelope envelope =
                EnvelopeBuilder.builder()
                        .id(signal.signalId() + "/" + signal.version() + "/" + number)
                        .source("/vigil/command")
                        .type(EventType.SIGNAL_CHUNK.type())
                        .subject(signal.signalId())
                        .timeMs(signal.issuedAt())
                        .contentType(PeaksCodec.contentType(signal.fingerprint().profile()))
                        .sequence((long) number)
                        .build();
        bus.send(
                Topic.SIGNAL_DECISIONS,
                signal.signalId(),
                CausedBy.person(connection.actor()).on(envelope),
                peaks);
    }
}
