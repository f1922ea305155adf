package dev.vigil.client.inspect;

import dev.vigil.schema.account.AccountCommand;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.enforcement.CommandUnconfirmed;
import dev.vigil.schema.enforcement.EnforcementCommand;
import dev.vigil.schema.enforcement.ItemBack;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.notice.NoticeCommand;
import java.util.List;

/** What was commanded, when it took effect first, and whether it was taken back. */
final class MeasureCounts {
    private final Tally tally;
    private final KeyedSpill<Step> measures;

    /** A command, or what a platform reported of one. */
    record Step(Issued issued, Long effectiveAt, Long backAt) {}

    record Issued(Measure measure, String about, String reason, long atMs, String place) {}

    MeasureCounts(Tally tally) {
        this.tally = tally;
        measures = tally.spilled(Step.class);
        tally.on(
                EnforcementCommand.class,
                (record, it) ->
                        issued(
                                it.commandId(),
                                new Issued(
                                        it.measure(),
                                        it.sessionId(),
                                        it.reasonCode(),
                                        it.issuedAt(),
                                        record.place())));
        tally.on(
                NoticeCommand.class,
                (record, it) ->
                        issued(
                                it.commandId(),
                                new Issued(
                                        it.measure(),
                                        it.itemId(),
                                        it.reasonCode(),
                                        it.issuedAt(),
                                        record.place())));
        tally.on(
                AccountCommand.class,
                (record, it) ->
                        issued(
                                it.commandId(),
                                new Issued(
                                        it.measure(),
                                        it.accountId(),
                                        it.reason(),
                                        it.issuedAt(),
                                        record.place())));
        tally.on(ActionConfirmed.class, (record, it) -> confirmed(it));
        tally.on(ItemBack.class, (record, it) -> back(it));
        tally.on(
                CommandUnconfirmed.class,
                (record, it) -> tally.distinct(InspectionFigure.UNCONFIRMED, it.alertKey(), ""));
        tally.atEnd(() -> measures.each(this::count));
    }

    private void issued(String commandId, Issued issued) {
        measures.put(commandId, new Step(issued, null, null));
    }

    private void confirmed(ActionConfirmed confirmed) {
        if (confirmed.measure() == Measure.ANSWERED && confirmed.digest() != null) {
            tally.distinct(InspectionFigure.DIRECTIVES_ANSWERED, confirmed.itemId(), "");
        }
        if (confirmed.commandId() != null) {
            measures.put(confirmed.commandId(), new Step(null, confirmed.effectiveAt(), null));
        }
    }

    private void back(ItemBack back) {
        tally.count(InspectionFigure.REVERSED, "");
        if (back.commandId() != null) {
            measures.put(back.commandId(), new Step(null, null, back.at()));
        }
    }

    private void count(String id, List<Step> all) {
        Issued issued = Tally.first(all.stream().map(Step::issued).toList());
        if (issued == null) {
            return;
        }
        Long effectiveAt = Tally.first(all.stream().map(Step::effectiveAt).toList());
        Long backAt = Tally.last(all.stream().map(Step::backAt).toList());
        tally.count(InspectionFigure.COMMANDS, Tally.text(issued.measure()));
        if (effectiveAt != null) {
            tally.count(InspectionFigure.COMMANDS_CONFIRMED, Tally.text(issued.measure()));
            tally.time(InspectionFigure.TIME_TO_EFFECT, Math.max(0, effectiveAt - issued.atMs()));
        }
        tally.row(
                InspectionTable.MEASURES,
                issued.atMs(),
                issued.place(),
                id,
                issued.about(),
                issued.measure(),
                issued.reason(),
                issued.atMs(),
                effectiveAt,
                backAt);
    }
}
