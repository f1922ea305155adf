package dev.vigil.desk.screen;

import dev.vigil.desk.ask.StoredRecord;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceStanding;
import dev.vigil.schema.match.OtherPlaces;
import dev.vigil.schema.media.Modality;
import dev.vigil.schema.verdict.Decision;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A verdict: what was decided where and why, and what was found. */
final class VerdictParts {
    static final List<String> REVISION =
            List.of(
                    "revision",
                    "judged",
                    "action",
                    "state",
                    "reason",
                    "works",
                    "matches",
                    "changed",
                    "place");

    private static final List<String> DECISION =
            List.of(
                    "territories",
                    "action",
                    "row",
                    "reason",
                    "article",
                    "work",
                    "entry",
                    "by",
                    "failed");

    private VerdictParts() {}

    /** Why, work by work, and what was found. */
    static List<RecordPart> above(Cells cells, Verdict verdict) {
        List<RecordPart> parts = new ArrayList<>();
        parts.add(why(cells, verdict));
        parts.add(rulings(cells, verdict));
        parts.add(tried(cells, verdict));
        parts.add(matches(cells, verdict));
        return parts.stream().filter(Objects::nonNull).toList();
    }

    private static RecordPart why(Cells cells, Verdict it) {
        RecordPart part =
                new RecordPart(cells.say("verdict.why").html())
                        .line("verdict", cells.foreign(it.verdictId()))
                        .line("revision", cells.number(it.revision()))
                        .line("state", cells.code(it.state()))
                        .line("judged", cells.time(it.judgedAt()))
                        .line("sure", cells.seconds(it.detectionLatencyMs()))
                        .line("shown", cells.territories(it.serviceTerritories()))
                        .line("rules", cells.foreign(it.ruleVersion()));
        if (it.evidenceOnly()) {
            part.note(cells.say("verdict.withheld"));
        }
        return part.grid(
                cells,
                "verdict.nodecision",
                DECISION,
                grouped(it.decisions()),
                group -> decision(cells, group));
    }

    private record Group(Decision decision, List<String> territories) {}

    /** Territories of the same decision in one row: a verdict may have 300. */
    private static List<Group> grouped(List<Decision> decisions) {
        Map<Decision, Group> groups = new LinkedHashMap<>();
        for (Decision it : decisions) {
            groups.computeIfAbsent(
                            it.with().territory("*").build(),
                            key -> new Group(it, new ArrayList<>()))
                    .territories()
                    .add(it.territory());
        }
        return List.copyOf(groups.values());
    }

    private static List<Cell> decision(Cells cells, Group group) {
        Decision it = group.decision();
        List<Cell> failed =
                new ArrayList<>(it.failedTests().stream().map(cells::failedTest).toList());
        if (it.moreFailedTests() != null) {
            failed.add(cells.say("value.more", it.moreFailedTests()));
        }
        return List.of(
                cells.some(group.territories().stream().map(cells::territory).toList(), 20),
                cells.code(it.action()),
                cells.number(it.step()),
                reason(cells, it.reasonCode()),
                cells.article(it.articleRef()),
                cells.link("work", it.workId()),
                entry(cells, it.listEntryId(), it.listEntryVersion()),
                by(cells, it.authorizationId(), it.policyOwnerId()),
                cells.some(failed, 11));
    }

    /** Why, in words where the desk has them. */
    static Cell reason(Cells cells, String code) {
        return cells.code("Reason", code);
    }

    static Cell entry(Cells cells, String entryId, Long version) {
        if (entryId == null) {
            return cells.none();
        }
        Cell link = cells.link("list/entry", entryId);
        return version == null
                ? link
                : cells.some(List.of(link, cells.say("value.version", version)));
    }

    private static Cell by(Cells cells, String authorizationId, String policyOwnerId) {
        if (authorizationId != null) {
            return cells.some(
                    List.of(cells.say("value.authorization"), cells.foreign(authorizationId)));
        }
        return policyOwnerId == null
                ? cells.none()
                : cells.some(List.of(cells.say("value.policy"), cells.foreign(policyOwnerId)));
    }

    private static RecordPart rulings(Cells cells, Verdict it) {
        RecordPart part = new RecordPart(cells.say("verdict.rulings").html());
        if (it.rulings() == null) {
            return part.note(cells.say("verdict.norulings"));
        }
        if (it.moreRulings() != null) {
            part.note(cells.say("verdict.morerulings", it.moreRulings()));
        }
        return part.grid(
                cells,
                "verdict.norulings",
                List.of(
                        "work",
                        "action",
                        "territories",
                        "row",
                        "reason",
                        "entry",
                        "by",
                        "stopby",
                        "offer"),
                it.rulings(),
                ruling -> ruling(cells, ruling));
    }

    private static List<Cell> ruling(Cells cells, WorkRuling it) {
        return List.of(
                cells.link("work", it.workId()),
                cells.code(it.action()),
                cells.some(it.territories().stream().map(cells::territory).toList(), 20),
                cells.number(it.step()),
                reason(cells, it.reasonCode()),
                entry(cells, it.listEntryId(), it.listEntryVersion()),
                by(cells, it.authorizationId(), it.policyOwnerId()),
                cells.time(it.stopBy()),
                cells.foreign(it.offerRef()));
    }

