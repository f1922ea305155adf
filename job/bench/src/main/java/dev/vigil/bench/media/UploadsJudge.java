package dev.vigil.bench.media;

import dev.vigil.schema.media.MissingPart;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.ScreeningResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** What was answered on {@code screened}, against what had to be. */
final class UploadsJudge {
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Map<String, Answers> answers = new LinkedHashMap<>();

    /**
     * What must be answered to an upload.
     *
     * @param missing all that the answer must name, no more and no less
     */
    record Expected(ScreeningResult result, Set<MissingPart> missing) {}

    private record Sent(Expected expected, long endedMs) {}

    /** All records that were seen of one session. */
    private record Answers(long firstMs, List<Screened> records) {
        Screened last() {
            return records.get(records.size() - 1);
        }

        boolean isClear() {
            return records.stream().anyMatch(each -> each.result() == ScreeningResult.CLEAR);
        }

        boolean hasSeveralIds() {
            return records.stream().map(Screened::screenedId).distinct().count() > 1;
        }

        boolean changes() {
            return records.stream().distinct().count() > 1;
        }
    }

    /**
     * Numbers of uploads that are not as promised.
     *
     * @param missing without an answer
     * @param several with answers under more than one id
     * @param falselyClear clear in any answer, though they show a work or lack a part
     * @param wrong the last answer is otherwise not the one expected
     * @param changed whose id was repeated with another body
     * @param stray answers to what was not sent
     */
    record Findings(
            long missing, long several, long falselyClear, long wrong, long changed, long stray) {
        boolean isClean() {
            return missing + several + falselyClear + wrong + changed + stray == 0;
        }
    }

    /** An upload was sent whole, its {@code ended} at this time. */
    synchronized void sent(String session, Expected expected, long endedMs) {
        sent.put(session, new Sent(expected, endedMs));
    }

    /** An answer became visible at this time. */
    synchronized void seen(long wallMs, Screened answer) {
        answers.computeIfAbsent(
                        answer.sessionId(), session -> new Answers(wallMs, new ArrayList<>()))
                .records()
                .add(answer);
    }

    synchronized boolean allAnswered() {
        return answers.keySet().containsAll(sent.keySet());
    }

    synchronized Findings findings() {
        return new Findings(
                sent.keySet().stream().filter(id -> !answers.containsKey(id)).count(),
                answers.values().stream().filter(Answers::hasSeveralIds).count(),
                sent.keySet().stream().filter(this::isFalselyClear).count(),
                sent.keySet().stream().filter(this::isWrong).count(),
                answers.values().stream().filter(Answers::changes).count(),
                answers.keySet().stream().filter(id -> !sent.containsKey(id)).count());
    }

    /** One line for each upload that is not as promised. */
    synchronized List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        sent.forEach(
                (id, upload) -> {
                    Answers seen = answers.get(id);
                    if (seen == null) {
                        remarks.add(id + ": expected " + upload.expected + ", got no answer");
                    } else if (isFalselyClear(id) || isWrong(id) || seen.changes()) {
                        remarks.add(id + ": expected " + upload.expected + ", got " + seen.records);
                    }
                });
        answers.forEach(
                (id, seen) -> {
                    if (!sent.containsKey(id)) {
                        remarks.add(id + ": expected no answer, got " + seen.records);
                    }
                });
        return remarks;
    }

    /** By result, the number of uploads whose last answer is that. */
    synchronized Map<ScreeningResult, Integer> results() {
        Map<ScreeningResult, Integer> results = new EnumMap<>(ScreeningResult.class);
        answers.values().forEach(seen -> results.merge(seen.last().result(), 1, Integer::sum));
        return results;
    }

    /**
     * Ms from {@code ended} to the first answer, of those that have one.
     *
     * @param counts by the time of {@code ended}, whether the upload is one of those asked for
     */
    synchronized List<Long> latencies(LongPredicate counts) {
        return sent.entrySet().stream()
                .filter(each -> answers.containsKey(each.getKey()))
                .filter(each -> counts.test(each.getValue().endedMs))
                .map(each -> answers.get(each.getKey()).firstMs - each.getValue().endedMs)
                .toList();
    }

    private boolean isFalselyClear(String id) {
        return answers.containsKey(id)
                && answers.get(id).isClear()
                && sent.get(id).expected.result != ScreeningResult.CLEAR;
    }

    private boolean isWrong(String id) {
        if (!answers.containsKey(id)) {
            return false;
        }
        Screened last = answers.get(id).last();
        Expected expected = sent.get(id).expected;
        boolean judged = last.action() != null && !last.verdictIds().isEmpty();
        return last.result() != expected.result
                || !Set.copyOf(last.missing()).equals(expected.missing)
                || judged != (expected.result == ScreeningResult.MATCHED);
    }
}
