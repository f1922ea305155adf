package dev.vigil.desk.screen;

import java.util.List;

/**
 * A page of a list.
 *
 * @param name of its messages: {@code NAME.title}, {@code NAME.none}
 * @param path of the list without its parameters
 * @param about what may be done, by the first segment of those forms; null for nothing
 * @param after where the next page begins, as an address; null at the end
 * @param first address of the first page; null on it
 * @param sheet address of the same as a file
 */
public record RecordList(
        String name,
        String path,
        String about,
        List<RecordFilter> filters,
        List<RecordPart> above,
        Grid grid,
        String after,
        String first,
        String sheet) {}
