package dev.vigil.local.demo;

import dev.vigil.cli.text.Columns;
import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.Expectation.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results of a demo, in lines that a person reads in a minute; the rest is on its page. */
final class DemoLines {
    /** Of a line, mark and blank included. */
    static final int COLUMNS = 100;

    private static final int WHAT = 47;
    private static final int SURE = 7;
    private static final int DONE = COLUMNS - 5 - WHAT - SURE;
    private static final int WIDE = DONE + SURE + 1;

    private DemoLines() {}

    /** All of the story: sound, notices, accounts, owners, the rest. */
    static List<String> of(List<Result> results, Map<String, Recognised> recognised) {
        List<String> lines = new ArrayList<>();
        lines.add("   " + row("Played to Vigil", "What it did, by which entry", "sure in"));
        for (Result result : of(Chapter.SOUND, results)) {
            Recognised found = recognised.get(result.expectation().id());
            String sureIn = found == null ? "" : found.sureAfter();
            lines.add(mark(result.met()) + row(what(result), brief(result, DONE), sureIn));
            lines.addAll(why(result));
        }
        addInPairs(of(Chapter.FILM, results), lines);
        lines.add("");
        lines.add(
                "   "
                        + Columns.padded("Notices of rights holders, with 24 h, or 2 h", WHAT)
                        + " What its clock did: E0 receipt ... E8 breach");
        of(Chapter.NOTICE, results).forEach(result -> addWide(result, lines));
        lines.add("");
        lines.add(
                "   "
                        + Columns.padded("Accounts of users, whose repeats count", WHAT)
                        + " Strikes, and steps of the ladder S0 to S3");
        of(Chapter.ACCOUNT, results).forEach(result -> addWide(result, lines));
        lines.add("");
        lines.add(
                "   "
                        + Columns.padded("Owners, who claim works and see their use", WHAT)
                        + " What they agreed on, and what is theirs");
        of(Chapter.OWNER, results).forEach(result -> addWide(result, lines));
        lines.add("");
        of(Chapter.REST, results).forEach(result -> addWide(result, lines));
        return lines;
    }

    /** A step of a story in which one thing follows from another. */
    static List<String> step(Result result) {
        List<String> lines = new ArrayList<>();
        String outcome = result.met() ? result.observed().brief() : "not as expected:";
        lines.add(ending(mark(result.met()) + result.expectation().what(), outcome));
        lines.addAll(why(result));
        return lines;
    }

    static List<Result> of(Chapter chapter, List<Result> results) {
        return results.stream().filter(it -> it.expectation().chapter() == chapter).toList();
    }

    private static void addWide(Result result, List<String> lines) {
        String brief = brief(result, WIDE);
        lines.add(mark(result.met()) + Columns.padded(what(result), WHAT) + " " + brief);
        lines.addAll(why(result));
    }

    /** Two results on a line. */
    private static void addInPairs(List<Result> results, List<String> lines) {
        for (int i = 0; i < results.size(); i += 2) {
            List<Result> pair = results.subList(i, Math.min(i + 2, results.size()));
            String what = joined(pair, it -> it.expectation().what());
            String did = Columns.cut(joined(pair, it -> brief(it, WIDE)), WIDE);
            boolean met = pair.stream().allMatch(Result::met);
            lines.add(mark(met) + Columns.padded(Columns.cut(what, WHAT), WHAT) + " " + did);
            pair.forEach(result -> lines.addAll(why(result)));
        }
    }

    private static String joined(List<Result> pair, Function<Result, String> text) {
        return pair.stream().map(text).collect(Collectors.joining("; "));
    }

    /** All of what was expected and observed, below a line that is not as expected. */
    private static List<String> why(Result result) {
        if (result.met()) {
            return List.of();
        }
        String words =
                "expected "
                        + result.expectation().expected()
                        + ", got "
                        + result.observed().words();
        return Columns.wrapped(words.replace('\n', ' '), COLUMNS - 3).stream()
                .map(line -> "   " + line)
                .toList();
    }

    private static String what(Result result) {
        return Columns.cut(result.expectation().what(), WHAT);
    }

    private static String brief(Result result, int width) {
        String brief = result.met() ? result.observed().brief() : "not as expected:";
        return Columns.cut(brief.replace('\n', ' '), width);
    }

    private static String row(String what, String did, String sureIn) {
        return (Columns.padded(what, WHAT)
                        + " "
                        + Columns.padded(did, DONE)
                        + " "
                        + " ".repeat(Math.max(0, SURE - sureIn.length()))
                        + sureIn)
                .stripTrailing();
    }

    /** A text with its outcome at the right end; what does not fit of the text is left out. */
    static String ending(String text, String outcome) {
        String end = Columns.cut(outcome, COLUMNS / 2);
        int room = COLUMNS - 2 - Columns.width(end);
        return Columns.padded(Columns.cut(text, room), room) + "  " + end;
    }

    private static String mark(boolean met) {
        return met ? "ok " : "!! ";
    }
}
