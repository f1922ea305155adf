package dev.vigil.desk.act;

import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.web.Visit;
import dev.vigil.schema.check.Controls;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form as its deed takes them, or what is wrong with them.
 *
 * @param id that its path names; null where it names none
 * @param values of each field that has some; without blanks around them
 * @param faults by field
 * @param request id of the request, and of its record
 * @param nowMs UTC epoch ms
 */
public record FormValues(
        String id,
        Map<String, List<String>> values,
        Map<String, FieldFault> faults,
        Visitor visitor,
        String request,
        ZoneId zone,
        long nowMs) {
    private static final int MOST_VALUES = 10_000;

    /** Reads a form that was sent. */
    static FormValues of(Deed deed, Visit visit, String request) {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        deed.fields().forEach(field -> sent.put(field.name(), visit.fields(field.name())));
        return of(
                deed,
                visit.places().get("id"),
                sent,
                visit.visitor(),
                request,
                visit.text().zone(),
                visit.nowMs());
    }

    /** The same from fields that were kept. */
    static FormValues of(
            Deed deed,
            String id,
            Map<String, List<String>> sent,
            Visitor visitor,
            String request,
            ZoneId zone,
            long nowMs) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        FormValues form =
                new FormValues(id, values, new LinkedHashMap<>(), visitor, request, zone, nowMs);
        for (FormField field : deed.fields()) {
            List<String> given = given(field, sent.getOrDefault(field.name(), List.of()));
            if (!given.isEmpty()) {
                values.put(field.name(), given);
            }
            form.check(field, given);
        }
        return form;
    }

    private static List<String> given(FormField field, List<String> sent) {
        List<String> given = new ArrayList<>();
        for (String value : sent) {
            List<String> parts =
                    field.kind() == FormField.Kind.LINES
                            ? value.lines().toList()
                            : List.of(value.replace("\r\n", "\n"));
            parts.stream().map(String::strip).filter(it -> !it.isEmpty()).forEach(given::add);
        }
        return given;
    }

    private void check(FormField field, List<String> given) {
        if (field.isRequired() && given.isEmpty()) {
            fault(field, "fault.missing", null);
        }
        if (given.size() > MOST_VALUES) {
            fault(field, "fault.many", String.valueOf(MOST_VALUES));
        }
        for (String value : given) {
            if (value.length() > field.most()) {
                fault(field, "fault.long", String.valueOf(field.most()));
            } else if (hasControls(value)) {
                fault(field, "fault.control", null);
            } else if (!field.options().isEmpty() && !field.options().contains(value)) {
                fault(field, "fault.choice", value);
            } else if (field.isTime() && instant(value).isEmpty()) {
                fault(field, "fault.time", value);
            } else if (field.kind() == FormField.Kind.NUMBER && !value.matches("-?\\d{1,17}")) {
                fault(field, "fault.number", value);
            }
        }
    }

    /** What the doors of the jobs refuse. */
    private static boolean hasControls(String value) {
        return value.chars().anyMatch(c -> c < 0x20 && Controls.is((char) c));
    }

    private void fault(FormField field, String key, String argument) {
        faults.putIfAbsent(field.name(), new FieldFault(key, argument));
    }

    /** Null where it was left empty. */
    public String text(String field) {
        return values.getOrDefault(field, List.of()).stream().findFirst().orElse(null);
    }

    public List<String> texts(String field) {
        return values.getOrDefault(field, List.of());
    }

    public boolean flag(String field) {
        return text(field) != null;
    }

    /** True, or null where it is not: of properties that are missing then. */
    public Boolean flagOrNull(String field) {
        return flag(field) ? Boolean.TRUE : null;
    }

    /** Null where it was left empty. */
    public <E extends Enum<E>> E choice(String field, Class<E> type) {
        return text(field) == null ? null : Enum.valueOf(type, text(field));
    }

    public <E extends Enum<E>> List<E> choices(String field, Class<E> type) {
        return texts(field).stream().map(it -> Enum.valueOf(type, it)).toList();
    }

    /** Null where it was left empty. */
    public Long number(String field) {
        return text(field) == null ? null : Long.valueOf(text(field));
    }

    /** UTC epoch ms; null where it was left empty. */
    public Long time(String field) {
        return text(field) == null ? null : instant(text(field)).orElseThrow();
    }

    /** The same; now where it was left empty. */
    public long timeOrNow(String field) {
        Long time = time(field);
        return time == null ? nowMs : time;
    }

    /** The same in words: with its offset, as a local time may come twice. */
    String now() {
        return Instant.ofEpochMilli(nowMs).atZone(zone).toOffsetDateTime().toString();
    }

    /** The pointer to the person, as records have it. */
    public String actor() {
        return visitor.actor();
    }

    /** Empty where there is no such local time, or where there are two and no offset. */
    private Optional<Long> instant(String value) {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            value, OffsetDateTime::from, LocalDateTime::from);
            if (time instanceof OffsetDateTime known) {
                return Optional.of(known.toInstant().toEpochMilli());
            }
            LocalDateTime local = (LocalDateTime) time;
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            return offsets.size() == 1
                    ? Optional.of(local.toInstant(offsets.get(0)).toEpochMilli())
                    : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            // No time, or one that no number of milliseconds is.
            return Optional.empty();
        }
    }
}
