package dev.vigil.desk.project;

import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.notice.AlertAcknowledged;
import dev.vigil.schema.notice.BreachCorrection;
import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.ItemOutcome;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jdbi.v3.core.Handle;

/** What the store must hold, by maps, one record after the other, written without its code. */
final class NaiveStore {
    private static final List<String> SELECTS =
            List.of(
                    "select 'notice', notice_id, received_at, notifier from notice"
                            + " where r_off is not null",
                    "select 'status', notice_id, state, as_of, overdue, items_open from notice"
                            + " where s_off is not null",
                    "select 'joined', notice_id, item_id, joined_at, locator from notice_item"
                            + " where joined_at is not null",
                    "select 'itemstate', notice_id, item_id, state from notice_item"
                            + " where state is not null",
                    "select 'outcome', notice_id, item_id, outcome, outcome_at from notice_item"
                            + " where outcome is not null",
                    "select 'confirmed', item_id, measure, effective_at from item"
                            + " where c_off is not null",
                    "select 'back', item_id, back_at from item where b_off is not null",
                    "select 'breach', breach_id, due_at from breach where b_off is not null",
                    "select 'corrected', breach_id, done_at, cleared from breach"
                            + " where done_at is not null",
                    "select 'alert', alert_key, fires_at, ack_by from alert"
                            + " where topic = 'escalations'",
                    "select 'ack', alert_key, at from ack");

    private final Map<String, String> rows = new TreeMap<>();

    /** In an order of its own: a topic after the other. */
    static List<String> of(List<ConsumerRecord<byte[], byte[]>> records) {
        NaiveStore naive = new NaiveStore();
        List<ConsumerRecord<byte[], byte[]>> ordered = new ArrayList<>(records);
        ordered.sort(
                Comparator.<ConsumerRecord<byte[], byte[]>, String>comparing(ConsumerRecord::topic)
                        .reversed()
                        .thenComparing(ConsumerRecord::partition)
                        .thenComparing(ConsumerRecord::offset));
        ordered.forEach(naive::take);
        return naive.rows.values().stream().sorted().toList();
    }

    /** The same of a store. */
    static List<String> of(Handle store) {
        List<String> lines = new ArrayList<>();
        for (String select : SELECTS) {
            store.createQuery(select)
                    .map(
                            (row, context) -> {
                                List<String> values = new ArrayList<>();
                                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                    values.add(Objects.toString(row.getObject(i)));
                                }
                                return String.join(" ", values);
                            })
                    .forEach(lines::add);
        }
        lines.sort(null);
        return lines;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null || record.value() == null || record.key() == null) {
            return;
        }
        Object it;
        try {
            String name = new String(type.value(), StandardCharsets.UTF_8);
            it = Json.read(record.value(), EventType.of(name).orElseThrow().data());
        } catch (IllegalArgumentException e) {
            return;
        }
        take(it, new String(record.key(), StandardCharsets.UTF_8), record);
    }

    private void take(Object it, String key, ConsumerRecord<byte[], byte[]> record) {
        boolean isOfItem = record.topic().equals("confirmations");
        if (it instanceof NoticeReceived notice) {
            first("notice", notice.noticeId(), notice.receivedAt() + " " + notice.notifier());
            joined(notice.noticeId(), notice.allItems(), notice.receivedAt());
        } else if (it instanceof NoticeSupplemented more) {
            joined(more.noticeId(), more.items(), more.receivedAt());
        } else if (it instanceof NoticeStatus status && status.noticeId().equals(key)) {
            status(status);
        } else if (it instanceof ItemOutcome of) {
            last("outcome", of.noticeId() + " " + of.itemId(), of.outcome() + " " + of.at());
        } else if (it instanceof ActionConfirmed done && isOfItem) {
            last("confirmed", done.itemId(), done.measure() + " " + done.effectiveAt());
        } else if (it instanceof ItemBack back && isOfItem) {
            last("back", back.itemId(), back.at() + "");
        } else if (it instanceof BreachRecord breach) {
            first("breach", breach.breachId(), breach.dueAt() + "");
        } else if (it instanceof BreachCorrection more) {
            last("corrected", more.breachId(), more.doneAt() + " " + flag(more.cleared()));
        } else if (it instanceof EscalationAlert alert) {
            last("alert", alert.alertKey(), alert.firesAt() + " " + alert.ackRequiredBy());
        } else if (it instanceof AlertAcknowledged ack) {
            rows.put(
                    "ack" + record.partition() + "@" + record.offset(),
                    "ack " + ack.alertKey() + " " + ack.at());
        }
    }

    private void joined(String notice, List<NoticeItem> items, long at) {
        for (NoticeItem item : items) {
            first("joined", notice + " " + item.itemId(), at + " " + item.locator());
        }
    }

    private void status(NoticeStatus status) {
        last(
                "status",
                status.noticeId(),
                status.state()
                        + " "
                        + status.asOf()
                        + " "
                        + flag(status.overdue())
                        + " "
                        + (status.itemsOpen().size() + more(status.moreItemsOpen())));
        status.itemsOpen().forEach(i -> last("itemstate", status.noticeId() + " " + i, "OPEN"));
        status.itemsDone().forEach(i -> last("itemstate", status.noticeId() + " " + i, "DONE"));
    }

    private static int more(Integer count) {
        return count == null ? 0 : count;
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    private void last(String kind, String key, String values) {
        rows.put(kind + " " + key, kind + " " + key + " " + values);
    }

    private void first(String kind, String key, String values) {
        rows.putIfAbsent(kind + " " + key, kind + " " + key + " " + values);
    }
}
