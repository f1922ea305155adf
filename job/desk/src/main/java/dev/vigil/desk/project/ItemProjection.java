package dev.vigil.desk.project;

import dev.vigil.desk.store.ColumnGroup;
import dev.vigil.desk.store.RowChanges;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.wire.Topic;
import java.util.List;

/**
 * What was confirmed about items of notices; the same events about sessions are on other topics.
 */
final class ItemProjection implements Projection {
    private static final List<String> ITEM = List.of("item_id");

    private static final ColumnGroup CONFIRMED =
            ColumnGroup.last(
                    "item",
                    ITEM,
                    "measure",
                    "effective_at",
                    "executor",
                    "account_id",
                    "published_at",
                    "item_kind",
                    "evidence",
                    "c_off",
                    "c_part");

    private static final ColumnGroup BACK =
            ColumnGroup.last("item", ITEM, "back_at", "back_reason", "b_off", "b_part");

    @Override
    public List<ColumnGroup> groups() {
        return List.of(CONFIRMED, BACK);
    }

    @Override
    public void add(JournaledRecord record, RowChanges to) {
        if (!record.isOn(Topic.CONFIRMATIONS.topicName())) {
            return;
        }
        record.as(ActionConfirmed.class)
                .ifPresent(
                        it ->
                                to.put(
                                        CONFIRMED,
                                        it.itemId(),
                                        it.measure(),
                                        it.effectiveAt(),
                                        it.executor(),
                                        it.accountId(),
                                        it.publishedAt(),
                                        it.itemKind(),
                                        it.evidence(),
                                        record.offset(),
                                        record.partition()));
        record.as(ItemBack.class)
                .ifPresent(
                        it ->
                                to.put(
                                        BACK,
                                        it.itemId(),
                                        it.at(),
                                        it.reason(),
                                        record.offset(),
                                        record.partition()));
    }
}
