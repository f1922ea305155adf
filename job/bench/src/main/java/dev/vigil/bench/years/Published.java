package dev.vigil.bench.years;

import dev.vigil.schema.address.Uid;
import dev.vigil.schema.notice.NoticeInput;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.Outgoing;
import dev.vigil.stream.door.PublishedDoor;
import java.util.Set;

/** Alerts and breaches come back to the notice job a second after it has published them. */
final class Published implements Scenario {
    private static final Set<String> READ_BACK =
            Set.of(Topic.ESCALATIONS.topicName(), Topic.BREACHES.topicName());

    @Override
    public String description() {
        return "the job reads its own escalations and breaches back, a second later";
    }

    @Override
    public void begin(World world) {
        world.published(
                record -> {
                    if (READ_BACK.contains(record.topic()) && record.data() != null) {
                        world.at(
                                world.nowMs() + World.SECOND_MS,
                                now -> world.emit(Uid.PUBLISHED_SOURCE, readBack(record)));
                    }
                });
    }

    private static NoticeInput readBack(Outgoing record) {
        return PublishedDoor.adopted(record.envelope());
    }
}
