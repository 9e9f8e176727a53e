namespace ScimFilter;

/// <summary>A place in the text of a filter.</summary>
/// <param name="Start">Zero-based offset of the first character, in UTF-16 code units.</param>
/// <param name="Length">Number of UTF-16 code units; zero for a place between two characters.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>Gets the offset just after the last character, in UTF-16 code units.</summary>
    public int End => Start + Length;

    internal static SourceSpan FromBounds(int start, int end) => new(start, end - start);
}
