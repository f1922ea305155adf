package dev.vigil.client.notice;

import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Event;
import dev.vigil.client.bus.TopicReader;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notice.NoticeSupplemented;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every notice that was filed, by id, with its items. */
public final class Register {
    private final Map<String, Set<String>> items = new HashMap<>();

    private Register() {}

    public static Register read(Bus bus) throws IOException {
        return read(bus::each);
    }

    static Register read(TopicReader topics) throws IOException {
        Register register = new Register();
        topics.each(Topic.NOTICES, register::learn);
        return register;
    }

    private void learn(Event event) {
        event.readable(NoticeReceived.class)
                .ifPresent(notice -> add(notice.noticeId(), notice.allItems()));
        event.readable(NoticeSupplemented.class)
                .ifPresent(more -> add(more.noticeId(), more.items()));
    }

    private void add(String noticeId, List<NoticeItem> more) {
        Set<String> known = items.computeIfAbsent(noticeId, id -> new LinkedHashSet<>());
        more.forEach(item -> known.add(item.itemId()));
    }

    public boolean has(String noticeId) {
        return items.containsKey(noticeId);
    }

    /** Ids of the items of a notice, in their order; empty where it was not filed. */
    public Optional<Set<String>> items(String noticeId) {
        return Optional.ofNullable(items.get(noticeId));
    }

    /** Ids of the notices on an item, in order. */
    public List<String> on(String itemId) {
        return items.entrySet().stream()
                .filter(entry -> entry.getValue().contains(itemId))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The state of a notice; null where the notice job has not seen it. */
    public static NoticeStatus status(Bus bus, String noticeId) throws IOException {
        return bus.latest(Topic.NOTICE_STATUS, NoticeStatus.class).get(noticeId);
    }
}
