package dev.vigil.cli.notice;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The regions as a picture: states are in columns, every arrow has a row of its own with its causes
 * beside it, so nothing can overlap however the machine grows.
 */
final class StatePicture {
    private static final int MARGIN = 24;
    private static final int COLUMN = 162;
    private static final int ROW = 22;
    private static final int CAUSES = 660;
    private static final int MOST_LETTERS = 84;
    private static final int HEAD = 34;
    private static final int TITLE = 40;
    private static final int GAP = 30;
    private static final int ARROW_HEAD = 7;
    private static final Color INK = new Color(0x22, 0x2b, 0x36);
    private static final Color LINE = new Color(0xd5, 0xdb, 0xe2);
    private static final Color BOX = new Color(0xe8, 0xef, 0xf8);
    private static final Color ARROW = new Color(0x1f, 0x5f, 0xa8);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 18);

    private final StateMap map;
    private Graphics2D ink;

    private StatePicture(StateMap map) {
        this.map = map;
    }

    static BufferedImage of(StateMap map) {
        StatePicture picture = new StatePicture(map);
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        picture.ink = image.createGraphics();
        picture.draw(image.getWidth(), image.getHeight());
        picture.ink.dispose();
        return image;
    }

    private int width() {
        int columns = 0;
        for (StateMap.Region region : StateMap.Region.values()) {
            columns = Math.max(columns, map.states(region).size() + 1);
        }
        return 2 * MARGIN + columns * COLUMN + CAUSES;
    }

    private int height() {
        int height = MARGIN;
        for (StateMap.Region region : StateMap.Region.values()) {
            height += TITLE + HEAD + rows(region) * ROW + GAP;
        }
        return height;
    }

    /** One for every line of causes, and one below. */
    private int rows(StateMap.Region region) {
        return 1 + map.arrows(region).stream().mapToInt(arrow -> causes(arrow).size()).sum();
    }

    /** In lines that fit. */
    private static List<String> causes(StateMap.Arrow arrow) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String cause : arrow.causes()) {
            String longer = line.isEmpty() ? cause : line + "  |  " + cause;
            if (longer.length() > MOST_LETTERS) {
                lines.add(line + "  |");
                longer = cause;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }

    private void draw(int width, int height) {
        ink.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ink.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        ink.setColor(Color.WHITE);
        ink.fillRect(0, 0, width, height);
        int top = MARGIN;
        for (StateMap.Region region : StateMap.Region.values()) {
            top = region(region, top);
        }
    }

    private int region(StateMap.Region region, int top) {
        List<String> states = map.states(region);
        List<StateMap.Arrow> arrows = map.arrows(region);
        ink.setColor(INK);
        ink.setFont(LARGE);
        ink.drawString(region.name(), MARGIN, top + 20);
        int heads = top + TITLE;
        int bottom = heads + HEAD + rows(region) * ROW;
        ink.setFont(BOLD);
        for (int i = 0; i <= states.size(); i++) {
            column(i == 0 ? "new" : states.get(i - 1), x(i), heads, bottom - ROW / 2);
        }
        ink.setFont(TEXT);
        int y = heads + HEAD + ROW - 4;
        for (StateMap.Arrow arrow : arrows) {
            arrow(x(states.indexOf(arrow.from()) + 1), x(states.indexOf(arrow.to()) + 1), y);
            ink.setColor(INK);
            for (String line : causes(arrow)) {
                ink.drawString(line, MARGIN + (states.size() + 1) * COLUMN, y + 4);
                y += ROW;
            }
        }
        return bottom + GAP;
    }

    private static int x(int column) {
        return MARGIN + column * COLUMN + COLUMN / 2;
    }

    private void column(String name, int x, int top, int bottom) {
        ink.setColor(LINE);
        ink.setStroke(new BasicStroke(1));
        ink.drawLine(x, top + HEAD - 6, x, bottom);
        ink.setColor(BOX);
        ink.fillRoundRect(x - COLUMN / 2 + 4, top, COLUMN - 8, HEAD - 8, 10, 10);
        ink.setColor(INK);
        int width = ink.getFontMetrics().stringWidth(name);
        ink.drawString(name, x - width / 2, top + 18);
    }

    private void arrow(int from, int to, int y) {
        int way = to > from ? 1 : -1;
        ink.setColor(ARROW);
        ink.setStroke(new BasicStroke(1.6f));
        ink.drawLine(from, y, to - way * ARROW_HEAD, y);
        ink.fillOval(from - 3, y - 3, 6, 6);
        ink.fillPolygon(
                new int[] {to, to - way * ARROW_HEAD, to - way * ARROW_HEAD},
                new int[] {y, y - 4, y + 4},
                3);
    }
}
