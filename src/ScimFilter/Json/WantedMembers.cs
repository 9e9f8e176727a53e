namespace ScimFilter.Json;

/// <summary>
/// Selects the member of one object for each needed name: the exact spelling before another, and the first
/// occurrence before a later one. Each member costs one look-up, however many names are needed.
/// </summary>
internal readonly struct WantedMembers(PathNode node)
{
    private readonly Dictionary<PathNode, Range> _exact = [];
    private readonly Dictionary<IReadOnlyList<PathNode>, Range> _first = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gets the names that have a member, with its value.</summary>
    public IEnumerable<(PathNode Child, Range Value)> All
    {
        get
        {
            Dictionary<PathNode, Range> exact = _exact;
            return _first.SelectMany(pair => pair.Key.Select(child => (child, exact.GetValueOrDefault(child, pair.Value))));
        }
    }

    /// <summary>Takes the next member.</summary>
    /// <param name="name">Its name without escapes.</param>
    /// <param name="value">Where its value lies.</param>
    public void Add(string name, Range value)
    {
        if (node.SpellingsOf(name) is not { } spellings)
        {
            return;
        }

        _first.TryAdd(spellings, value);
        if (node.Find(name) is { } child)
        {
            _exact.TryAdd(child, value);
        }
    }
}
