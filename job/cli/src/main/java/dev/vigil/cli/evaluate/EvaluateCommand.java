package dev.vigil.cli.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigil evaluate}. */
@Command(
        name = "evaluate",
        description = {
            "Searches for queries and writes the answers, to be compared with the known ones.",
            "Of sound, or with --video of moving pictures. Needs no broker."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Columns of the CSV that is read, in any order:",
            "  path                   16-bit WAV, with --video a film, relative to the CSV's own",
            "                         folder; the only one asked for",
            "  length_s               the query's seconds; of a film only the first ones are shown,",
            "                         so that one file may have several rows",
            "  true_ref, offset_s, length_s, distortion",
            "                         if all are there, the answers are scored: a name of the reference",
            "                         list, empty where nothing should match; reference time at the",
            "                         query's first sample or picture; its row of the table",
            "  group                  row of the table instead of distortion",
            "  ratio                  reference seconds that pass in one of the query, for --explain",
            "                         (default: 1)",
            "  also_s                 other values of offset_s that are right too, with ';' between",
            "  others are left alone; cells hold no commas or quotes",
            "",
            "Columns of the CSV that is written:",
            "  query, matched_ref     as given in the queries and in the reference list; a query",
            "                         without a row has no match, one of a film may have several",
            "  length_s               with --video: as given",
            "  ref_offset_s           reference time at the query's first sample or picture",
            "  score                  evidence",
            "  action                 with --video: the most that it may come to: BLOCK, REVIEW",
            "                         where only a still picture is in common, ALLOW of a candidate",
            "  opened_s               query time at which it was a match; empty for a candidate",
            "",
            "Columns of the CSV of --explain, a row for each query that should have been found and was",
            "not; figures are of its packet with the most evidence at the right place:",
            "  query, group, length_s as given in the queries",
            "  lost_in                the first that applies: evidence (too little at the right place,",
            "                         so no search would find it), keys (too few of them hit there),",
            "                         candidates (no line was verified there), judgement (another line",
            "                         was preferred), silence",
            "  peaks, agree, by_chance",
            "                         of the query; how many meet one of the reference at the right",
            "                         place; how many do at wrong ones",
            "  evidence, evidence_of_peaks",
            "                         at the right place; the part of it that is without loud cells",
            "  hits, anchors          keys that hit there; distinct peaks that they begin at",
            "  rank, candidates, verified",
            "                         of the place among the candidates, 0 for none; how many there",
            "                         are; how many of the first ones are verified",
            "  pair_votes, pair_rank, pair_places",
            "                         pairs of peaks that lie there; of the place among those that",
            "                         pairs name, 0 for none; how many these are",
            "  pairs_looked, pair_promise, pair_verified",
            "                         how many of the first are looked at; evidence at that look,",
            "                         0.00 where the place was not among them; 1 where that was",
            "                         enough for it to be verified, else 0",
            "  given                  evidence that the search found at the place, 0 for none",
            "  threshold              evidence that makes a match",
            "  matched_ref, ref_offset_s, score",
            "                         the answer, or else its best candidate",
            "",
            "Examples:",
            "  vigil evaluate --references DEV --reference-list Q/refs.txt --queries Q/queries.csv \\",
            "      --out results.csv                            as uploads",
            "  ... --live --stream --segment 0.5                as live streams, in segments of 0.5 s",
            "  vigil evaluate --video --references DEV --queries Q/queries.csv --out results.csv",
            "                                                   films of a folder, by their pictures"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final double SEGMENT_SECONDS = 2;
    private static final double LEAST_SECONDS = 0.1;
    private static final double MOST_SECONDS = 60;

    @Spec private CommandSpec spec;

    @Option(names = "--video", description = "Recognise films by their pictures.")
    private boolean video;

    @Option(
            names = "--references",
            required = true,
            paramLabel = "DIR",
            description = "Folder of 16-bit WAV recordings, or of films.")
    private Path references;

    @Option(
            names = "--reference-list",
            paramLabel = "FILE",
            description = {
                "File with the names of the recordings to index, one a line",
                "(default with --video: all films of the folder)."
            })
    private Path referenceList;

    @Option(
            names = "--queries",
            required = true,
            paramLabel = "CSV",
            description = "CSV with a column 'path' of 16-bit WAV files or films; see below.")
    private Path queries;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "CSV",
            description = "CSV to write; see below.")
    private Path out;

    @Option(names = "--stream", description = "Analyse queries in segments, not at once.")
    private boolean stream;

    @Option(
            names = "--segment",
            paramLabel = "SECONDS",
            description = "Length of the segments of --stream, 0.1 to 60 (default: 2).")
    private Double segment;

    @Option(names = "--live", description = "Screen queries as live streams, not as uploads.")
    private boolean live;

    @Option(
            names = {"--candidates", "--all"},
            description = "Also write the best candidate of a query that has no match.")
    private boolean candidates;

    @Option(
            names = "--explain",
            paramLabel = "CSV",
            description = {
                "CSV to write about queries of sound that were not found: in which stage of the search",
                "they were lost; see below. A table of it is printed."
            })
    private Path explain;

    @Option(
            names = "--hours",
            paramLabel = "N",
            description =
                    "Fill the index up to this many hours with decoys, to measure recall and cost in a"
                            + " large one (100 h of sound need 2 GB).")
    private double hours;

    @Override
    public Integer call() throws IOException {
        double seconds = segmentSeconds();
        if (!video && referenceList == null) {
            throw wrong("--reference-list: expected a file, got none; name the recordings in one");
        }
        if (video && stream) {
            throw wrong("--stream: expected sound, got --video; leave one out");
        }
        if (video && explain != null) {
            throw wrong("--explain: expected sound, got --video; leave one out");
        }
        Evaluate.Options options =
                new Evaluate.Options(
                        video,
                        references,
                        referenceList,
                        queries,
                        out,
                        seconds,
                        live,
                        hours,
                        candidates,
                        explain);
        PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().getOut().println(new Evaluate(options, err::println).run());
        return 0;
    }

    private double segmentSeconds() {
        if (segment == null) {
            return stream ? SEGMENT_SECONDS : Double.POSITIVE_INFINITY;
        }
        if (!stream) {
            throw wrong("--segment: expected --stream beside it, got none; add --stream");
        }
        if (!(segment >= LEAST_SECONDS && segment <= MOST_SECONDS)) {
            throw wrong("--segment: expected 0.1 to 60 seconds, got " + segment);
        }
        return segment;
    }

    private ParameterException wrong(String told) {
        return new ParameterException(spec.commandLine(), told);
    }
}
