namespace ScimFilter.Matching.Records;

/// <summary>The kinds of postings, in the order in which a record has them; see <see cref="RecordFormat"/>.</summary>
internal enum PostingKind
{
    Plain,
    Repeatable,
    Differing,
    Others,
}
