package dev.vigil.stream;

import dev.vigil.flink.audit.AuditLogFunction;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.audit.AuditInput;
import dev.vigil.schema.audit.AuditPage;
import dev.vigil.stream.options.ListKeysFile;
import java.nio.file.Path;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The audit log in the ledger job. It shares no operator with the rest, so that neither restarts
 * the other.
 *
 * <pre>
 * every topic but media ── digests ──┬──> AuditLog (one task) ── twice a second ──> audit, seals, ledger.alerts
 * audit, seals: read back ───────────┘
 * </pre>
 */
public final class AuditStages {
    private AuditStages() {}

    /**
     * What it reads.
     *
     * @param records of all topics that are audited, as digests
     * @param published by the log itself
     */
    public record Sources(DataStream<AuditInput> records, DataStream<AuditInput> published) {}

    /**
     * The log.
     *
     * @param sink at least once: a page that is published twice is one entry
     */
    public static void wire(Sources sources, Sink<Outgoing> sink, AuditOptions options) {
        String keyFile = options.keyFile();
        SingleOutputStreamOperator<AuditPage> pages =
                sources.records()
                        .union(sources.published())
                        .keyBy(input -> AuditLogFunction.KEY)
                        .process(
                                new AuditLogFunction(
                                        options.log(),
                                        () -> ListKeysFile.privateKey(Path.of(keyFile)),
                                        options.madeAnew()))
                        .setParallelism(1)
                        .uid(Uid.AUDIT_LOG)
                        .name("audit log");
        out(pages, Outgoing::page, Uid.AUDIT_PAGES_OUT, "pages out")
                .union(
                        out(
                                pages.getSideOutput(AuditLogFunction.SEALS),
                                Outgoing::seal,
                                Uid.AUDIT_SEALS_OUT,
                                "seals out"),
                        out(
                                pages.getSideOutput(AuditLogFunction.ALERTS),
                                Outgoing::ledgerAlert,
                                Uid.AUDIT_ALERTS_OUT,
                                "audit alerts out"))
                .sinkTo(sink)
                .setParallelism(1)
                .uid(Uid.AUDIT_SINK)
                .name("audit out");
    }

    /** In one task as the log itself: a page that overtakes another one is no entry. */
    private static <T> DataStream<Outgoing> out(
            DataStream<T> records, MapFunction<T, Outgoing> form, String uid, String name) {
        return records.map(form, TypeInformation.of(Outgoing.class))
                .setParallelism(1)
                .uid(uid)
                .name(name);
    }
}
