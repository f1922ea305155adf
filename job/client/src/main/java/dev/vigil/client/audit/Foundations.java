package dev.vigil.client.audit;

import dev.vigil.audit.LogFault;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.client.bus.Event;
import dev.vigil.schema.enforcement.ActionConfirmed;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.verdict.WorkRuling;
import dev.vigil.schema.wire.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was decided by must have been on a topic: the list entry, authorization and policy of each
 * ruling in a version at least as new, and the command of each confirmation. What was withdrawn is
 * there as a withdrawal.
 */
public final class Foundations {
    private final TopicsCheck check;
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> commands = new HashSet<>();

    private Foundations(TopicsCheck check) {
        this.check = check;
    }

    /** Reads the topics and adds its findings to the check. */
    public static void check(Bus bus, TopicsCheck check) throws BusException {
        Foundations all = new Foundations(check);
        for (Topic topic : new Topic[] {Topic.LIST, Topic.AUTHORIZATIONS, Topic.POLICIES}) {
            bus.each(topic, all::version);
        }
        bus.each(Topic.COMMANDS, event -> all.commands.add(id(event, "commandId")));
        bus.each(Topic.VERDICTS, all::verdict);
        bus.each(Topic.SESSION_CONFIRMATIONS, all::confirmation);
    }

    private void version(Event event) {
        long version =
                event.json()
                        .map(json -> json.get("version"))
                        .filter(Number.class::isInstance)
                        .map(number -> ((Number) number).longValue())
                        .orElse(Long.MAX_VALUE);
        versions.merge(event.topic() + "/" + event.key(), version, Math::max);
    }

    private static String id(Event event, String field) {
        return event.json().map(json -> String.valueOf(json.get(field))).orElse("");
    }

    private void verdict(Event event) {
        event.readable(Verdict.class)
                .filter(verdict -> verdict.rulings() != null)
                .ifPresent(verdict -> verdict.rulings().forEach(ruling -> ruling(event, ruling)));
    }

    private void ruling(Event event, WorkRuling ruling) {
        require(event, Topic.LIST, ruling.listEntryId(), ruling.listEntryVersion());
        require(
                event,
                Topic.AUTHORIZATIONS,
                ruling.authorizationId(),
                ruling.authorizationVersion());
        require(event, Topic.POLICIES, ruling.policyOwnerId(), ruling.policyVersion());
    }

    private void require(Event event, Topic topic, String id, Long version) {
        if (id == null) {
            return;
        }
        Long newest = versions.get(topic.topicName() + "/" + id);
        if (newest == null || version != null && newest < version) {
            unfounded(
                    event,
                    topic.topicName()
                            + " "
                            + id
                            + (version == null ? "" : " of version " + version),
                    newest == null ? "none" : "version " + newest);
        }
    }

    private void confirmation(Event event) {
        event.readable(ActionConfirmed.class)
                .filter(confirmed -> confirmed.commandId() != null)
                .filter(confirmed -> !commands.contains(confirmed.commandId()))
                .ifPresent(
                        confirmed ->
                                unfounded(event, "the command " + confirmed.commandId(), "none"));
    }

    private void unfounded(Event event, String expected, String got) {
        check.found(
                LogFault.UNFOUNDED,
                event.topic() + "/" + event.partition() + "/" + event.offset(),
                "expected " + expected + ", which it rests on, got " + got);
    }
}
