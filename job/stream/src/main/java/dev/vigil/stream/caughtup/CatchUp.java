package dev.vigil.stream.caughtup;

import dev.vigil.schema.clock.StopCode;
import dev.vigil.schema.clock.StopReason;
import dev.vigil.stream.caughtup.LogEndProbe.LogEnd;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Decides, on the task thread and from plain values, which partitions are caught up and how far
 * event time is.
 *
 * <p>A position is the offset after the last emitted record, or a negative number while a partition
 * is read from its start and nothing has come. Targets stay fixed for a round, so transactions that
 * open later cannot starve it.
 */
final class CatchUp {

    /** One attempt: T0 was read before the counts, the counts before the targets. */
    record Round(
            long t0Ms,
            Map<String, Integer> partitionCounts,
            Map<TopicPartition, Long> targets,
            Set<TopicPartition> partitions) {}

    /** A stretch of a log, from inclusive, to exclusive. */
    record Gap(long from, long to) {

        private Gap join(Gap next) {
            return to == next.from ? new Gap(from, next.to) : next;
        }
    }

    /**
     * For the probe: open a new round, or look at this one again; and are these gaps clear?
     *
     * @param notBeyondMs what T0 of a new round may be at most
     */
    record Question(
            Optional<Round> round,
            long notBeyondMs,
            Set<String> topics,
            Set<TopicPartition> partitions,
            Map<TopicPartition, Gap> gaps) {}

    /** From the probe: the round, the ends as they are now, and the gaps that hold no data. */
    record Answer(Round round, Map<TopicPartition, LogEnd> ends, Map<TopicPartition, Gap> clear) {}

    /**
     * What an answer amounts to.
     *
     * @param reached partitions of which everything below the target is out
     * @param watermarkMs T0 if event time may go there
     */
    record Finding(Set<TopicPartition> reached, OptionalLong watermarkMs, Question next) {}

    private final Map<TopicPartition, Long> lastPositions = new HashMap<>();
    private final Map<TopicPartition, Gap> clear = new HashMap<>();
    private Map<String, Integer> assigned = Map.of();
    private Answer lastAnswer;
    private long notBeyondMs = Long.MAX_VALUE;

    /** How many partitions of each topic the enumerator has handed out, to whichever reader. */
    void assigned(Map<String, Integer> partitionsPerTopic) {
        assigned = partitionsPerTopic;
    }

    /**
     * How far the heartbeats allow time to go.
     *
     * <p>A round opened from now on asks for the partitions that exist after these heartbeats were
     * written, so a partition that they missed is seen.
     */
    void notBeyond(long ms) {
        notBeyondMs = ms;
    }

    Question newRound(Set<TopicPartition> partitions) {
        Set<String> topics = new HashSet<>(assigned.keySet());
        partitions.forEach(partition -> topics.add(partition.topic()));
        return new Question(
                Optional.empty(), notBeyondMs, topics, Set.copyOf(partitions), Map.of());
    }

    Finding absorb(Answer answer, Map<TopicPartition, Long> positions) {
        Round round = answer.round();
        if (isCutBack(answer)) {
            clear.clear();
        }
        answer.clear().forEach((partition, gap) -> clear.merge(partition, gap, Gap::join));
        Set<TopicPartition> reached = new HashSet<>();
        Map<TopicPartition, Gap> gaps = new HashMap<>();
        for (TopicPartition partition : round.partitions()) {
            Long position = positions.get(partition);
            long target = round.targets().get(partition);
            if (position == null || answer.ends().get(partition).lastStable() < target) {
                continue;
            }
            long sure = beyondClearGap(partition, position);
            if (sure >= target || target == 0) {
                reached.add(partition);
            } else if (position.equals(lastPositions.get(partition))) {
                // For a reader without progress only: one that runs gets there by itself.
                // Only behind what is known: a topic of aborted transactions would cost ever more.
                gaps.put(partition, new Gap(sure, target));
            }
        }
        lastAnswer = answer;
        lastPositions.clear();
        lastPositions.putAll(positions);
        boolean all = reached.containsAll(positions.keySet()) && everyPartitionHasAReader(round);
        return new Finding(
                reached,
                all ? OptionalLong.of(round.t0Ms()) : OptionalLong.empty(),
                isOver(answer, positions, reached)
                        ? newRound(positions.keySet())
                        : new Question(
                                Optional.of(round),
                                notBeyondMs,
                                round.partitionCounts().keySet(),
                                round.partitions(),
                                gaps));
    }

    /** What the last answer left to be waited for; empty if nothing. */
    Optional<StopReason> held() {
        if (lastAnswer == null) {
            return Optional.of(StopReason.of(StopCode.NO_ANSWER_YET));
        }
        Round round = lastAnswer.round();
        if (!everyPartitionHasAReader(round)) {
            return Optional.of(
                    StopReason.of(StopCode.PARTITIONS_UNREAD, round.partitionCounts(), assigned));
        }
        return round.partitions().stream()
                .sorted(Comparator.comparing(TopicPartition::toString))
                .flatMap(partition -> held(partition, round.targets().get(partition)).stream())
                .findFirst();
    }

    private Optional<StopReason> held(TopicPartition partition, long target) {
        long lastStable = lastAnswer.ends().get(partition).lastStable();
        if (lastStable < target) {
            return Optional.of(StopReason.of(StopCode.OPEN_TRANSACTION, partition, lastStable));
        }
        long position = lastPositions.getOrDefault(partition, -1L);
        return beyondClearGap(partition, position) >= target || target == 0
                ? Optional.empty()
                : Optional.of(
                        StopReason.of(StopCode.BEHIND, partition, Math.max(position, 0), target));
    }

    private long beyondClearGap(TopicPartition partition, long position) {
        Gap gap = clear.get(partition);
        return gap != null && gap.from() <= position && position < gap.to() ? gap.to() : position;
    }

    /** A partition that exists but was not assigned yet may hold a record that we don't see. */
    private boolean everyPartitionHasAReader(Round round) {
        return !assigned.isEmpty()
                && round.partitionCounts().keySet().containsAll(assigned.keySet())
                && round.partitionCounts().entrySet().stream()
                        .allMatch(
                                topic ->
                                        assigned.getOrDefault(topic.getKey(), 0)
                                                >= topic.getValue());
    }

    private static boolean isOver(
            Answer answer, Map<TopicPartition, Long> positions, Set<TopicPartition> reached) {
        Round round = answer.round();
        return !round.partitions().equals(positions.keySet())
                || reached.equals(round.partitions())
                || isCutBack(answer);
    }

    /** After an unclean election, or with a topic made anew, the log never gets to the target. */
    private static boolean isCutBack(Answer answer) {
        return answer.round().targets().entrySet().stream()
                .anyMatch(
                        target ->
                                answer.ends().get(target.getKey()).highWatermark()
                                        < target.getValue());
    }
}