    /** Null where nothing is tried. */
    private static RecordPart tried(Cells cells, Verdict it) {
        if (it.shadow() == null || it.shadow().isEmpty()) {
            return null;
        }
        RecordPart part =
                new RecordPart(cells.say("verdict.tried").html())
                        .note(cells.say("verdict.onlytried"));
        if (it.moreShadow() != null) {
            part.note(cells.say("verdict.moretried", it.moreShadow()));
        }
        return part.grid(
                cells,
                "verdict.nodecision",
                DECISION,
                grouped(it.shadow()),
                group -> decision(cells, group));
    }

    private static RecordPart matches(Cells cells, Verdict it) {
        RecordPart part = new RecordPart(cells.say("verdict.matches").html());
        if (it.moreEvidence() != null) {
            part.note(cells.say("verdict.moreevidence", it.moreEvidence()));
        }
        return part.grid(
                cells,
                "verdict.noevidence",
                List.of(
                        "work",
                        "recording",
                        "sense",
                        "insession",
                        "inwork",
                        "length",
                        "score",
                        "tempo",
                        "pitch",
                        "standing",
                        "used",
                        "goeson"),
                it.evidence(),
                one -> match(cells, one));
    }

    private static List<Cell> match(Cells cells, Evidence it) {
        return List.of(
                cells.link("work", it.workId()),
                cells.foreign(it.referenceId()),
                sense(cells, it),
                between(cells, it.queryStartMs(), it.queryEndMs()),
                place(cells, it),
                cells.span(it.matchedMs()),
                cells.number(Math.round(it.score())),
                decimal(cells, it.tempo(), "%.3f"),
                decimal(cells, it.pitchSemitones(), "%.1f"),
                standing(cells, it.standing()),
                it.usedMs() == null ? cells.none() : cells.span(it.usedMs()),
                cells.say(it.open() ? "value.yes" : "value.no"));
    }

    /** Sound or pictures, and what was found of the other. */
    private static Cell sense(Cells cells, Evidence it) {
        List<Cell> parts = new ArrayList<>(List.of(cells.code(it.modality())));
        if (it.otherSense() != null) {
            parts.add(
                    cells.say(
                            it.modality() == Modality.AUDIO ? "match.pictures" : "match.sound",
                            cells.code(it.otherSense())));
        }
        if (it.picture() != null && it.picture().mirrored()) {
            parts.add(cells.say("match.mirrored"));
        }
        return cells.some(parts);
    }

    /** Where in the recording it is, and where else it may be as well. */
    private static Cell place(Cells cells, Evidence it) {
        Cell place = between(cells, it.refStartMs(), it.refEndMs());
        OtherPlaces other = it.otherPlaces();
        if (other == null) {
            return place;
        }
        List<Cell> from =
                new ArrayList<>(other.refStartMs().stream().map(cells::position).toList());
        if (other.count() > from.size()) {
            from.add(cells.say("value.more", other.count() - from.size()));
        }
        boolean isSound = it.modality() == Modality.AUDIO;
        return cells.some(
                List.of(
                        place,
                        cells.say(
                                isSound ? "match.repeats.sound" : "match.repeats.pictures",
                                other.count() + 1,
                                cells.some(from))));
    }

    private static Cell between(Cells cells, long fromMs, long toMs) {
        return cells.say("value.between", cells.position(fromMs), cells.position(toMs));
    }

    private static Cell decimal(Cells cells, double value, String format) {
        return cells.number(new BigDecimal(String.format(Locale.ROOT, format, value)));
    }

    private static Cell standing(Cells cells, EvidenceStanding standing) {
        if (standing == null) {
            return cells.none();
        }
        return standing.isDoubtful()
                ? cells.state(Cells.Look.WARN, cells.code(standing))
                : cells.code(standing);
    }

    static List<String> works(Verdict verdict) {
        return verdict.evidence().stream().map(Evidence::workId).distinct().toList();
    }

    /** A line of {@link #REVISION}. */
    static List<Cell> revision(Cells cells, StoredRecord record, Verdict it, Verdict before) {
        return List.of(
                cells.number(it.revision()),
                cells.time(it.judgedAt()),
                cells.code(it.action()),
                cells.code(it.state()),
                reason(cells, it.reasonCode()),
                cells.links("work", works(it)),
                cells.number(
                        it.evidence().size() + (it.moreEvidence() == null ? 0 : it.moreEvidence())),
                changed(cells, it, before),
                cells.place(record.place()));
    }

    /** What differs from the revision before, in words. */
    private static Cell changed(Cells cells, Verdict it, Verdict before) {
        if (before == null || !before.verdictId().equals(it.verdictId())) {
            return cells.say("revision.first");
        }
        List<Cell> parts = new ArrayList<>();
        add(parts, cells, "revision.action", it.action() != before.action());
        add(parts, cells, "revision.state", it.state() != before.state());
        add(parts, cells, "revision.decisions", !it.decisions().equals(before.decisions()));
        add(parts, cells, "revision.rulings", !Objects.equals(it.rulings(), before.rulings()));
        add(parts, cells, "revision.tried", !Objects.equals(it.shadow(), before.shadow()));
        add(parts, cells, "revision.matches", !works(it).equals(works(before)));
        return parts.isEmpty() ? cells.say("revision.longer") : cells.some(parts);
    }

    private static void add(List<Cell> parts, Cells cells, String key, boolean isChanged) {
        if (isChanged) {
            parts.add(cells.say(key));
        }
    }
}
