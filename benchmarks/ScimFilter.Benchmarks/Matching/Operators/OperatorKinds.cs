using ScimFilter.Benchmarks.Matching.Workloads;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>The workloads that look for anything but equal values.</summary>
internal static class OperatorKinds
{
    public const string Rich = "rich";
    public const string Mixed = "mixed";

    private const int Tenants = 10;

    private static readonly FileKind[] _alone =
    [
        TextKinds.StartsWith, TextKinds.StartsWithDeep, TextKinds.EndsWith, TextKinds.Contains, TextKinds.ContainsInLong, TextKinds.Between,
        TextKinds.Either, OrderKinds.Range, OrderKinds.Threshold, OrderKinds.Dates, OrderKinds.NotRange, OrderKinds.Items,
        PresenceKinds.Present, PresenceKinds.Absent, PresenceKinds.PresentAndNot, PresenceKinds.TwoNot, PresenceKinds.Not,
        ArrayKinds.StartsWith, ArrayKinds.Contains,
    ];

    private static readonly FileKind _mixed = FileKind.Mix(
        Mixed, TextKinds.StartsWith, TextKinds.EndsWith, TextKinds.Contains, OrderKinds.Range, OrderKinds.Dates, OrderKinds.Items,
        TextKinds.Between, ArrayKinds.StartsWith);

    private static readonly FileKind[] _all = [.. _alone, _mixed, .. _alone.Append(_mixed).Select(kind => kind.Scoped(Tenants))];

    public static IReadOnlyList<string> Names { get; } = [.. _all.Select(kind => kind.Name), Rich];

    /// <summary>Creates the workload of a kind.</summary>
    /// <param name="name">The name of the kind, of <see cref="Names"/>.</param>
    /// <param name="count">The number of subscriptions.</param>
    /// <param name="distinct">The most different filters, apart from what is random in them.</param>
    public static Workload Create(string name, int count, int distinct) => name == Rich
        ? new RichWorkload(Rich, count, count / 100)
        : new KindWorkload(_all.Single(kind => kind.Name == name), count, distinct);
}
