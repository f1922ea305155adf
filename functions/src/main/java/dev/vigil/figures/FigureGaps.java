package dev.vigil.figures;

import java.util.List;

/** What a report asks for and no figure has: it is not known here, and is said to be so. */
public final class FigureGaps {
    public static final List<Gap> ALL =
            List.of(
                    new Gap("1.4", "live streams in which nothing was recognised"),
                    new Gap("1.5", "out-of-court settlements"),
                    new Gap("1.5", "complaints that were suspended as unfounded"),
                    new Gap("1.6", "accuracy by language"),
                    new Gap("1.7", "people who decide, their languages and training"),
                    new Gap("", "recipients of the service"));

    private FigureGaps() {}

    /**
     * One of them.
     *
     * @param template row of the report templates; empty for none
     */
    public record Gap(String template, String what) {}
}
