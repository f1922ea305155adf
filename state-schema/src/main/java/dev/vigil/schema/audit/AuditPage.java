package dev.vigil.schema.audit;

import dev.vigil.schema.check.Check;
import dev.vigil.schema.check.Described;
import dev.vigil.schema.check.Unit;
import dev.vigil.schema.types.InFlight;
import dev.vigil.schema.types.InState;
import dev.vigil.schema.types.OnTopic;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** Up to 1,024 records of a partition: audit.page, an entry of the log of its origin. */
@OnTopic
@InState
@InFlight
@RecordBuilder
public record AuditPage(
        @Described("The log that it is an entry of: SITE/audit/NUMBER. It is the record's key.")
                String origin,
        @Described(
                        "The entry of the log, to the byte: canonical JSON (RFC 8785) of v, topic,"
                                + " partition, from, to, prev, count, root, runs and at, v is 1."
                                + " All entries of a log have the same v; of a larger one the"
                                + " members but runs are as here, more may join, and the hash is"
                                + " of the text as it is. prev is the"
                                + " last offset of the partition's page before, -1 for none: none of"
                                + " the offsets after it and before from held a record that could be"
                                + " read. In a log that follows another one the first page of a"
                                + " partition may have prev -1 whatever the logs before have: the"
                                + " partition begins anew, as of a topic that was made anew. root"
                                + " is the RFC 6962 root in Base64 over the records'"
                                + " digests. runs is there where some of the offsets held no record:"
                                + " SHA-256 in Base64 over the page's runs as decimals with commas"
                                + " between. A page of a topic with count 0 means that its offsets"
                                + " could not be read. A page that does not begin where its"
                                + " partition's pages end is a repeat and no entry.")
                String leaf,
        @Described(
                        value =
                                "From offset from on: how many offsets in a row hold a record, how"
                                        + " many hold none, and so on in turn.",
                        unit = Unit.COUNT)
                List<Long> runs,
        @Described(
                        "The digests of its records in the order of their offsets, 32 bytes each:"
                                + " SHA-256 of a zero byte and the record as CloudEvents structured"
                                + " JSON in canonical form.")
                byte[] digests)
        implements AuditPageBuilder.With {
    /** Records of a full page. */
    public static final int MOST_RECORDS = 1_024;

    /** In characters; a topic has up to 249. */
    public static final int MOST_LEAF = 512;

    public AuditPage {
        Check.text("origin", origin, AuditSeal.MOST_ORIGIN);
        Check.text("leaf", leaf, MOST_LEAF);
        runs = Check.list("runs", runs, 0, 2 * MOST_RECORDS);
        Check.range("digests", Check.present("digests", digests).length, 0, MOST_RECORDS * 32L);
    }
}
