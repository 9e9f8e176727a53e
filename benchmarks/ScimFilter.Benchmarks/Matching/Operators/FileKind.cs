using System.Text.Json;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>A kind whose events are those of <see cref="FileEvent"/>.</summary>
/// <param name="name">The name.</param>
/// <param name="filter">Gives the text of a filter.</param>
/// <param name="fit">Changes an event so that it matches the filter with the same number.</param>
internal sealed class FileKind(string name, Func<Draw, string> filter, Action<FileEvent, Draw> fit) : Kind(name)
{
    /// <summary>Gives the filters to tenants. Each tenant has the filters that the others have, under a condition on the tenant.</summary>
    public FileKind Scoped(int tenants) => new(
        $"scoped-{Name}",
        draw => $"tenant eq \"{Words.Of(draw.Number % tenants)}\" and ({Filter(draw.OfOneIn(tenants))})",
        (changed, draw) =>
        {
            changed.Tenant = Words.Of(draw.Number % tenants);
            fit(changed, draw.OfOneIn(tenants));
        });

    /// <summary>Mixes kinds: each has its share of the numbers, and an event has values for all of them.</summary>
    public static FileKind Mix(string name, params FileKind[] kinds) => new(
        name,
        draw => kinds[draw.Index % kinds.Length].Filter(draw),
        (changed, draw) => Array.ForEach(kinds, kind => kind.Fit(changed, draw)));

    public override string[] EventTypes { get; } = [FileEvent.EventType];

    public override string Filter(Draw draw) => filter(draw);

    public override void Write(Utf8JsonWriter writer, Draw draw)
    {
        var changed = new FileEvent(draw);
        Fit(changed, draw);
        changed.Write(writer);
    }

    private void Fit(FileEvent changed, Draw draw) => fit(changed, draw);
}
