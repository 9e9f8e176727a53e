using System.Collections.Concurrent;
using System.Text.Json;

namespace ScimFilter.Webhooks.Matching;

/// <summary>Stands in for the index of the library until that is there: the same calls, one filter after the other.</summary>
internal sealed class SubscriptionIndex<TKey>(SubscriptionIndexOptions options)
    where TKey : notnull
{
    private readonly FilterCompiler _compiler = new(options.Compiler);
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    public int Count => _entries.Count;

    public void Set(TKey key, IEnumerable<string> eventTypes, FilterExpression? filter) =>
        _entries[key] = new Entry([.. eventTypes], filter is null ? null : _compiler.Compile(filter));

    public bool Remove(TKey key) => _entries.TryRemove(key, out _);

    public IReadOnlyList<TKey> Match(ReadOnlySpan<byte> utf8Event)
    {
        string? type = TypeOf(utf8Event);
        var keys = new List<TKey>();
        foreach ((TKey key, Entry entry) in _entries)
        {
            if ((entry.Types.Count == 0 || (type is not null && entry.Types.Contains(type))) && entry.Filter?.Matches(utf8Event) != false)
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private static string? TypeOf(ReadOnlySpan<byte> utf8Event)
    {
        string? legacy = null;
        var reader = new Utf8JsonReader(utf8Event);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = reader.ValueTextEquals("type"u8);
            bool isLegacy = !isType && legacy is null && reader.ValueTextEquals("eventType"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && (isType || isLegacy))
            {
                if (isType)
                {
                    return reader.GetString();
                }

                legacy = reader.GetString();
            }

            reader.Skip();
        }

        return legacy;
    }

    private sealed record Entry(HashSet<string> Types, CompiledFilter? Filter);
}

/// <summary>How the filters of an index are compiled.</summary>
internal sealed record SubscriptionIndexOptions
{
    public FilterCompilerOptions Compiler { get; init; } = FilterCompilerOptions.Default;
}
