using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScimFilter.Repl.Printing;

namespace ScimFilter.Repl.Matching;

/// <summary>The figures of a run.</summary>
internal sealed class MatchStatistics
{
    private TimeSpan _matchTime;
    private long _events;

    public TimeSpan LoadTime { get; set; }

    /// <summary>Gets or sets the managed memory that the subscriptions take, their ids included.</summary>
    public long Bytes { get; set; }

    public void AddEvent(TimeSpan time, int matches)
    {
        _matchTime += time;
        _events++;
        Matches += matches;
    }

    public long Matches { get; private set; }

    /// <summary>Gives a figure a line, each with its unit.</summary>
    public string Describe(SubscriptionIndexStatistics index)
    {
        // The template without attributes is told by its entries: they have no key.
        TemplateStatistics[] templates =
            [.. index.Templates.Where(template => template.Attributes.Count > 0).OrderByDescending(template => template.Keys)];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            subscriptions: {index.Subscriptions}
            load time: {LoadTime.TotalMilliseconds:0.0} ms
            bytes/subscription: {Ratio(Bytes, index.Subscriptions):0}
            events: {_events}
            matches: {Matches}
            ns/event: {Ratio(_matchTime.TotalNanoseconds, _events):0}
            residual checks/event: {index.ResidualChecksPerEvent:0.00}
            entries: {index.Entries}
            entries without a key: {index.WithoutKey}
            templates: {templates.Length}

            """);
        foreach (TemplateStatistics template in templates)
        {
            string unit = template.Keys == 1 ? "key" : "keys";
            text.Append(CultureInfo.InvariantCulture, $"  {string.Join(", ", template.Attributes)}: {template.Keys} {unit}\n");
        }

        AppendPaths(text, index);
        return text.ToString();
    }

    private static void AppendPaths(StringBuilder text, SubscriptionIndexStatistics index)
    {
        text.Append("access paths:\n");
        foreach (AccessPathStatistics path in index.AccessPaths)
        {
            string attribute = path.Attribute is null ? "" : $"{path.Attribute} ";
            text.Append(CultureInfo.InvariantCulture, $"  {attribute}{PlanWords.Of(path.Kind)}: {Entries(path.Entries)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"entries checked on every event with their key: {index.CheckedOnEvery}\n");
        foreach (CheckedEntries some in index.CheckedSample)
        {
            AppendChecked(text, some);
        }
    }

    /// <summary>Writes entries that are checked on every event: the key, the conditions, how many there are, whose, and why.</summary>
    private static void AppendChecked(StringBuilder text, CheckedEntries some)
    {
        string residual = some.ResidualAttributes.Count == 0 ? "" : $"a filter on {string.Join(", ", some.ResidualAttributes)}";
        string filter = string.Join(" and ", new[] { some.Filter, residual }.Where(part => part.Length > 0));
        string key = some.Key.Count == 0 ? "no key" : string.Join(" and ", some.Key);

        // Ids are what a file says: JSON strings keep their control characters from the terminal.
        string ids = string.Join(", ", some.Ids.Select(Quote));
        string more = some.Entries > some.Ids.Count ? ", ..." : "";
        text.Append($"  {key}: {filter}: {Entries(some.Entries)} ({ids}{more}), as {PlanWords.Of(some.Reason)}\n");
    }

    private static string Quote(string id) => $"\"{JsonEncodedText.Encode(id, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Entries(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "entry" : "entries")}");

    private static double Ratio(double total, long count) => count == 0 ? 0 : total / count;
}
