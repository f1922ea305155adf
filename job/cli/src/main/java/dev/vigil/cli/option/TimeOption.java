package dev.vigil.cli.option;

import static dev.vigil.client.text.Times.span;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are a time or a span. */
public final class TimeOption {
    private TimeOption() {}

    /** An RFC 3339 time, or a span ago such as {@code 12h5m}. */
    public static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return value.contains("-")
                        ? OffsetDateTime.parse(value).toInstant()
                        : Instant.now().minus(span(value));
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "expected a time with its offset from UTC such as"
                                + " 2026-11-24T20:00:00+08:00, or a span ago such as 12h5m, got '"
                                + value
                                + "'");
            }
        }
    }

    /** An RFC 3339 time, for what may be in the future: a span could mean either direction. */
    public static final class Time implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String value) {
            try {
                return OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "expected a time with its offset from UTC such as"
                                + " 2026-11-24T20:00:00+08:00, got '"
                                + value
                                + "'");
            }
        }
    }

    /** A day such as {@code 2026-11-01}. */
    public static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String value) {
            try {
                return LocalDate.parse(value);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "expected a day such as 2026-11-01, got '" + value + "'");
            }
        }
    }

    /** A month such as {@code 2026-11}. */
    public static final class Month implements ITypeConverter<YearMonth> {
        @Override
        public YearMonth convert(String value) {
            try {
                return YearMonth.parse(value);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "expected a month such as 2026-11, got '" + value + "'");
            }
        }
    }

    /** A span such as {@code 30s}, longer than none. */
    public static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                Duration span = span(value);
                if (span.compareTo(Duration.ZERO) > 0) {
                    return span;
                }
            } catch (DateTimeException e) {
                // Said below: a span that is none and one of no length are the same mistake.
            }
            throw new TypeConversionException(
                    "expected a span such as 30s, 1h5m or 90d, got '" + value + "'");
        }
    }
}
