package dev.vigil.desk.screen;

/**
 * One alert, as a link in a mail leads to it.
 *
 * @param isOver what it is about has ended
 */
public record AlertView(AlertsView.Line line, boolean isOver) {}
