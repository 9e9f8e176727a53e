using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>
/// A way to find the groups of a <see cref="PathList"/> by the values of one attribute. One thread adds while others read.
/// </summary>
/// <param name="attribute">The number of the attribute.</param>
internal abstract class AccessPath(int attribute)
{
    /// <summary>Gets the number of the attribute.</summary>
    public int Attribute => attribute;

    /// <summary>Gets the memory in bytes.</summary>
    public abstract long Bytes { get; }

    /// <summary>Gets or sets the number of groups that it finds.</summary>
    public int Groups { get; set; }

    /// <summary>Adds the groups that a value of the attribute finds, some of them perhaps several times.</summary>
    /// <param name="value">The normalised value. Behind it, <see cref="WindowPath.Longest"/> bytes more must be readable.</param>
    /// <param name="hash">The hash of the value.</param>
    /// <param name="found">Takes the groups and intermediate results.</param>
    public abstract void Find(ReadOnlySpan<byte> value, ulong hash, FoundGroups found);

    /// <summary>Adds all groups that it finds, each once: for statistics.</summary>
    public abstract void ListGroups(NumberList groups);
}
