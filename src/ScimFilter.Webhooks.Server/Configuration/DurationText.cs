using System.Globalization;
using System.Text.RegularExpressions;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>
/// Durations in the configuration: numbers with a unit (<c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>8h</c>, <c>7d</c>, <c>1h30m</c>), or the
/// .NET form with two colons (<c>00:00:30</c>, <c>7.00:00:00</c>). A number without a unit is refused: the framework takes it for days.
/// </summary>
internal static partial class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] _units =
    [
        ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Count(character => character == ':') == 2)
        {
            return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out duration);
        }

        Match match = Form().Match(text);
        if (!match.Success)
        {
            return false;
        }

        decimal ticks = 0;
        for (int i = 0; i < match.Groups[1].Captures.Count; i++)
        {
            string unit = match.Groups[2].Captures[i].Value;
            ticks += decimal.Parse(match.Groups[1].Captures[i].Value, CultureInfo.InvariantCulture)
                * Array.Find(_units, known => known.Unit == unit).Length.Ticks;
        }

        // The pattern bounds the digits, so that the sum fits a decimal; it may still be too long for a duration.
        if (ticks > TimeSpan.MaxValue.Ticks)
        {
            return false;
        }

        duration = new TimeSpan((long)ticks);
        return true;
    }

    /// <summary>Writes a duration with the largest unit that makes it a whole number.</summary>
    public static string Format(TimeSpan duration)
    {
        (string unit, TimeSpan length) = Array.Find(_units, known => duration.Ticks % known.Length.Ticks == 0 && duration >= known.Length);
        return unit is null ? "0s" : string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / length.Ticks}{unit}");
    }

    [GeneratedRegex(@"\A(?:([0-9]{1,9}(?:\.[0-9]{1,6})?)(ms|s|m|h|d)){1,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
