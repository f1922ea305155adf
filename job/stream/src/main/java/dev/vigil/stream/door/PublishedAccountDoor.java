package dev.vigil.stream.door;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.account.AccountFact.Kind;
import dev.vigil.schema.account.AccountStanding;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.account.OffenceChanged;
import dev.vigil.schema.account.StrikeChanged;
import dev.vigil.schema.account.UserWarning;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.LoadedListener;
import dev.vigil.stream.caughtup.WallClock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the ledger job has published itself, read back, so that it sends nothing twice and knows
 * what other topics have forgotten. Only the job may write there; see the access rules of the
 * topics.
 *
 * <p>Once that is loaded only strikes pass, which are waited for, and standings to the accounts
 * that they name as linked, or as linked no longer: the rest is in state already, and is more than
 * all others have to report.
 */
public final class PublishedAccountDoor extends Door<AccountFact> implements LoadedListener {
    private static final long serialVersionUID = 1L;

    private static final byte[] LINKED_TO_NONE = "\"linked\":[]".getBytes(StandardCharsets.UTF_8);
    private static final byte[] UNLINKED_OF_NONE =
            "\"unlinked\":[]".getBytes(StandardCharsets.UTF_8);

    private transient boolean isLoaded;

    public PublishedAccountDoor(WallClock now) {
        super(AccountFact.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<AccountFact> out) {
        if (!event.isOn(record.topic())) {
            throw wrongTopic(event, record);
        }
        long at = envelope.timeMs();
        if (event == EventType.ACCOUNT_STANDING) {
            linked(read(record, AccountStanding.class), at, out);
        }
        if (isLoaded && event != EventType.STRIKE_CHANGED) {
            return;
        }
        out.collect(
                switch (event) {
                    case OFFENCE_CHANGED -> {
                        OffenceChanged changed = read(record, OffenceChanged.class);
                        String account = changed.offence().accountId();
                        yield AccountFact.of(Kind.OFFENCE_PUBLISHED, account, at, changed);
                    }
                    case STRIKE_CHANGED -> {
                        StrikeChanged changed = read(record, StrikeChanged.class);
                        yield AccountFact.of(
                                Kind.STRIKE_PUBLISHED, changed.accountId(), at, changed);
                    }
                    case ACCOUNT_STANDING -> {
                        AccountStanding standing = read(record, AccountStanding.class);
                        yield AccountFact.of(
                                Kind.STANDING_PUBLISHED, standing.accountId(), at, standing);
                    }
                    case USER_WARNING -> {
                        UserWarning warning = read(record, UserWarning.class);
                        yield AccountFact.of(
                                Kind.WARNING_PUBLISHED, warning.accountId(), at, warning);
                    }
                    case ACCOUNT_COMMAND -> {
                        AccountCommand command = read(record, AccountCommand.class);
                        yield AccountFact.of(
                                Kind.COMMAND_PUBLISHED, command.accountId(), at, command);
                    }
                    case DEPARTMENT_REPORT -> {
                        DepartmentReport report = read(record, DepartmentReport.class);
                        yield AccountFact.of(Kind.REPORT_PUBLISHED, report.accountId(), at, report);
                    }
                    default -> throw wrongTopic(event, record);
                });
    }

    private static void linked(AccountStanding standing, long at, Collector<AccountFact> out) {
        Stream.concat(standing.linked().stream(), standing.unlinked().stream())
                .forEach(
                        other ->
                                out.collect(
                                        AccountFact.of(Kind.LINKED_STANDING, other, at, standing)));
    }

    /** Most of what the job reads is what it has published: unread it costs a tenth. */
    @Override
    boolean isOver(ConsumerRecord<byte[], byte[]> record) {
        boolean isOfNone =
                !record.topic().equals(Topic.ACCOUNT_STANDINGS.topicName())
                        || isLinkedToNone(record.value());
        return isLoaded && isOfNone && !record.topic().equals(Topic.STRIKES.topicName());
    }

    /**
     * Most standings are, and to parse them all for the few that are not costs more than all else
     * here. Nothing but these fields can look so: in a text each quote has a backslash before it.
     * Of another form than the job's own it is parsed.
     */
    private static boolean isLinkedToNone(byte[] standing) {
        return standing != null && has(standing, LINKED_TO_NONE) && has(standing, UNLINKED_OF_NONE);
    }

    private static boolean has(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            if (text[i] == part[0]
                    && Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void loaded() {
        isLoaded = true;
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        return Json.enter(record.value(), type);
    }

    /** What is erased, or too old to be kept. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<AccountFact> out) {}

    @Override
    AccountFact dead(DeadLetter letter) {
        return AccountFact.of(Kind.DEAD, null, 0, letter);
    }
}
