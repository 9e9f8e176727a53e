using ScimFilter.Matching.Paths;
using ScimFilter.Matching.Records;

namespace ScimFilter.Matching.Updating;

/// <summary>A key of a growing segment with so many postings that further ones are added to chunks.</summary>
/// <param name="record">A record that has the key's values.</param>
/// <param name="words">The number of words of that record's postings.</param>
internal sealed class HotKey(int record, int words)
{
    public int Record => record;

    public int Words => words;

    /// <summary>Gets the newest chunk of each <see cref="PostingKind"/>; null where there is none.</summary>
    public PostingChunk?[] Chunks { get; } = new PostingChunk?[4];

    /// <summary>Gets or sets the number of other postings that were added to chunks.</summary>
    public int Others { get; set; }

    /// <summary>Gets or sets the list for its other postings; null while they are few.</summary>
    public PathList? List { get; set; }
}
