using System.Globalization;
using System.Text;

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

        return text.ToString();
    }

    private static double Ratio(double total, long count) => count == 0 ? 0 : total / count;
}
