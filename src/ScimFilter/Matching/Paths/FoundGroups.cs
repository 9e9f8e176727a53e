using ScimFilter.Matching.Memory;

namespace ScimFilter.Matching.Paths;

/// <summary>The groups that the paths of a list lead to. Reused from list to list; not thread-safe.</summary>
internal sealed class FoundGroups
{
    /// <summary>Gets the groups.</summary>
    public NumberList Groups { get; } = new();

    /// <summary>Gets the heads that a path found for one value, see <see cref="KeyedGroups"/>.</summary>
    public NumberList Heads { get; } = new();

    /// <summary>Removes duplicates.</summary>
    public RepeatSet Repeats { get; } = new();

    /// <summary>Gets or sets a value indicating whether one value may have found a group several times.</summary>
    public bool MayRepeat { get; set; }

    /// <summary>Removes all.</summary>
    public void Clear()
    {
        Groups.Truncate(0);
        MayRepeat = false;
    }

    /// <summary>Removes duplicates from a list.</summary>
    public void RemoveDuplicates(NumberList list)
    {
        if (list.Count > 1)
        {
            list.Truncate(Repeats.CopyDistinct(list.All, ref list[0]));
        }
    }

    /// <summary>Removes all, and frees large arrays.</summary>
    public void Trim()
    {
        Groups.Trim();
        Heads.Trim();
        Repeats.Trim();
    }
}
