using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ScimFilter.Ast;
using ScimFilter.Runtime;

namespace ScimFilter.Matching.Keys;

/// <summary>
/// Gives normalised literals as filters write them, for people who read what an index holds. Strings that compare without case stay in
/// upper case: that is what values are compared with.
/// </summary>
internal static class LiteralText
{
    private const long SecondsPerEra = 146_097L * 86_400;
    private const int YearsPerEra = 400;

    private static readonly long _unixEpoch = Instant.TryParse("1970-01-01T00:00:00Z"u8, out Instant instant) ? instant.Seconds : 0;

    /// <summary>Gives the text of a literal.</summary>
    /// <param name="kind">How it was normalised; not <see cref="KeyKind.State"/>, whose operators have no literal.</param>
    /// <param name="value">The normalised literal.</param>
    public static string Of(KeyKind kind, ReadOnlySpan<byte> value) => kind switch
    {
        KeyKind.Number => NumberOf(value),
        KeyKind.Boolean => value[0] == 0 ? "false" : "true",
        KeyKind.Instant => JsonText.Quote(InstantOf(value)),
        KeyKind.InstantOrExact or KeyKind.InstantOrFolded => Quote(InstantOrText.TextOf(value)),
        _ => Quote(value),
    };

    private static string Quote(ReadOnlySpan<byte> utf8) => JsonText.Quote(Encoding.UTF8.GetString(utf8));

    private static string NumberOf(ReadOnlySpan<byte> value)
    {
        string text = NormalizedNumber.Read(value);
        return ExactDecimal.TryParse(text, out ExactDecimal number) ? number.ToString() : text;
    }

    private static string InstantOf(ReadOnlySpan<byte> value)
    {
        // Calendars repeat after 400 years. DateTime knows no year 0, so such a date is written with a later year.
        long seconds = (BinaryPrimitives.ReadInt64BigEndian(value) ^ long.MinValue) - _unixEpoch;
        bool isEarly = seconds < 0;
        DateTime time = DateTime.UnixEpoch.AddSeconds(isEarly ? seconds + SecondsPerEra : seconds);
        int year = time.Year - (isEarly ? YearsPerEra : 0);
        ReadOnlySpan<byte> digits = value[NormalizedValue.InstantMargin..];
        string fraction = digits.IsEmpty ? "" : $".{Encoding.ASCII.GetString(digits)}";
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{time:MM-dd'T'HH:mm:ss}{fraction}Z");
    }
}
