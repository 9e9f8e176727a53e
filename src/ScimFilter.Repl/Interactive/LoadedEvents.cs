namespace ScimFilter.Repl.Interactive;

/// <summary>The events that filters are tried on, and the attributes they have.</summary>
internal sealed class LoadedEvents
{
    private AttributeSample _attributes = new();

    public IReadOnlyList<byte[]> Lines { get; private set; } = [];

    /// <summary>Gets the paths of the attributes, dotted and in order; at most a thousand.</summary>
    public IReadOnlyCollection<string> Paths => _attributes.Paths;

    /// <summary>Gives values that an attribute has, as literals of a filter; at most a hundred.</summary>
    public IReadOnlyCollection<string> ValuesOf(string path) => _attributes.ValuesOf(path);

    /// <summary>Whether a member of that path is among <see cref="Paths"/>, ignoring case.</summary>
    public bool Has(string path) => _attributes.Has(path);

    /// <summary>Replaces the events.</summary>
    /// <param name="lines">The events; the list is kept.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended; the events are those of before.</exception>
    public void Replace(IReadOnlyList<byte[]> lines, CancellationToken stop = default)
    {
        var attributes = new AttributeSample();
        foreach (byte[] line in lines)
        {
            stop.ThrowIfCancellationRequested();
            attributes.Add(line);
        }

        (Lines, _attributes) = (lines, attributes);
    }
}
