package dev.vigil.stream.door;

import dev.vigil.figures.FigureKey;
import dev.vigil.schema.check.Check;
import dev.vigil.schema.figures.DailyFigure;
import dev.vigil.schema.figures.FigureDay;
import dev.vigil.schema.figures.FigureFact;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import dev.vigil.stream.caughtup.LoadedListener;
import dev.vigil.stream.caughtup.WallClock;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Figures that the ledger job has published itself, read back: what they were counted from may be
 * gone. Only the job may write there. Once that is loaded nothing passes: the rest is in state
 * already.
 */
public final class PublishedFigureDoor extends Door<FigureFact> implements LoadedListener {
    private static final long serialVersionUID = 1L;

    private transient boolean isLoaded;

    public PublishedFigureDoor(WallClock now) {
        super(FigureFact.class, now);
    }

    @Override
    void enter(
            EventType event,
            Envelope envelope,
            ConsumerRecord<byte[], byte[]> record,
            Collector<FigureFact> out) {
        switch (event) {
            case FIGURE_COUNTED -> {
                DailyFigure figure = Json.enter(record.value(), DailyFigure.class);
                requireKey(record, figure.figureId());
                FigureKey.of(figure);
                out.collect(FigureFact.published(figure));
            }
            case FIGURE_DAY -> {
                FigureDay day = Json.enter(record.value(), FigureDay.class);
                requireKey(record, Check.day("day", day.day()));
                out.collect(FigureFact.published(day));
            }
            default -> throw wrongTopic(event, record);
        }
    }

    @Override
    boolean isOver(ConsumerRecord<byte[], byte[]> record) {
        return isLoaded;
    }

    @Override
    public void loaded() {
        isLoaded = true;
    }

    /** Too old to be kept. */
    @Override
    void tombstone(ConsumerRecord<byte[], byte[]> record, Collector<FigureFact> out) {}

    @Override
    FigureFact dead(DeadLetter letter) {
        return FigureFact.dead(letter);
    }
}
