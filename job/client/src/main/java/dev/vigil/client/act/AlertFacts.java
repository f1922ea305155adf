package dev.vigil.client.act;

/**
 * An alert that is about no notice.
 *
 * @param resolvedAt when it was over (UTC epoch ms); null while it is active
 */
public record AlertFacts(String alertKey, Long resolvedAt) {
    public boolean isOver() {
        return resolvedAt != null;
    }
}
