package dev.vigil.desk.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.desk.act.InspectedView.InspectedFigure;
import dev.vigil.desk.act.InspectedView.InspectedTable;
import dev.vigil.desk.inspect.InspectionMaker;
import dev.vigil.desk.inspect.KeptInspection;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.web.Answer;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.desk.web.Visit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** An inspection while it is made, and what it has counted. */
final class InspectionScreen implements DeskScreen {
    /** Rows of a table on the page; the bundle has up to 300. */
    private static final int MOST_ROWS = 50;

    private final InspectionMaker maker;

    InspectionScreen(InspectionMaker maker) {
        this.maker = maker;
    }

    @Override
    public String path() {
        return "/inspection/{id}";
    }

    @Override
    public Set<DeskRole> roles() {
        return InspectionForm.AUDITORS;
    }

    @Override
    public Answer get(Visit visit) {
        return page(maker, visit, 200, null);
    }

    static Answer page(InspectionMaker maker, Visit visit, int status, String said) {
        try {
            Optional<KeptInspection> kept = maker.one(visit.id());
            if (kept.isEmpty()) {
                return Answer.refused(
                        404,
                        visit.text().text("inspection.unknown", maker.settings().kept().toDays()));
            }
            JsonNode shown = kept.get().isMade() ? maker.shown(visit.id()).orElse(null) : null;
            return Answer.again(
                    status,
                    visit.text().text("inspection.title"),
                    "act/inspection.jte",
                    view(kept.get(), shown, said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InspectedView view(KeptInspection kept, JsonNode shown, String said) {
        if (shown == null) {
            return new InspectedView(kept, said, 0, 0, 0, List.of(), null, null, List.of());
        }
        List<InspectedFigure> figures =
                all(shown.path("figures")).stream().map(InspectionScreen::figure).toList();
        return new InspectedView(
                kept,
                said,
                sum(figures, "NOTICES"),
                sum(figures, "CLOCKS_IN_TIME"),
                sum(figures, "CLOCKS_LATE"),
                figures,
                table(shown, "BREACHES"),
                table(shown, "BATCHES"),
                texts(shown.path("notSeen")));
    }

    private static InspectedFigure figure(JsonNode one) {
        return new InspectedFigure(
                one.path("figure").asText(),
                one.path("name").asText(),
                one.path("dimension").asText(),
                one.path("value").asLong());
    }

    private static long sum(List<InspectedFigure> figures, String name) {
        return figures.stream()
                .filter(it -> it.figure().equals(name))
                .mapToLong(InspectedFigure::value)
                .sum();
    }

    private static InspectedTable table(JsonNode shown, String name) {
        JsonNode table = shown.path("tables").path(name);
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            if (rows.size() < MOST_ROWS) {
                rows.add(texts(row));
            }
        }
        return new InspectedTable(
                texts(table.path("columns")), rows, table.path("count").asLong() - rows.size());
    }

    private static List<String> texts(JsonNode array) {
        return all(array).stream()
                .map(it -> it.isNull() ? "" : it.isTextual() ? it.asText() : it.toString())
                .toList();
    }

    private static List<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
