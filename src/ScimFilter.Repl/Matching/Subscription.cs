namespace ScimFilter.Repl.Matching;

/// <summary>One line of a subscription file.</summary>
/// <param name="Id">The name that answers give.</param>
/// <param name="Types">The event types; none means any.</param>
/// <param name="Filter">The filter; null means true.</param>
internal sealed record Subscription(string Id, IReadOnlyList<string> Types, CompiledFilter? Filter);
