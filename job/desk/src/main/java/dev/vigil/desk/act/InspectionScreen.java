package dev.vigil.desk.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.client.inspect.InspectionNames;
import dev.vigil.client.page.PageLanguage;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
                    view(kept.get(), shown, said, visit.text().language()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InspectedView view(
            KeptInspection kept, JsonNode shown, String said, PageLanguage language) {
        if (shown == null) {
            return new InspectedView(kept, said, 0, 0, 0, List.of(), null, null, List.of());
        }
        List<InspectedFigure> figures =
                all(shown.path("figures")).stream().map(it -> figure(it, language)).toList();
        return new InspectedView(
                kept,
                said,
                sum(figures, "NOTICES"),
                sum(figures, "CLOCKS_IN_TIME"),
                sum(figures, "CLOCKS_LATE") + sum(figures, "CLOCKS_OVERDUE"),
                figures,
                table(shown, "BREACHES", language),
                table(shown, "BATCHES", language),
                texts(shown.path("notSeen")));
    }

    private static InspectedFigure figure(JsonNode one, PageLanguage language) {
        String figure = one.path("figure").asText();
        return new InspectedFigure(
                figure,
                InspectionNames.figure(figure, one.path("name").asText(), language),
                InspectionNames.code(one.path("dimension").asText(), language),
                one.path("value").asLong());
    }

    private static long sum(List<InspectedFigure> figures, String name) {
        return figures.stream()
                .filter(it -> it.figure().equals(name))
                .mapToLong(InspectedFigure::value)
                .sum();
    }

    private static InspectedTable table(JsonNode shown, String name, PageLanguage language) {
        JsonNode table = shown.path("tables").path(name);
        List<List<String>> rows =
                all(table.path("rows")).stream()
                        .limit(MOST_ROWS)
                        .map(row -> row(name, texts(row), language))
                        .toList();
        return new InspectedTable(
                InspectionNames.columns(name, texts(table.path("columns")), language),
                rows,
                table.path("count").asLong() - rows.size());
    }

    private static List<String> row(String table, List<String> cells, PageLanguage language) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> InspectionNames.cell(table, i, cells.get(i), language))
                .toList();
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
