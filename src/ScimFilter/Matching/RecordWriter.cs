using System.Runtime.InteropServices;

namespace ScimFilter.Matching;

/// <summary>A key while a segment is built.</summary>
/// <param name="Template">The number of its template.</param>
/// <param name="Hash">The hash of its values.</param>
/// <param name="Values">Where its values stand in the builder's lists.</param>
/// <param name="ValueCount">How many they are.</param>
internal record struct BuiltKey(int Template, ulong Hash, int Values, int ValueCount)
{
    public int LastEntry { get; set; } = -1;

    public int EntryCount { get; set; }
}

/// <summary>An entry while a segment is built.</summary>
/// <param name="Posting">Subscription and flags.</param>
/// <param name="Residual">The number of its residual, if it has one.</param>
/// <param name="Types">Where its event types stand in the builder's lists.</param>
/// <param name="TypeCount">How many they are.</param>
/// <param name="Previous">The entry before it of the same key, or -1.</param>
internal readonly record struct BuiltEntry(int Posting, int Residual, int Types, int TypeCount, int Previous);

/// <summary>Writes the record of each key in the words of <see cref="PostingFormat"/>.</summary>
internal sealed class RecordWriter(List<int> lists, List<BuiltEntry> entries)
{
    private readonly List<(int Type, int Entry)> _postings = [];

    public List<int> Words { get; } = [];

    /// <summary>Writes a record.</summary>
    /// <returns>Its number.</returns>
    public int Write(BuiltKey key)
    {
        int record = Words.Count;
        Words.AddRange(List(key.Values, key.ValueCount));
        _postings.Clear();
        bool isOne = true;
        for (int i = key.LastEntry; i >= 0; i = entries[i].Previous)
        {
            BuiltEntry entry = entries[i];
            isOne &= entry.Posting == entries[key.LastEntry].Posting && entry.Residual == entries[key.LastEntry].Residual;
            foreach (int type in List(entry.Types, entry.TypeCount))
            {
                _postings.Add((type, i));
            }
        }

        _postings.Sort();
        if (isOne)
        {
            Words.Add(~_postings.Count);
            _postings.ForEach(posting => Words.Add(posting.Type));
            WritePosting(entries[key.LastEntry]);
        }
        else
        {
            WriteGroups();
        }

        return record;
    }

    private void WriteGroups()
    {
        int head = Words.Count;
        Words.Add(0);
        for (int i = 0; i < _postings.Count; i++)
        {
            if (i == 0 || _postings[i].Type != _postings[i - 1].Type)
            {
                Words.AddRange([_postings[i].Type, 0]);
                Words[head]++;
            }
        }

        int start = Words.Count;
        int end = head;
        for (int i = 0; i < _postings.Count; i++)
        {
            WritePosting(entries[_postings[i].Entry]);
            if (i == _postings.Count - 1 || _postings[i].Type != _postings[i + 1].Type)
            {
                end += PostingFormat.GroupSize;
                Words[end] = Words.Count - start;
            }
        }
    }

    private void WritePosting(BuiltEntry entry)
    {
        Words.Add(entry.Posting);
        if ((entry.Posting & PostingFormat.HasResidual) != 0)
        {
            Words.Add(entry.Residual);
        }
    }

    private ReadOnlySpan<int> List(int start, int count) => CollectionsMarshal.AsSpan(lists).Slice(start, count);
}
