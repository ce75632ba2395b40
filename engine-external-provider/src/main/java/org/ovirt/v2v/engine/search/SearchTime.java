package org.ovirt.v2v.engine.search;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A day or a time of day in a search; without an offset it is in UTC.
 *
 * @param from its first instant
 * @param until the first one behind it
 */
record SearchTime(Instant from, Instant until) {
    static final String EXPECTED =
            "a day or a time such as 2026-01-31, \"2026-01-31 14:30\", 2026-01-31T14:30:05Z, 1/31/2026, today, yesterday, monday";

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9_999;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    /** As oVirt's engine writes it by default. */
    private static final DateTimeFormatter AMERICAN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("M/d/")
            .appendValueReduced(ChronoField.YEAR, 2, 4, 2000)
            .appendPattern("[ H:mm[:ss]]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    static Optional<SearchTime> parse(String text, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "today" -> Optional.of(day(today));
            case "yesterday" -> Optional.of(day(today.minusDays(1)));
            default -> weekday(text, today).or(() -> written(text));
        };
    }

    /** The last one before today. */
    private static Optional<SearchTime> weekday(String text, LocalDate today) {
        return Arrays.stream(DayOfWeek.values())
                .filter(weekday -> weekday.name().equalsIgnoreCase(text))
                .findAny()
                .map(weekday -> day(today.with(TemporalAdjusters.previous(weekday))));
    }

    private static Optional<SearchTime> written(String text) {
        return Stream.of(ISO, AMERICAN)
                .flatMap(format -> read(text, format).stream())
                .findFirst();
    }

    private static Optional<SearchTime> read(String text, DateTimeFormatter format) {
        try {
            TemporalAccessor parsed =
                    format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            // others no database knows, nor does anything in one have them
            if (parsed.get(ChronoField.YEAR) < FIRST_YEAR || parsed.get(ChronoField.YEAR) > LAST_YEAR) {
                return Optional.empty();
            }
            if (parsed instanceof LocalDate day) {
                return Optional.of(day(day));
            }
            Instant from = parsed instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
            return Optional.of(new SearchTime(from, from.plus(1, precision(text))));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** As exact as it is written. */
    private static ChronoUnit precision(String text) {
        List<ChronoUnit> units = List.of(ChronoUnit.MINUTES, ChronoUnit.SECONDS);
        if (text.indexOf('.') >= 0) {
            // databases keep microseconds
            return ChronoUnit.MICROS;
        }
        String timeOfDay = text.substring(text.indexOf(':') + 1).split("[Zz+-]", 2)[0];
        return units.get(timeOfDay.indexOf(':') >= 0 ? 1 : 0);
    }

    private static SearchTime day(LocalDate day) {
        return new SearchTime(
                day.atStartOfDay().toInstant(ZoneOffset.UTC),
                day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }
}
