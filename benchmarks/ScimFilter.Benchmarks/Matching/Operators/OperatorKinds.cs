namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>The workloads that look for anything but equal values.</summary>
internal static class OperatorKinds
{
    public const string Rich = "rich";
    public const string Mixed = "mixed";

    private const int Tenants = 10;

    private static readonly FileKind[] _alone =
    [
        TextKinds.StartsWith, TextKinds.StartsWithDeep, TextKinds.StartsWithTree, TextKinds.EndsWith, TextKinds.Contains,
        TextKinds.ContainsInLong, TextKinds.Between, TextKinds.Either, OrderKinds.Range, OrderKinds.RangeOfAnyWidth, OrderKinds.Threshold,
        OrderKinds.DateThreshold, OrderKinds.Dates, OrderKinds.NotRange, OrderKinds.Items,
        PresenceKinds.Present, PresenceKinds.Absent, PresenceKinds.PresentAndNot, PresenceKinds.TwoNot, PresenceKinds.Not,
        ArrayKinds.StartsWith, ArrayKinds.Contains,
    ];

    /// <summary>Gets the mixture of eight kinds.</summary>
    public static FileKind OfAllSorts { get; } = FileKind.Mix(
        Mixed, TextKinds.StartsWith, TextKinds.EndsWith, TextKinds.Contains, OrderKinds.Range, OrderKinds.Dates, OrderKinds.Items,
        TextKinds.Between, ArrayKinds.StartsWith);

    public static FileKind[] Unscoped { get; } = [.. _alone, OfAllSorts];

    public static Kind[] All { get; } = [.. Unscoped, .. Unscoped.Select(kind => kind.Scoped(Tenants))];

    public static Kind[] Hostile { get; } = [.. HostileTexts.All, .. HostileOrders.All];

    /// <summary>Gets the names of the kinds of all parts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Concat(SmallKinds.All).Concat(Hostile).Select(kind => kind.Name), Rich];
}
