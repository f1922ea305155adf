package dev.vigil.desk.evidence;

import java.util.List;

/**
 * A sentence beside a drawing: what it does not show, and why.
 *
 * @param key of the text
 * @param arguments of its places
 */
public record EvidenceNote(String key, List<String> arguments) {
    static EvidenceNote of(String key, String... arguments) {
        return new EvidenceNote(key, List.of(arguments));
    }
}
