namespace ScimFilter.Runtime;

/// <summary>A full RFC 3339 date-time as a point in time; a fraction of a second keeps all its digits.</summary>
internal readonly ref struct Instant
{
    private const int SecondsPerDay = 86_400;

    private readonly long _seconds;
    private readonly ReadOnlySpan<byte> _fraction;

    private Instant(long seconds, ReadOnlySpan<byte> fraction)
    {
        _seconds = seconds;
        _fraction = fraction;
    }

    /// <summary>Gets the whole seconds since a day before the year 0.</summary>
    public long Seconds => _seconds;

    /// <summary>Gets the digits of the fraction of a second, without trailing zeros.</summary>
    public ReadOnlySpan<byte> Fraction => _fraction;

    /// <summary>
    /// Reads <c>YYYY-MM-DDThh:mm:ss[.fraction](Z|±hh:mm)</c> (RFC 3339 section 5.6); second 60 counts on into the next minute.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (text.Length < 20
            || text[4] != '-' || text[7] != '-' || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':'
            || !TryDigits(text[..4], 0, 9999, out int year)
            || !TryDigits(text[5..7], 1, 12, out int month)
            || !TryDigits(text[8..10], 1, DaysIn(year, month), out int day)
            || !TryDigits(text[11..13], 0, 23, out int hour)
            || !TryDigits(text[14..16], 0, 59, out int minute)
            || !TryDigits(text[17..19], 0, 60, out int second))
        {
            return false;
        }

        int position = 19;
        ReadOnlySpan<byte> fraction = default;
        if (text[position] == '.')
        {
            int length = text[20..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (length <= 0)
            {
                return false;
            }

            fraction = text.Slice(20, length).TrimEnd((byte)'0');
            position = 20 + length;
        }

        if (!TryOffset(text[position..], out int offset))
        {
            return false;
        }

        long seconds = (DaysBefore(year, month, day) * SecondsPerDay) + (hour * 3600) + (minute * 60) + second - (offset * 60);
        instant = new Instant(seconds, fraction);
        return true;
    }

    public int CompareTo(Instant other)
    {
        int seconds = _seconds.CompareTo(other._seconds);
        return seconds != 0 ? seconds : _fraction.SequenceCompareTo(other._fraction);
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return (text[0] | 0x20) == 'z';
        }

        if (text.Length != 6
            || (text[0] != '+' && text[0] != '-')
            || text[3] != ':'
            || !TryDigits(text[1..3], 0, 23, out int hour)
            || !TryDigits(text[4..6], 0, 59, out int minute))
        {
            return false;
        }

        minutes = ((hour * 60) + minute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return value >= least && value <= most;
    }

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int DaysIn(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Days before a date in the Gregorian calendar carried back to year 0, with the year starting in March.</summary>
    private static long DaysBefore(int year, int month, int day)
    {
        int shifted = month <= 2 ? year - 1 : year;
        int era = shifted >= 0 ? shifted / 400 : -1;
        int yearOfEra = shifted - (era * 400);
        int dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097L) + dayOfEra;
    }
}
