package dev.vigil.cli.size;

import dev.vigil.schema.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What things cost, of one file.
 *
 * @param machine that all of them were measured on
 * @param costs that are the same at any size
 * @param curves of those that grow with the index
 */
record MeasuredCosts(String machine, List<Cost> costs, List<CostCurve> curves) {
    private static final String FILE = "measured-costs.json";

    /**
     * A figure.
     *
     * @param unit of one of what
     * @param on the day
     * @param by the benchmark, or how it follows
     */
    record Cost(String name, double value, String unit, String on, String by) {}

    MeasuredCosts {
        costs = List.copyOf(costs);
        curves = List.copyOf(curves);
    }

    /** Those that this version was measured with. */
    static MeasuredCosts ofThisVersion() throws IOException {
        return Json.read(text().getBytes(StandardCharsets.UTF_8), MeasuredCosts.class);
    }

    /** Their file. */
    static String text() throws IOException {
        try (InputStream in = MeasuredCosts.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Those of a site's own measurements, in a file of the same form. */
    static MeasuredCosts in(Path file) throws IOException {
        try {
            return Json.read(Files.readAllBytes(file), MeasuredCosts.class);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException(
                    "--costs: expected costs as `vigil size --show-costs` writes them, got "
                            + e.getMessage()
                            + "; begin with what that prints",
                    e);
        }
    }

    Cost cost(String name) {
        return costs.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name, "costs"));
    }

    double of(String name) {
        return cost(name).value();
    }

    CostCurve curve(String name) {
        return curves.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(name, "curves"));
    }

    private static IllegalArgumentException missing(String name, String where) {
        return new IllegalArgumentException(
                "costs: expected '" + name + "' among " + where + ", got none; add it");
    }
}
