package dev.vigil.peers;

import java.util.List;

/**
 * Records of a feed, in the order of their keys.
 *
 * @param next where the page after it begins
 */
record FeedPage(List<FeedEvent> events, FeedCursor next) {}
