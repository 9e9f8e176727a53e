namespace ScimFilter.Json;

/// <summary>How deep a reader that recurses still may go.</summary>
/// <param name="Left">The containers that may still be opened inside one another.</param>
/// <param name="Max">The limit, for the error.</param>
internal readonly record struct Depth(int Left, int Max)
{
    /// <summary>Must be called before a container is read.</summary>
    /// <exception cref="EventFormatException">No container may be opened any more.</exception>
    public void Check()
    {
        if (Left == 0)
        {
            throw EventReader.TooDeep(Max);
        }
    }

    /// <summary>Gives what is left inside a container.</summary>
    public Depth Inside() => this with { Left = Left - 1 };
}
