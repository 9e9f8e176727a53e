using System.Globalization;
using System.Text.RegularExpressions;

namespace ScimFilter.Oracle;

/// <summary>An RFC 3339 date-time as seconds since the year 0 and the digits of a fraction of any length.</summary>
internal sealed record NaiveInstant(long Seconds, string Fraction) : IComparable<NaiveInstant>
{
    private static readonly Regex _form = new(
        @"\A([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))\z");

    /// <summary>Reads a date-time; null when the text is none. Second 60 is the first one of the next minute.</summary>
    public static NaiveInstant? Parse(string text)
    {
        Match match = _form.Match(text);
        if (!match.Success)
        {
            return null;
        }

        int year = Number(match, 1), month = Number(match, 2), day = Number(match, 3);
        int hour = Number(match, 4), minute = Number(match, 5), second = Number(match, 6);
        int offsetHour = Number(match, 9), offsetMinute = Number(match, 10);
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month)
            || hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59)
        {
            return null;
        }

        int offset = (offsetHour * 60) + offsetMinute;
        long minutes = (((DaysBefore(year, month) + day) * 24) + hour) * 60 + minute;
        minutes -= match.Groups[8].ValueSpan is "-" ? -offset : offset;
        return new NaiveInstant((minutes * 60) + second, match.Groups[7].Value.TrimEnd('0'));
    }

    public int CompareTo(NaiveInstant? other) =>
        Seconds != other!.Seconds ? Seconds.CompareTo(other.Seconds) : string.CompareOrdinal(Fraction, other.Fraction);

    private static long DaysBefore(int year, int month)
    {
        long days = 0;
        for (int earlier = 0; earlier < year; earlier++)
        {
            days += IsLeap(earlier) ? 366 : 365;
        }

        for (int earlier = 1; earlier < month; earlier++)
        {
            days += DaysIn(year, earlier);
        }

        return days;
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsLeap(int year) => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    private static int Number(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
}
